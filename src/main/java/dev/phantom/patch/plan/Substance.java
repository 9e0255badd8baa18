package dev.phantom.patch.plan;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.compare.Empties;
import dev.phantom.drift.fact.Fact.Alternate;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.patch.Effects;
import dev.phantom.patch.plan.Minimal.Step;
import dev.phantom.patch.splice.ModelEdit;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.Value.ListValue;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What of a live value belongs into a template: neither the empty values and the schema's defaults that AWS writes out
/// for what nobody set, nor what AWS alone sets, nor a second spelling of what stands beside it. An empty value stays
/// where the schema asks for the property, and where the keys are free.
record Substance(TypeNode root, KeptFacts kept) {

    static Substance of(String type) {
        return new Substance(
                TypeCatalog.embedded().find(type).map(TypeFacts::root).orElse(TypeNode.UNKNOWN),
                FactBook.embedded().of(type));
    }

    MapValue properties(MapValue live) {
        var own = map(live, root);
        Map<String, Value> told = new LinkedHashMap<>(own.entries());
        for (var alternate : kept.all(Alternate.class)) {
            if (alternate.path().segments().size() == 1
                    && alternate.to().stream()
                            .anyMatch(to -> ModelEdit.find(own, to).isPresent())) {
                told.remove(alternate.path().last());
            }
        }
        return new MapValue(told);
    }

    /// The step with what is left of its value. A declared property that became empty goes; one that nobody declared
    /// does not come.
    Optional<Step> step(Step step, Value expected) {
        return switch (step.action()) {
            case Action.Set(Value value)
            when step.path().isRoot()
                    || says(step.path().last(), value, at(step.path().parent())) ->
                Optional.of(new Step(step.path(), new Action.Set(value(value, at(step.path())))));
            case Action.Set set ->
                ModelEdit.find(expected, step.path()).map(declared -> new Step(step.path(), new Action.Remove()));
            case Action.Append(Value value) ->
                Optional.of(new Step(
                        step.path(),
                        new Action.Append(value(value, at(step.path()).items()))));
            case Action.Remove remove -> Optional.of(step);
        };
    }

    private TypeNode at(PropertyPath path) {
        return root.at(path);
    }

    private static Value value(Value value, TypeNode node) {
        return switch (value) {
            case MapValue map -> map(map, node);
            case ListValue list ->
                new ListValue(list.items().stream()
                        .map(item -> value(item, node.items()))
                        .toList());
            case Value other -> other;
        };
    }

    private static MapValue map(MapValue map, TypeNode node) {
        Map<String, Value> kept = new LinkedHashMap<>();
        map.entries().forEach((key, value) -> {
            if (says(key, value, node) && (node.requires(key) || !isDefault(value, node.child(key)))) {
                kept.put(key, value(value, node.child(key)));
            }
        });
        return new MapValue(kept);
    }

    private static boolean says(String key, Value value, TypeNode node) {
        boolean named = node.properties().contains(key);
        return !named
                || !(Empties.isEmpty(value) && !node.requires(key))
                        && !node.child(key).has(Trait.READ_ONLY);
    }

    private static boolean isDefault(Value value, TypeNode node) {
        return value instanceof Scalar
                && node.defaultValue()
                        .filter(standard -> Effects.same(standard, value))
                        .isPresent();
    }
}
