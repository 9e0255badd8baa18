package dev.phantom.drift;

import java.util.Optional;

/// Knows types that the embedded table does not have.
@FunctionalInterface
public interface TypeSource {

    /// Nothing beyond the table.
    TypeSource NONE = type -> Optional.empty();

    /// Asked at most once for each type. What cannot be known now is empty, never an exception.
    Optional<TypeFacts> find(String type);
}
