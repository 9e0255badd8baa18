package dev.phantom.drift.attribute;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.drift.fact.Filler;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.Optional;

/// Tells a value that a request may carry without having changed anything: the service's default, or what was there
/// when the resource was last seen undrifted. A protection that is off is no repetition: what switches one off often
/// moves it towards the default.
///
/// @param node    what the schema says, at the root of the properties
/// @param live    the properties as they are
/// @param before  as they were last seen undrifted; empty if never
/// @param account of the stack
record Repetition(TypeNode node, KeptFacts kept, MapValue live, Optional<MapValue> before, String account) {

    /// Whether whoever wrote this value at this place may have changed nothing.
    boolean of(PropertyPath path, Value value) {
        return there(path, value) || standard(path, value) && !off(path, value);
    }

    private boolean there(PropertyPath path, Value value) {
        return before.flatMap(model -> new PropertyView(model).at(path))
                .filter(earlier -> same(earlier, value))
                .isPresent();
    }

    private static boolean same(Value one, Value other) {
        return one instanceof Scalar a && other instanceof Scalar b ? a.text().equals(b.text()) : one.equals(other);
    }

    private boolean standard(PropertyPath path, Value value) {
        return isStandard(path, value)
                || switch (value.settled()) {
                    case MapValue map ->
                        !map.entries().isEmpty()
                                && map.entries().entrySet().stream()
                                        .allMatch(e -> standard(path.child(e.getKey()), e.getValue()));
                    case ListValue list ->
                        list.items().size() == 1
                                && standard(path.child("0"), list.items().getFirst());
                    case Value other -> false;
                };
    }

    private boolean isStandard(PropertyPath path, Value value) {
        if (!(value.settled() instanceof Scalar given)) {
            return false;
        }
        var schema = node.at(path)
                .defaultValue()
                .filter(standard -> same(standard, given))
                .isPresent();
        return schema
                || kept.at(path).all(Filler.class).stream()
                        .anyMatch(filler -> !filler.values().isEmpty() && filler.matches(given, within(path), account));
    }

    private MapValue within(PropertyPath path) {
        return new PropertyView(live)
                .at(path.parent())
                .filter(MapValue.class::isInstance)
                .map(MapValue.class::cast)
                .orElse(MapValue.EMPTY);
    }

    private boolean off(PropertyPath path, Value value) {
        return kept.at(path).all(Protection.class).stream()
                .anyMatch(p -> p.entry().isEmpty() && !p.safe().holds(Optional.of(value)));
    }
}
