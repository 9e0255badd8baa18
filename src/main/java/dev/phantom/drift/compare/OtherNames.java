package dev.phantom.drift.compare;

import dev.phantom.drift.fact.Alias;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What live shows of a property under its other name, in the form in which the property is declared.
///
/// @param fact  the other name
/// @param shown as live has it; no empty value
record OtherNames(Alias fact, Value shown) {

    /// @param live the object in which both names stand
    static @Nullable OtherNames of(Alias fact, MapValue live) {
        Value at = live;
        for (var segment : fact.other().segments()) {
            at = at instanceof MapValue map ? map.get(segment) : null;
        }
        return at == null || Empties.isEmpty(at) ? null : new OtherNames(fact, at);
    }

    /// The property of live that holds it.
    String holder() {
        return fact.other().segments().getFirst();
    }

    /// Empty if the declared value says more than the other name can.
    Optional<Value> inFormOf(Value declared) {
        if (fact.element().isEmpty()) {
            return Optional.of(shown);
        }
        if (!(declared instanceof ListValue own) || !(shown instanceof ListValue values)) {
            return Optional.empty();
        }
        return own.items().stream().allMatch(this::isNothingElse)
                ? Optional.of(new ListValue(values.items().stream()
                        .map(value -> (Value) new MapValue(Map.of(fact.element(), value)))
                        .toList()))
                : Optional.empty();
    }

    private boolean isNothingElse(Value item) {
        return item instanceof MapValue map
                && map.entries().entrySet().stream()
                        .allMatch(e -> e.getKey().equals(fact.element()) || Empties.isEmpty(e.getValue()));
    }
}
