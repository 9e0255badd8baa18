package dev.phantom.patch.plan;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.compare.Choices;
import dev.phantom.drift.compare.Empties;
import dev.phantom.drift.fact.Fact.Alternate;
import dev.phantom.drift.fact.FactNode;
import dev.phantom.drift.fact.Filler;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.iac.Intent;
import dev.phantom.patch.Effects;
import dev.phantom.patch.plan.Minimal.Step;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What of a live value belongs into a template: neither the empty values and the defaults that AWS writes out for what
/// nobody set, nor what AWS alone sets, nor a second spelling of what stands beside it. An empty value stays where the
/// schema asks for the property, and where the keys are free.
///
/// @param account the stack's
record WritableValue(TypeNode root, KeptFacts kept, String account) {

    static WritableValue of(String type, TypeKnowledge knowledge, String account) {
        return new WritableValue(
                knowledge.schema(type).map(TypeFacts::root).orElse(TypeNode.UNKNOWN), knowledge.facts(type), account);
    }

    MapValue properties(MapValue live) {
        var own = map(live, MapValue.EMPTY, new At(root, kept.root()));
        Map<String, Value> left = new LinkedHashMap<>(own.entries());
        for (var alternate : kept.all(Alternate.class)) {
            if (alternate.path().segments().size() == 1
                    && alternate.to().stream()
                            .anyMatch(to -> ModelEdit.find(own, to).isPresent())) {
                left.remove(alternate.path().last());
            }
        }
        return new MapValue(left);
    }

    /// What of a live value at this place a person would write, who already has the declared one.
    Value value(Value live, Value declared, PropertyPath path) {
        return value(live, declared, new At(root.at(path), kept.at(path)));
    }

    /// The step with what is left of its value. A declared property that became empty goes; one that nobody declared
    /// does not come.
    Optional<Step> step(Step step, Value expected) {
        return switch (step.intent()) {
            case Intent.Set(Value value)
            when step.path().isRoot()
                    || says(step.path().last(), value, root.at(step.path().parent())) ->
                Optional.of(new Step(
                        step.path(), new Intent.Set(value(value, declared(expected, step.path()), step.path()))));
            case Intent.Set set ->
                ModelEdit.find(expected, step.path()).map(declared -> new Step(step.path(), new Intent.Remove()));
            case Intent.Append(Value value) ->
                Optional.of(new Step(
                        step.path(),
                        new Intent.Append(
                                value(value, MapValue.EMPTY, step.path().child("*")))));
            case Intent.Remove remove -> Optional.of(step);
        };
    }

    private static Value declared(Value expected, PropertyPath path) {
        return ModelEdit.find(expected, path).orElse(MapValue.EMPTY);
    }

    /// A place, as the schema and as the facts see it.
    private record At(TypeNode node, FactNode facts) {
        At child(String key) {
            return new At(node.child(key), facts.child(key));
        }
    }

    private Value value(Value live, Value declared, At at) {
        return switch (live) {
            case MapValue map -> map(map, declared instanceof MapValue own ? own : MapValue.EMPTY, at);
            case ListValue(List<Value> items) ->
                new ListValue(IntStream.range(0, items.size())
                        .mapToObj(i -> value(items.get(i), item(declared, i), at.child("*")))
                        .toList());
            case Value other -> other;
        };
    }

    private static Value item(Value declared, int i) {
        return declared instanceof ListValue(List<Value> items) && i < items.size() ? items.get(i) : MapValue.EMPTY;
    }

    private MapValue map(MapValue live, MapValue declared, At at) {
        Map<String, Value> written = new LinkedHashMap<>();
        boolean chooses = Choices.isBare(live, at.node());
        live.entries().forEach((key, value) -> {
            var child = at.child(key);
            if (chooses) {
                written.put(key, value);
            } else if (declared.get(key) instanceof Value own) {
                written.put(key, value(value, own, child));
            } else if (says(key, value, at.node())) {
                if (at.node().requires(key) || !isDefault(value, child, live)) {
                    written.put(key, value(value, MapValue.EMPTY, child));
                }
            }
        });
        return new MapValue(written);
    }

    private static boolean says(String key, Value value, TypeNode node) {
        boolean named = node.properties().contains(key);
        return !named
                || !(Empties.isEmpty(value) && !node.requires(key))
                        && !node.child(key).has(Trait.READ_ONLY);
    }

    /// @param within the object that it stands in
    private boolean isDefault(Value value, At at, MapValue within) {
        if (value instanceof MapValue map) {
            return !map.entries().isEmpty()
                    && map.entries().entrySet().stream()
                            .allMatch(e -> at.node().properties().contains(e.getKey())
                                    && (Empties.isEmpty(e.getValue())
                                            || isDefault(e.getValue(), at.child(e.getKey()), map)));
        }
        return at.node()
                        .defaultValue()
                        .filter(standard -> Effects.same(standard, value))
                        .isPresent()
                || at.facts().all(Filler.class).stream().anyMatch(filler -> filler.matches(value, within, account));
    }
}
