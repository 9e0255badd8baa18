package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.value.PropertyPath;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A bill that grows matters by its amount, or by what it is of the stack's.
class CostGrowthTest {

    @ParameterizedTest
    @CsvSource({
        // increase, known cost of the stack, level
        "49.99, 10, LOW",
        "50, 0, MEDIUM",
        "999.99, 0, MEDIUM",
        "1000, 1000000, HIGH",
        "10000, 1000000, CRITICAL",
        "60, 60, MEDIUM",
        "499, 100, MEDIUM",
        "500, 500, HIGH",
        "500, 501, MEDIUM",
        "-5000, 100, LOW"
    })
    void byAmountAndByShare(BigDecimal increase, BigDecimal known, Severity level) {
        var found = CostGrowth.DEFAULT.finding(increase, known, PropertyPath.of("DBInstanceClass"));
        assertThat(found.map(Finding::level).orElse(Severity.LOW)).isEqualTo(level);
    }

    @Test
    void itRaisesWhatIsLowAndIsNoSecurityFinding() {
        var finding = CostGrowth.DEFAULT
                .finding(BigDecimal.valueOf(1_200), BigDecimal.valueOf(800), PropertyPath.of("DBInstanceClass"))
                .orElseThrow();
        var assessment = new Assessment(Severity.LOW, java.util.List.of()).with(finding);
        assertThat(assessment.floor()).isEqualTo(Severity.HIGH);
        assertThat(assessment.grave()).isFalse();
        assertThat(finding.rated()).isEqualTo("high: +1,200.00 USD a month × +150 % of the stack's known cost");
    }

    @Test
    void aShareCountsWhereTheAmountsAreSetHigher() {
        var lenient = new CostGrowth(
                BigDecimal.valueOf(5_000),
                BigDecimal.valueOf(50_000),
                BigDecimal.valueOf(90_000),
                BigDecimal.valueOf(25),
                BigDecimal.valueOf(100));
        assertThat(lenient.finding(BigDecimal.valueOf(60), BigDecimal.valueOf(100), PropertyPath.ROOT))
                .map(Finding::level)
                .contains(Severity.MEDIUM);
        assertThat(lenient.finding(BigDecimal.valueOf(60), BigDecimal.valueOf(1_000), PropertyPath.ROOT))
                .isEmpty();
    }
}
