package dev.phantom.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Prices with their date and source. An embedded table, or AWS's price list. A price is of one variant: a selector
/// that is not listed has none, never that of the next one.
public interface PriceBook {

    /// @param unit  `hour`, `GB-month`, `month`, `1M requests`, …
    record Price(BigDecimal usd, String unit, LocalDate asOf, String source) {}

    /// @param product a name of the catalogue: `ec2.instance`, `rds.instance`, `ebs.storage`, …
    /// @param attributes what selects the variant: `instanceType`, `os`, `engine`, `licence`, `volumeType`, …; all of
    /// them
    Optional<Price> price(String region, String product, Map<String, String> attributes);

    /// Whether it has prices of a region, or may have.
    boolean covers(String region);

    /// The regions that it has prices of; empty where it cannot say.
    default Set<String> regions() {
        return Set.of();
    }

    /// The day of its newest price.
    LocalDate asOf();

    /// Whether the price was more than a year old on that day.
    default boolean dated(Price price) {
        return price.asOf().isBefore(asOf().minusYears(1));
    }
}
