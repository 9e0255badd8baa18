package dev.phantom.severity.control;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A switch that stands otherwise in live than in the safe state.
///
/// @param path of the change that shows it
/// @param name the property's own name
/// @param on   how it stands in live
public record Flip(PropertyPath path, String name, boolean on) {

    public static List<Flip> of(Drift drift) {
        return drift.changes().stream()
                .flatMap(change -> of(change).map(flip -> flip.calledAsIn(drift)))
                .toList();
    }

    /// In a bag of attributes, `[{Key, Value}]`, the entry's key is the switch's name.
    private Flip calledAsIn(Drift drift) {
        var steps = path.segments();
        if (steps.size() != 3 || !name.equals("Value") || !steps.get(1).chars().allMatch(Character::isDigit)) {
            return this;
        }
        var bag = new PropertyView(drift.expected()).items(steps.getFirst());
        int index = Integer.parseInt(steps.get(1));
        return index < bag.size()
                ? bag.get(index).text("Key").map(key -> new Flip(path, key, on)).orElse(this)
                : this;
    }

    private static Stream<Flip> of(Change change) {
        return switch (change) {
            case Change.Add add -> leaves(add.path(), add.actual()).filter(Flip::on);
            case Change.Remove r ->
                leaves(r.path(), r.expected()).filter(Flip::on).map(Flip::turned);
            case Change.NotEqual n ->
                n.inner().isEmpty() ? switched(n) : n.inner().stream().flatMap(Flip::of);
        };
    }

    private Flip turned() {
        return new Flip(path, name, !on);
    }

    private static Stream<Flip> switched(Change.NotEqual n) {
        var safe = leaves(n.path(), n.expected()).filter(f -> named(f, n)).findFirst();
        var live = leaves(n.path(), n.actual()).filter(f -> named(f, n)).findFirst();
        return live.filter(l -> safe.isEmpty() || safe.get().on() != l.on()).stream();
    }

    private static boolean named(Flip flip, Change.NotEqual n) {
        return !n.path().isRoot() && flip.name().equals(n.path().last());
    }

    private static Stream<Flip> leaves(PropertyPath path, Value value) {
        return leaves(path, path.isRoot() ? "" : path.last(), value);
    }

    private static Stream<Flip> leaves(PropertyPath change, String name, Value value) {
        return switch (value) {
            case Scalar s -> PropertyView.flagOf(s.text()).map(on -> new Flip(change, name, on)).stream();
            case MapValue map ->
                map.entries().entrySet().stream().flatMap(e -> leaves(change, e.getKey(), e.getValue()));
            case ListValue list ->
                IntStream.range(0, list.items().size())
                        .boxed()
                        .flatMap(i -> leaves(change, name, list.items().get(i)));
            case Value.Reference r -> leaves(change, name, r.known());
            case Value.Intrinsic i -> Stream.empty();
            case Value.Unknown u -> Stream.empty();
            case Value.Sensitive s -> Stream.empty();
        };
    }
}
