package dev.phantom.drift.terraform;

import dev.phantom.drift.Change;
import dev.phantom.drift.Vacancy;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Changes of attributes becoming changes of properties: one may be several, where one block is several elements.
record ChangeTranslation(TerraformType type, Side expected, Side actual) {

    /// @return empty for a change of which AWS has nothing, or in which its two sides do not differ
    List<Change> of(Change change) {
        var inside = inside(change);
        if (inside.isPresent()) {
            return List.of(inside.get());
        }
        return switch (change) {
            case Change.Add a -> added(a.path(), a);
            case Change.Remove r -> removed(r.path(), r);
            case Change.NotEqual n when !n.inner().isEmpty() -> documents(n);
            case Change.NotEqual n -> changed(n);
        };
    }

    /// What of the change the map does not know: the attribute, or those in a block that came, went or differs.
    List<PropertyPath> unmapped(Change change) {
        var unmapped = new LinkedHashSet<PropertyPath>();
        change.expectedValue().ifPresent(value -> unmapped(change.path(), value, true, unmapped));
        var at = change instanceof Change.NotEqual n ? n.actualPath() : change.path();
        change.actualValue().ifPresent(value -> {
            if (change instanceof Change.Add || value instanceof MapValue || value instanceof ListValue) {
                unmapped(at, value, true, unmapped);
            }
        });
        return List.copyOf(unmapped);
    }

    /// @param itself whether the value is what changed, and not only a part of it
    private void unmapped(PropertyPath attribute, Value value, boolean itself, Set<PropertyPath> into) {
        if (type.property(attribute).isPresent() || type.isOwn(attribute) || !itself && Nothing.isUnset(value)) {
            return;
        }
        if (!type.hasWithin(attribute)) {
            into.add(attribute);
            return;
        }
        if (value instanceof MapValue map) {
            map.entries().forEach((name, inner) -> unmapped(attribute.child(name), inner, false, into));
        } else if (value instanceof ListValue list) {
            for (int i = 0; i < list.items().size(); i++) {
                unmapped(attribute.child(i), list.items().get(i), false, into);
            }
        }
    }

    /// A change inside a value that is one on both sides: an element of a list of texts.
    private Optional<Change> inside(Change change) {
        return switch (change) {
            case Change.Add a ->
                actual.leaves(a.path()).isEmpty() ? actual.inside(a.path()).map(p -> within(a, p)) : Optional.empty();
            case Change.Remove r ->
                expected.leaves(r.path()).isEmpty()
                        ? expected.inside(r.path()).map(p -> within(r, p))
                        : Optional.empty();
            case Change.NotEqual n -> {
                var left = expected.inside(n.path());
                var right = actual.inside(n.actualPath());
                yield left.isPresent()
                                && right.isPresent()
                                && expected.leaves(n.path()).isEmpty()
                        ? Optional.of(new Change.NotEqual(
                                left.get(), right.get(), n.expected(), n.actual(), n.inner(), n.circumstances()))
                        : Optional.empty();
            }
        };
    }

    /// The first element of a list makes the list.
    private Change within(Change.Add add, PropertyPath path) {
        var list = path.parent();
        return PropertyPath.index(path.last()) >= 0 && expected.at(list).isEmpty()
                ? new Change.Add(list, actual.at(list).orElse(add.actual()), add.circumstances())
                : new Change.Add(path, add.actual(), add.circumstances());
    }

    /// The last element of a list takes the list with it.
    private Change within(Change.Remove remove, PropertyPath path) {
        var list = path.parent();
        return PropertyPath.index(path.last()) >= 0 && actual.at(list).isEmpty()
                ? new Change.Remove(list, expected.at(list).orElse(remove.expected()), remove.circumstances())
                : new Change.Remove(path, vacancy(path), remove.expected(), remove.circumstances());
    }

    private List<Change> added(PropertyPath attribute, Change change) {
        var wholes = actual.leaves(attribute).stream()
                .map(leaf -> actual.whole(leaf, attribute, expected))
                .distinct()
                .toList();
        return wholes.stream()
                .flatMap(path -> actual.at(path).stream()
                        .map(value -> (Change) new Change.Add(path, value, change.circumstances())))
                .toList();
    }

    private List<Change> removed(PropertyPath attribute, Change change) {
        var wholes = expected.leaves(attribute).stream()
                .map(leaf -> expected.whole(leaf, attribute, actual))
                .distinct()
                .toList();
        return wholes.stream()
                .flatMap(path -> expected.at(path).stream()
                        .map(value -> (Change) new Change.Remove(path, vacancy(path), value, change.circumstances())))
                .toList();
    }

    /// An element that went comes back at the end of the list.
    private Vacancy vacancy(PropertyPath path) {
        return PropertyPath.index(path.last()) >= 0 && actual.at(path.parent()).orElse(null) instanceof ListValue list
                ? new Vacancy(path.parent().child(list.items().size()), Vacancy.Kind.AHEAD)
                : Vacancy.here(path);
    }

    /// What differs inside a document that Terraform holds as text.
    private List<Change> documents(Change.NotEqual text) {
        var left = expected.leaves(text.path()).stream().findFirst();
        var right = actual.leaves(text.actualPath()).stream().findFirst();
        if (left.isEmpty() || right.isEmpty()) {
            return List.of();
        }
        if (expected.at(left.get()).filter(v -> v.equals(text.expected())).isPresent()) {
            return List.of(new Change.NotEqual(
                    left.get(), right.get(), text.expected(), text.actual(), text.inner(), text.circumstances()));
        }
        var conversion = conversion(expected, text.path());
        return text.inner().stream()
                .map(inner -> (Change) within(inner, conversion, left.get(), right.get()))
                .map(inner -> inner.with(text.circumstances()))
                .toList();
    }

    private static AttributeConversion conversion(Side side, PropertyPath attribute) {
        return side.steps().stream()
                .filter(step -> step.attribute().equals(attribute))
                .map(AttributeStep::conversion)
                .findFirst()
                .orElse(AttributeConversion.SAME);
    }

    private static Change within(Change inner, AttributeConversion conversion, PropertyPath left, PropertyPath right) {
        return switch (inner) {
            case Change.Add a -> new Change.Add(below(right, a.path(), conversion), a.actual(), a.circumstances());
            case Change.Remove r ->
                new Change.Remove(
                        below(left, r.path(), conversion),
                        new Vacancy(
                                below(right, r.vacancy().path(), conversion),
                                r.vacancy().kind()),
                        r.expected(),
                        r.circumstances());
            case Change.NotEqual n ->
                new Change.NotEqual(
                        below(left, n.path(), conversion),
                        below(right, n.actualPath(), conversion),
                        n.expected(),
                        n.actual(),
                        n.inner(),
                        n.circumstances());
        };
    }

    private static PropertyPath below(PropertyPath document, PropertyPath inner, AttributeConversion conversion) {
        return document.append(new PropertyPath(conversion.inside(inner.segments())));
    }

    /// Leaf by leaf: what both sides have at the same attribute, and what one has alone.
    private List<Change> changed(Change.NotEqual change) {
        var left = byAttribute(expected, change.path());
        var right = byAttribute(actual, change.actualPath());
        var changes = new ArrayList<Change>();
        left.forEach((tail, path) -> {
            var partner = right.remove(tail);
            if (partner == null) {
                changes.addAll(removed(change.path().append(tail.at()), change));
            } else {
                different(path, partner, change).ifPresent(changes::add);
            }
        });
        right.keySet().forEach(tail -> changes.addAll(added(change.actualPath().append(tail.at()), change)));
        return changes.stream().distinct().toList();
    }

    private Optional<Change> different(PropertyPath left, PropertyPath right, Change change) {
        var one = expected.at(left);
        var other = actual.at(right);
        return one.isPresent() && other.isPresent() && !one.equals(other)
                ? Optional.of(
                        new Change.NotEqual(left, right, one.get(), other.get(), List.of(), change.circumstances()))
                : Optional.empty();
    }

    /// @param nth of the properties that the one attribute is
    private record Tail(PropertyPath at, int nth) {}

    private static Map<Tail, PropertyPath> byAttribute(Side side, PropertyPath attribute) {
        Map<Tail, PropertyPath> found = new LinkedHashMap<>();
        var leaves = side.leaves(attribute);
        for (var step : side.steps()) {
            if (step.attribute().startsWith(attribute) && leaves.contains(step.property())) {
                var tail = new PropertyPath(step.attribute()
                        .segments()
                        .subList(
                                attribute.segments().size(),
                                step.attribute().segments().size()));
                int nth = 0;
                while (found.containsKey(new Tail(tail, nth))) {
                    nth++;
                }
                found.put(new Tail(tail, nth), step.property());
            }
        }
        return found;
    }
}
