package dev.phantom.sandbox.aws.deploy;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.TypeNode.Order;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Compares the properties that a template declares. What it does not declare does not matter, but in a document whose
/// keys are free; of tags, only the keys that it declares count.
final class Differences {

    private final List<Difference> found = new ArrayList<>();
    private final String tags;
    private final boolean both;

    private Differences(String tags, boolean both) {
        this.tags = tags;
        this.both = both;
    }

    /// Of what runs from what is declared.
    static List<Difference> ofActual(MapValue declared, MapValue actual, Optional<TypeFacts> facts) {
        return run(declared, actual, facts, false);
    }

    /// Of one deployment from another: what is declared no more counts as well.
    static List<Difference> ofPrevious(MapValue declared, MapValue previous, Optional<TypeFacts> facts) {
        return run(declared, previous, facts, true);
    }

    /// Of one element of a list from another.
    static List<Difference> ofElement(Value declared, Value actual, TypeNode node) {
        return ofElement(declared, actual, node, false);
    }

    private static List<Difference> ofElement(Value declared, Value actual, TypeNode node, boolean both) {
        var walk = new Differences("", both);
        walk.walk(declared, actual, node, PropertyPath.ROOT);
        return List.copyOf(walk.found);
    }

    private static List<Difference> run(MapValue left, MapValue right, Optional<TypeFacts> facts, boolean both) {
        var walk = new Differences(facts.map(f -> f.tagging().property()).orElse("Tags"), both);
        walk.map(left, right, facts.map(TypeFacts::root).orElse(TypeNode.UNKNOWN), PropertyPath.ROOT);
        return List.copyOf(walk.found);
    }

    private void walk(Value declared, Value actual, TypeNode node, PropertyPath path) {
        var left = Trees.plain(declared);
        var right = Trees.plain(actual);
        switch (left) {
            case MapValue map when right instanceof MapValue other -> map(map, other, node, path);
            case ListValue list
            when right instanceof ListValue other -> {
                if (path.segments().size() == 1 && path.last().equals(tags) && keyed(list)) {
                    tags(list, other, node, path);
                } else if (node.order() == Order.UNORDERED) {
                    unordered(list, other, node, path);
                } else {
                    ordered(list, other, node, path);
                }
            }
            case MapValue map
            when Trees.parsed(right).isPresent() ->
                walk(map, Trees.parsed(right).orElseThrow(), node, path);
            case ListValue list
            when Trees.parsed(right).isPresent() ->
                walk(list, Trees.parsed(right).orElseThrow(), node, path);
            case Scalar scalar
            when !(right instanceof Scalar) && Trees.parsed(scalar).isPresent() ->
                walk(Trees.parsed(scalar).orElseThrow(), right, node, path);
            case MapValue map -> add(path, left, right);
            case ListValue list -> add(path, left, right);
            case Scalar scalar -> {
                if (!Trees.same(left, right)) {
                    add(path, left, right);
                }
            }
            case Value.Unknown u -> {}
            case Value.Sensitive s -> {}
            case Value.Intrinsic i -> {}
            case Value.Reference r -> {}
        }
    }

    private void map(MapValue left, MapValue right, TypeNode node, PropertyPath path) {
        var keys = new LinkedHashSet<>(left.entries().keySet());
        if (both || free(node) && !path.isRoot()) {
            keys.addAll(right.entries().keySet());
        }
        for (var key : keys) {
            var declared = left.get(key);
            var actual = right.get(key);
            if (declared != null && actual != null) {
                walk(declared, actual, node.child(key), path.child(key));
            } else if (declared == null || !(declared.settled() instanceof Value.Unknown)) {
                found.add(new Difference(
                        path.child(key),
                        Optional.ofNullable(declared).map(Value::settled),
                        Optional.ofNullable(actual).map(Value::settled)));
            }
        }
    }

    /// A policy document, a map of labels: each key is somebody's, none is the service's own.
    private static boolean free(TypeNode node) {
        return node.properties().isEmpty() && !node.is(Kind.ARRAY);
    }

    private void ordered(ListValue left, ListValue right, TypeNode node, PropertyPath path) {
        for (var i = 0; i < Math.max(left.items().size(), right.items().size()); i++) {
            element(item(left, i), item(right, i), node, path.child(i));
        }
    }

    private void unordered(ListValue left, ListValue right, TypeNode node, PropertyPath path) {
        var declared = new ArrayList<Integer>();
        var open = new ArrayList<Integer>();
        for (var i = 0; i < right.items().size(); i++) {
            open.add(i);
        }
        for (var i = 0; i < left.items().size(); i++) {
            var item = left.items().get(i);
            var match = open.stream()
                    .filter(k -> ofElement(item, right.items().get(k), node.items(), both)
                            .isEmpty())
                    .findFirst();
            if (match.isPresent()) {
                open.remove(match.get());
            } else {
                declared.add(i);
            }
        }
        for (var n = 0; n < Math.max(declared.size(), open.size()); n++) {
            var mine = n < declared.size() ? Optional.of(declared.get(n)) : Optional.<Integer>empty();
            var theirs = n < open.size() ? Optional.of(open.get(n)) : Optional.<Integer>empty();
            element(
                    mine.map(left.items()::get),
                    theirs.map(right.items()::get),
                    node,
                    path.child(mine.orElseGet(theirs::orElseThrow)));
        }
    }

    private void element(Optional<Value> left, Optional<Value> right, TypeNode node, PropertyPath path) {
        if (left.isPresent() && right.isPresent()) {
            walk(left.get(), right.get(), node.items(), path);
        } else {
            found.add(new Difference(path, left.map(Value::settled), right.map(Value::settled)));
        }
    }

    /// Keys of tags that the template does not name are somebody else's.
    private void tags(ListValue left, ListValue right, TypeNode node, PropertyPath path) {
        for (var i = 0; i < left.items().size(); i++) {
            var tag = left.items().get(i).settled();
            var other =
                    right.items().stream().filter(o -> Trees.sameKey(tag, o)).findFirst();
            element(Optional.of(tag), other, node, path.child(i));
        }
        for (var i = 0; both && i < right.items().size(); i++) {
            var tag = right.items().get(i).settled();
            if (left.items().stream().noneMatch(t -> Trees.sameKey(t, tag))) {
                found.add(new Difference(path.child(i), Optional.empty(), Optional.of(tag)));
            }
        }
    }

    private static boolean keyed(ListValue list) {
        return list.items().stream()
                .allMatch(t -> Trees.at(t, PropertyPath.of("Key")).isPresent());
    }

    private static Optional<Value> item(ListValue list, int index) {
        return index < list.items().size() ? Optional.of(list.items().get(index)) : Optional.empty();
    }

    private void add(PropertyPath path, Value left, Value right) {
        found.add(new Difference(path, Optional.of(left), Optional.of(right)));
    }
}
