package dev.phantom.aws.live;

import dev.phantom.stack.LiveResource;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Puts values back where a generated template has references. AWS makes them by equality of values, not always to the
/// right resource: the value is right all the same.
///
/// @param models      of the generated template, by logical id
/// @param physicalIds what `Ref` of a resource gives
/// @param parameters  of the generated template: they stand for write-only properties
/// @param live        a resource as a whole, read-only attributes included; asked only where the template does not help
record GeneratedReferences(
        Map<String, MapValue> models,
        Map<String, String> physicalIds,
        Set<String> parameters,
        Function<String, Optional<LiveResource>> live) {

    MapValue resolved(MapValue properties) {
        var entries = new LinkedHashMap<String, Value>();
        properties.entries().forEach((name, value) -> entries.put(name, resolved(value)));
        return new MapValue(entries);
    }

    private Value resolved(Value value) {
        return switch (value) {
            case MapValue map -> resolved(map);
            case ListValue list ->
                new ListValue(list.items().stream().map(this::resolved).toList());
            case Intrinsic(String name, Scalar target) when name.equals("Ref") -> reference(target.text());
            case Intrinsic(String name, ListValue target) when name.equals("Fn::GetAtt") -> attribute(target);
            case Intrinsic other -> new Value.Unknown("the generated template uses " + other.name());
            default -> value;
        };
    }

    private Value reference(String target) {
        if (parameters.contains(target)) {
            return new Value.Unknown("write-only property: AWS does not show it");
        }
        var physicalId = physicalIds.getOrDefault(target, "");
        return physicalId.isEmpty()
                ? new Value.Unknown("the generated template refers to " + target)
                : Value.string(physicalId);
    }

    private Value attribute(ListValue target) {
        var names = target.items().stream()
                .map(i -> i instanceof Scalar s ? s.text() : "")
                .toList();
        if (names.size() != 2) {
            return new Value.Unknown("the generated template has a malformed Fn::GetAtt");
        }
        var path = List.of(names.get(1).split("\\."));
        return Optional.ofNullable(models.get(names.getFirst()))
                .<Value>flatMap(m -> scalar(m, path))
                .or(() -> live.apply(names.getFirst()).flatMap(r -> shown(r, names.get(1), path)))
                .orElseGet(() -> new Value.Unknown("the generated template refers to " + String.join(".", names)));
    }

    private static Optional<Value> shown(LiveResource live, String attribute, List<String> path) {
        return live.status() == LiveResource.Status.DENIED
                ? Optional.of(live.deniedAttribute(attribute, live.detail()))
                : scalar(live.properties(), path).map(s -> s);
    }

    private static Optional<Scalar> scalar(Value from, List<String> path) {
        var value = Optional.of(from);
        for (var segment : path) {
            value = value.flatMap(
                    v -> v instanceof MapValue map ? Optional.ofNullable(map.get(segment)) : Optional.empty());
        }
        return value.flatMap(v -> v instanceof Scalar s ? Optional.of(s) : Optional.empty());
    }
}
