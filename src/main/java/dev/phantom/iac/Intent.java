package dev.phantom.iac;

import dev.phantom.value.Value;

/// What shall happen to a property of a resource, whatever the files look like that declare it.
public sealed interface Intent {

    /// It shall have this value; it is added where it is absent.
    record Set(Value value) implements Intent {}

    /// The list shall have one element more.
    record Append(Value value) implements Intent {}

    record Remove() implements Intent {}
}
