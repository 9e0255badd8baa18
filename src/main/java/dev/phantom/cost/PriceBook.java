package dev.phantom.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// Prices with their date and source. An embedded table, or AWS's price list.
public interface PriceBook {

    /// @param unit  `hour`, `GB-month`, `month`, `1M requests`, …
    record Price(BigDecimal usd, String unit, LocalDate asOf, String source) {}

    /// @param product a name of the catalogue: `ec2.instance`, `rds.instance`, `ebs.storage`, …
    /// @param attributes what selects the price: `instanceType`, `engine`, `multiAz`, `volumeType`, …
    Optional<Price> price(String region, String product, Map<String, String> attributes);
}
