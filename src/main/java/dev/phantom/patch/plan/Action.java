package dev.phantom.patch.plan;

import dev.phantom.value.Value;

/// What shall happen to a property.
public sealed interface Action {

    /// It shall have this value; it is added where it is absent.
    record Set(Value value) implements Action {}

    /// The list shall have one element more.
    record Append(Value value) implements Action {}

    record Remove() implements Action {}
}
