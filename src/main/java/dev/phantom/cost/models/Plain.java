package dev.phantom.cost.models;

import java.math.BigDecimal;

/// Numbers as people read them.
final class Plain {
    private Plain() {}

    static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /// `10 × `, and nothing for one.
    static String many(BigDecimal count) {
        return count.compareTo(BigDecimal.ONE) == 0 ? "" : number(count) + " × ";
    }
}
