package dev.phantom.drift.terraform;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.Scalar;

/// Ways in which a provider says that an attribute is not set.
final class Nothing {
    private Nothing() {}

    /// Null, the empty text, the empty list: a block that is not there is an empty list.
    static boolean is(Value value) {
        return switch (value) {
            case Scalar s -> s.text().isEmpty() || s.isPlain() && s.text().equals("null");
            case ListValue list -> list.items().isEmpty();
            case Value other -> false;
        };
    }
}
