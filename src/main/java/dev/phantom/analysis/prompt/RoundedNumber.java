package dev.phantom.analysis.prompt;

import dev.phantom.value.Value.Scalar;
import java.math.BigDecimal;

/// A number of a case with three significant digits, or without its fraction where it is larger. Money keeps its cents,
/// as it stands in the texts beside it.
final class RoundedNumber {

    private static final String MONEY = "Usd";

    private RoundedNumber() {}

    /// @param member that holds it
    static Scalar of(String member, Scalar plain) {
        if (member.endsWith(MONEY) || !plain.text().matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?")) {
            return plain;
        }
        var number = new BigDecimal(plain.text());
        return number.scale() <= 0 ? plain : new Scalar(PlainWords.rounded(number), plain.style());
    }
}
