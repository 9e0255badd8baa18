package dev.phantom.drift;

import dev.phantom.secret.Secrets;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
    ///
    /// @param vacancy where live would have it
    record Remove(PropertyPath path, Vacancy vacancy, Value expected, Circumstances circumstances) implements Change {

        /// One that live would have at the same path.
        public Remove(PropertyPath path, Value expected, Circumstances circumstances) {
            this(path, Vacancy.here(path), expected, circumstances);
        }

        @Override
        public Change with(Circumstances c) {
            return new Remove(path, vacancy, expected, c);
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

    /// The same with other values.
    default Change mapped(UnaryOperator<Value> values) {
        return mapped(UnaryOperator.identity(), values);
    }

    /// The same at other paths and with other values.
    default Change mapped(UnaryOperator<PropertyPath> paths, UnaryOperator<Value> values) {
        return switch (this) {
            case Add a -> new Add(paths.apply(a.path()), values.apply(a.actual()), a.circumstances());
            case Remove r ->
                new Remove(
                        paths.apply(r.path()),
                        new Vacancy(paths.apply(r.vacancy().path()), r.vacancy().kind()),
                        values.apply(r.expected()),
                        r.circumstances());
            case NotEqual n ->
                new NotEqual(
                        paths.apply(n.path()),
                        paths.apply(n.actualPath()),
                        values.apply(n.expected()),
                        values.apply(n.actual()),
                        n.inner().stream().map(i -> i.mapped(paths, values)).toList(),
                        n.circumstances());
        };
    }

    /// As a person may see it.
    ///
    /// @param left  the model that the expected side stands in
    /// @param right the model that the actual side stands in
    default Change shown(Secrets secrets, Value left, Value right) {
        return switch (this) {
            case Add a ->
                new Add(
                        secrets.shown(a.path()),
                        secrets.shown(right, a.path(), a.actual()),
                        a.circumstances().shown(secrets));
            case Remove r ->
                new Remove(
                        secrets.shown(r.path()),
                        r.vacancy().shown(secrets),
                        secrets.shown(left, r.path(), r.expected()),
                        r.circumstances().shown(secrets));
            case NotEqual n ->
                new NotEqual(
                        secrets.shown(n.path()),
                        secrets.shown(n.actualPath()),
                        secrets.shown(left, n.path(), n.expected()),
                        secrets.shown(right, n.actualPath(), n.actual()),
                        n.inner().stream()
                                .map(i -> i.shownInside(secrets, n, left, right))
                                .toList(),
                        n.circumstances().shown(secrets));
        };
    }

    /// As a person may see it inside a text: where the place alone masks the text, nothing in it is shown.
    private Change shownInside(Secrets secrets, NotEqual text, Value left, Value right) {
        boolean veiled = secrets.masks(left, text.path()) || secrets.masks(right, text.actualPath());
        var shown = shown(secrets, Secrets.document(text.expected()), Secrets.document(text.actual()));
        return veiled ? shown.mapped(Change::veiled) : shown;
    }

    private static Value veiled(Value value) {
        return value instanceof Value.Scalar s
                ? new Value.Sensitive(s.text())
                : value instanceof Value.Sensitive ? value : new Value.Sensitive(value.toString());
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
