package dev.phantom.cost;

import java.math.BigDecimal;
import java.util.Optional;

/// How much was used of what is billed by use.
@FunctionalInterface
public interface Usage {
    /// Nothing was counted.
    Usage UNKNOWN = product -> Optional.empty();

    /// A month's, in units of one: requests, seconds, GB; an average of what is billed by the hour.
    ///
    /// @param product of the price book: `lambda.requests`
    Optional<BigDecimal> monthly(String product);
}
