package dev.phantom.value;

import java.math.BigDecimal;
import java.util.Optional;

/// A number that somebody else wrote. `1e50000000` is ten characters and a number of fifty million digits as soon as
/// anything is added to it, so what has an exponent beyond all measures is no number here.
public final class BoundedNumber {

    private static final int LONGEST = 500;
    private static final int MOST_SCALE = 1000;

    private BoundedNumber() {}

    /// Empty for what is no number, or none that anything can be.
    public static Optional<BigDecimal> of(String text) {
        var digits = text.strip();
        if (digits.isEmpty() || digits.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(digits);
            return Math.abs((long) number.scale()) > MOST_SCALE ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
