package dev.phantom.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostSumTest {

    private static final CostDelta PRICED = new CostDelta(new BigDecimal("2452.80"), List.of(), List.of(), null);
    private static final CostDelta PARTLY =
            new CostDelta(new BigDecimal("490.56"), List.of(), List.of("safe: storage", "live: storage"), null);

    @Test
    void aSumSaysWhatIsNotInIt() {
        var sum = CostSum.of(PRICED, 1).plus(CostSum.of(PARTLY, 1)).plus(CostSum.of(CostDelta.unpriced("requests"), 3));
        assertThat(sum.words("USD/month")).isEqualTo("+2,943.36 USD/month and 2 changes not priced");
        assertThat(CostSum.of(PRICED, 1).words("USD/month")).isEqualTo("+2,452.80 USD/month");
    }

    /// Both sides of one change are unpriced, and a resource that came or went has no change of a property.
    @Test
    void aChangeCountsOnce() {
        assertThat(CostSum.of(PARTLY, 1).unpriced()).isOne();
        assertThat(CostSum.of(PARTLY, 2).unpriced()).isEqualTo(2);
        assertThat(CostSum.of(CostDelta.unpriced("no cost model"), 0).unpriced())
                .isOne();
    }

    @Test
    void nothingPricedIsNoZero() {
        var sum = CostSum.NOTHING.plus(CostSum.of(CostDelta.unpriced("requests"), 1));
        assertThat(sum.words("USD/month")).isEqualTo("not priced");
    }
}
