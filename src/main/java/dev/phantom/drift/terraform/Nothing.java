package dev.phantom.drift.terraform;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.Scalar;
import java.util.Set;

/// Ways in which a provider says that an attribute is not set.
final class Nothing {
    private static final Set<String> ZEROS = Set.of("false", "0");

    private Nothing() {}

    /// What a provider gives an attribute in a block that nobody set: nothing, or the zero of its kind.
    static boolean isUnset(Value value) {
        return is(value) || value instanceof Scalar s && s.isPlain() && ZEROS.contains(s.text());
    }

    /// Null, the empty text, the empty list: a block that is not there is an empty list.
    static boolean is(Value value) {
        return switch (value) {
            case Scalar s -> s.text().isEmpty() || s.isPlain() && s.text().equals("null");
            case ListValue list -> list.items().isEmpty();
            case Value other -> false;
        };
    }
}
