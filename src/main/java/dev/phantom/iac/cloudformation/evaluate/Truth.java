package dev.phantom.iac.cloudformation.evaluate;

import dev.phantom.value.Value;
import dev.phantom.value.Value.Scalar;

/// Conditions decided: `true`, `false`, or [Value.Unknown].
final class Truth {
    static final Value TRUE = Value.plain("true");
    static final Value FALSE = Value.plain("false");

    private Truth() {}

    static Value of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    static boolean isTrue(Value value) {
        return value instanceof Scalar s && s.text().equalsIgnoreCase("true");
    }

    static boolean isFalse(Value value) {
        return value instanceof Scalar s && s.text().equalsIgnoreCase("false");
    }
}
