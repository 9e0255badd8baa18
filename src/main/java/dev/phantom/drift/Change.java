package dev.phantom.drift;

import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import java.util.List;
import java.util.Optional;

/// One property that differs. Paths as the contract says: NOT_EQUAL and REMOVE carry the index of the expected side,
/// ADD that of the actual one.
public sealed interface Change {

    PropertyPath path();

    Circumstances circumstances();

    Change with(Circumstances circumstances);

    /// Live has it, the safe state does not.
    record Add(PropertyPath path, Value actual, Circumstances circumstances) implements Change {
        @Override
        public Change with(Circumstances c) {
            return new Add(path, actual, c);
        }
    }

    /// The safe state has it, live does not.
    record Remove(PropertyPath path, Value expected, Circumstances circumstances) implements Change {
        @Override
        public Change with(Circumstances c) {
            return new Remove(path, expected, c);
        }
    }

    /// Both have it, with different values.
    ///
    /// @param actualPath where the actual side has it; equal to `path` unless list indexes differ
    /// @param inner      differences inside a string that holds JSON; paths within that JSON; else empty
    record NotEqual(
            PropertyPath path,
            PropertyPath actualPath,
            Value expected,
            Value actual,
            List<Change> inner,
            Circumstances circumstances)
            implements Change {
        public NotEqual {
            inner = List.copyOf(inner);
        }

        @Override
        public Change with(Circumstances c) {
            return new NotEqual(path, actualPath, expected, actual, inner, c);
        }
    }

    default Optional<Value> expectedValue() {
        return switch (this) {
            case Add a -> Optional.empty();
            case Remove r -> Optional.of(r.expected());
            case NotEqual n -> Optional.of(n.expected());
        };
    }

    default Optional<Value> actualValue() {
        return switch (this) {
            case Add a -> Optional.of(a.actual());
            case Remove r -> Optional.empty();
            case NotEqual n -> Optional.of(n.actual());
        };
    }

    /// `ADD`, `REMOVE`, `NOT_EQUAL`.
    default String kind() {
        return switch (this) {
            case Add a -> "ADD";
            case Remove r -> "REMOVE";
            case NotEqual n -> "NOT_EQUAL";
        };
    }
}
