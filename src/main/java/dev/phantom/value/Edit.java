package dev.phantom.value;

/// One change of one document, by document path in the long form (`/Resources/Web/Properties/Name/Fn::Sub`).
public sealed interface Edit {

    PropertyPath path();

    /// Replaces the node, or adds it where the map above it has no such key.
    record Put(PropertyPath path, Value value) implements Edit {}

    /// Adds an element to the end of the list at `path`.
    record Append(PropertyPath path, Value value) implements Edit {}

    /// Removes the map entry or list element.
    record Remove(PropertyPath path) implements Edit {}
}
