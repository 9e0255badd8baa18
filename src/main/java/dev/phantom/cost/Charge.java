package dev.phantom.cost;

import java.math.BigDecimal;

/// How an amount comes about: 730 at 0.48 USD per hour.
///
/// @param quantity of units in a month
/// @param unit     as the price book names it: `hour`, `GB-month`, `1M requests`
/// @param unitUsd  the price of one
public record Charge(BigDecimal quantity, String unit, BigDecimal unitUsd) {}
