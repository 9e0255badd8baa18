package dev.phantom.drift.detect;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.compare.Choices;
import dev.phantom.drift.fact.FactNode;
import dev.phantom.drift.fact.Filler;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Values of one type that say nothing: empty ones, defaults of the schema, and what the facts call a filler.
///
/// @param named only where the schema names the property and does not ask for it; else everywhere
public record Idle(TypeNode root, FactNode facts, String account, boolean named) {

    public static Idle of(String type, String account, boolean named) {
        return new Idle(
                Known.TYPES.find(type).map(TypeFacts::root).orElse(TypeNode.UNKNOWN),
                Known.FACTS.of(type).root(),
                account,
                named);
    }

    /// Where they are, by the place without the indexes of lists, since a patch moves them.
    Map<String, List<PropertyPath>> in(Value properties) {
        var found = new LinkedHashMap<String, List<PropertyPath>>();
        walk(properties, root, facts, PropertyPath.ROOT, found);
        return found;
    }

    /// How many more there are than before, of which at least one has come.
    public Map<String, List<PropertyPath>> added(Value before, Value after) {
        var more = new HashMap<>(in(after));
        in(before)
                .forEach((place, paths) ->
                        more.computeIfPresent(place, (p, now) -> now.size() > paths.size() ? now : null));
        return more;
    }

    private void walk(
            Value value, TypeNode node, FactNode at, PropertyPath path, Map<String, List<PropertyPath>> into) {
        switch (value) {
            case MapValue map ->
                map.entries().forEach((key, item) -> {
                    var child = node.child(key);
                    boolean spare = node.properties().contains(key) && !node.requires(key);
                    if ((spare || !named) && isIdle(item, child, at.child(key), map)) {
                        into.merge(
                                place(path.child(key)),
                                List.of(path.child(key)),
                                (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream())
                                        .toList());
                    }
                    walk(item, child, at.child(key), path.child(key), into);
                });
            case ListValue(List<Value> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    walk(items.get(i), node.items(), at.items(), path.child(i), into);
                }
            }
            case Value other -> {}
        }
    }

    private static String place(PropertyPath path) {
        return path.toString().replaceAll("/\\d+(?=/|$)", "/*");
    }

    private boolean isIdle(Value value, TypeNode node, FactNode at, MapValue within) {
        return switch (value) {
            case MapValue map -> map.entries().isEmpty();
            case ListValue list -> list.items().isEmpty();
            case Scalar s ->
                s.text().isEmpty()
                        || node.defaultValue().orElse(null) instanceof Scalar standard
                                && standard.text().equals(s.text())
                        || at.all(Filler.class).stream().anyMatch(f -> f.matches(s, within, account));
            case Value other -> false;
        };
    }

    /// Whether what stands there is the empty member of a choice, which may be all that it says.
    static boolean chooses(String type, Value properties, PropertyPath path) {
        var node = Known.TYPES.find(type).orElseThrow().root();
        return Stream.of(path, path.parent())
                .anyMatch(place -> ModelEdit.find(properties, place)
                        .filter(value -> Choices.isBare(value, node.at(place)))
                        .isPresent());
    }
}
