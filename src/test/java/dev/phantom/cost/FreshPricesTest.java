package dev.phantom.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cost.PriceBook.Price;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FreshPricesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);

    private static PriceBook book(String usd, String unit, LocalDate asOf) {
        return new PriceBook() {
            @Override
            public Optional<Price> price(String region, String product, Map<String, String> attributes) {
                return usd.isEmpty() ? Optional.empty() : Optional.of(new Price(new BigDecimal(usd), unit, asOf, ""));
            }

            @Override
            public boolean covers(String region) {
                return !usd.isEmpty();
            }

            @Override
            public LocalDate asOf() {
                return asOf;
            }
        };
    }

    private static String chosen(PriceBook embedded, PriceBook list) {
        return new FreshPrices(embedded, list, TODAY)
                .price("us-east-1", "ec2.instance", Map.of())
                .map(price -> price.usd().toPlainString())
                .orElse("none");
    }

    @Test
    void theListIsAskedForWhatIsNotKnownOrIsOld() {
        var list = book("2", "hour", TODAY);
        assertThat(chosen(book("1", "hour", TODAY.minusYears(1)), list)).isEqualTo("1");
        assertThat(chosen(book("1", "hour", TODAY.minusYears(1).minusDays(1)), list))
                .isEqualTo("2");
        assertThat(chosen(book("", "hour", TODAY), list)).isEqualTo("2");
    }

    @Test
    void aRegionIsKnownToEitherOrToNeither() {
        var silent = book("", "hour", TODAY);
        var known = book("1", "hour", TODAY);
        assertThat(new FreshPrices(silent, known, TODAY).covers("ap-south-1")).isTrue();
        assertThat(new FreshPrices(known, silent, TODAY).covers("ap-south-1")).isTrue();
        assertThat(new FreshPrices(silent, silent, TODAY).covers("ap-south-1")).isFalse();
    }

    @Test
    void whatIsOldIsBetterThanNothingAndThanAnotherUnit() {
        var old = book("1", "hour", TODAY.minusYears(3));
        assertThat(chosen(old, book("", "hour", TODAY))).isEqualTo("1");
        assertThat(chosen(old, book("2", "month", TODAY))).isEqualTo("1");
    }
}
