package dev.phantom.sandbox.aws.deploy;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.TypeNode.Order;
import dev.phantom.sandbox.aws.deploy.Deployment.Declared;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What a service makes of a resource that CloudFormation updates. A drift-aware update writes every declared property,
/// whatever moved since the change set was made; an ordinary one writes those that the template changed.
public final class ResourceWrites {

    private final DriftAware rules;
    private final Deployment stack;
    private final Declared after;
    private final Optional<TypeFacts> facts;
    private final List<Difference> edits;
    private final boolean driftAware;

    /// @param before as it was deployed last
    public ResourceWrites(DriftAware rules, Deployment stack, Declared before, Declared after, boolean driftAware) {
        this.rules = rules;
        this.stack = stack;
        this.after = after;
        this.facts = rules.facts(after.type());
        this.edits = Differences.ofPrevious(after.properties(), before.properties(), facts);
        this.driftAware = driftAware;
    }

    /// The properties afterwards.
    public MapValue onto(MapValue actual) {
        var result = new LinkedHashMap<>(actual.entries());
        rules.seen(after).entries().forEach((name, value) -> {
            var path = PropertyPath.of(name);
            if (writes(path)) {
                var node = facts.map(TypeFacts::root).orElse(TypeNode.UNKNOWN).child(name);
                merged(value, Optional.ofNullable(actual.get(name)), node, path).ifPresent(v -> result.put(name, v));
            }
        });
        edits.stream()
                .filter(d -> d.declared().isEmpty() && d.path().segments().size() == 1)
                .forEach(d -> result.remove(d.path().last()));
        return new MapValue(result);
    }

    private boolean writes(PropertyPath path) {
        return (driftAware || edited(path)) && !rules.writeOnly(after.type(), path);
    }

    private boolean edited(PropertyPath path) {
        return edits.stream().anyMatch(d -> d.near(path));
    }

    private boolean stays(PropertyPath path) {
        return !edited(path)
                && (rules.createOnly(after.type(), path)
                        || rules.readOnly(after.type(), path)
                        || rules.managed(after, stack, path));
    }

    private Optional<Value> merged(Value declared, Optional<Value> actual, TypeNode node, PropertyPath path) {
        var left = Trees.plain(declared);
        if (actual.isEmpty()) {
            return Trees.known(left);
        }
        var right = actual.get();
        if (stays(path) || Trees.same(left, right)) {
            return actual;
        }
        return switch (left) {
            case MapValue map when right instanceof MapValue other -> Optional.of(map(map, other, node, path));
            case ListValue list when right instanceof ListValue other -> Optional.of(list(list, other, node, path));
            case MapValue map when holdsJson(right) -> JsonRendering.of(map).map(Value::string);
            case ListValue list when holdsJson(right) -> JsonRendering.of(list).map(Value::string);
            case MapValue map -> Trees.known(map);
            case ListValue list -> Trees.known(list);
            case Scalar s -> Optional.of(s);
            case Value.Unknown u -> actual;
            case Value.Sensitive s -> actual;
            case Value.Intrinsic i -> actual;
            case Value.Reference r -> actual;
        };
    }

    /// Whether the service gives the document back as a text.
    private static boolean holdsJson(Value actual) {
        return actual instanceof Scalar s && s.text().matches("(?s)\\s*[\\[{].*");
    }

    private Value map(MapValue declared, MapValue actual, TypeNode node, PropertyPath path) {
        var free = node.properties().isEmpty() && !node.is(Kind.ARRAY);
        var result = new LinkedHashMap<String, Value>();
        if (!free) {
            result.putAll(actual.entries());
        }
        declared.entries()
                .forEach((key, value) -> merged(
                                value, Optional.ofNullable(actual.get(key)), node.child(key), path.child(key))
                        .ifPresent(v -> result.put(key, v)));
        edits.stream()
                .filter(d -> d.declared().isEmpty() && d.path().parent().equals(path))
                .forEach(d -> result.remove(d.path().last()));
        return new MapValue(result);
    }

    private Value list(ListValue declared, ListValue actual, TypeNode node, PropertyPath path) {
        var tags = facts.map(f -> f.tagging().property()).orElse("Tags");
        if (path.segments().size() == 1 && path.last().equals(tags)) {
            return tags(declared, actual, path);
        }
        var result = new ArrayList<Value>();
        for (var i = 0; i < declared.items().size(); i++) {
            var item = declared.items().get(i);
            var other = node.order() == Order.UNORDERED
                    ? alike(item, actual, node)
                    : i < actual.items().size() ? Optional.of(actual.items().get(i)) : Optional.<Value>empty();
            merged(item, other, node.items(), path.child(i)).ifPresent(result::add);
        }
        return new ListValue(result);
    }

    /// The element that runs as this one is declared, with what the service added to it.
    private static Optional<Value> alike(Value item, ListValue actual, TypeNode node) {
        return actual.items().stream()
                .filter(o -> Differences.ofElement(item, o, node.items()).isEmpty())
                .findFirst();
    }

    private Value tags(ListValue declared, ListValue actual, PropertyPath path) {
        var result = new ArrayList<>(actual.items());
        edits.stream()
                .filter(d -> d.declared().isEmpty() && d.path().parent().equals(path))
                .flatMap(d -> d.actual().stream())
                .forEach(gone -> result.removeIf(t -> Trees.sameKey(gone, t)));
        for (var tag : declared.items()) {
            Trees.known(tag).ifPresent(known -> {
                var at = result.stream().filter(t -> Trees.sameKey(known, t)).findFirst();
                at.ifPresentOrElse(t -> result.set(result.indexOf(t), known), () -> result.add(known));
            });
        }
        return new ListValue(result);
    }
}
