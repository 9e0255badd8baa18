package dev.phantom.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Tier;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Holds what became of a stack against what was approved for it.
record ReconcileProof(SubjectStack laid, EmbeddedStack stack, List<Drift> approved) {

    /// `Queue/DelaySeconds` of each top-level property that is not the same.
    static Set<String> changed(Map<String, JsonNode> a, Map<String, JsonNode> b) {
        var places = new TreeSet<String>();
        a.forEach((id, properties) -> {
            var other = Objects.requireNonNull(b.get(id));
            Stream.concat(properties.propertyStream(), other.propertyStream())
                    .map(Map.Entry::getKey)
                    .filter(key -> !Objects.equals(properties.get(key), other.get(key)))
                    .forEach(key -> places.add(id + "/" + key));
        });
        return places;
    }

    /// What is not as it has to be; empty: exactly what was approved was done, or nothing.
    List<String> against(Reconciliation outcome) {
        var wrong = new ArrayList<String>();
        var after = stack.running();
        if (outcome instanceof Reconciliation.Executed executed) {
            executed.left().forEach(left -> wrong.add("executed and " + left));
            var allowed = places();
            var respelled = approved.stream().map(Drift::logicalId).collect(Collectors.toSet());
            for (var place : changed(stack.before, after)) {
                var id = place.substring(0, place.indexOf('/'));
                if (!allowed.contains(place) && !(respelled.contains(id) && alike(place, stack.before, after))) {
                    wrong.add("not approved and changed: " + place);
                }
            }
            stack.listed().forEach(id -> wrong.add("executed, and CloudFormation still finds drifted: " + id));
        } else if (!after.equals(stack.before)) {
            wrong.add("changed although " + outcome);
        }
        if (!(outcome instanceof Reconciliation.Executed) && stack.leavesChangeSets()) {
            wrong.add("a change set is left: " + outcome);
        }
        if (!pins() && !stack.told().equals(laid.laid().template())) {
            wrong.add("another template is deployed: " + outcome);
        }
        return wrong;
    }

    private boolean pins() {
        return approved.stream()
                .flatMap(d -> d.changes().stream())
                .anyMatch(c -> c.circumstances().tier() == Tier.UNDECLARED);
    }

    private Set<String> places() {
        return approved.stream()
                .flatMap(d -> d.changes().stream()
                        .map(c -> d.logicalId() + "/" + c.path().segments().getFirst()))
                .collect(Collectors.toSet());
    }

    private boolean alike(String place, Map<String, JsonNode> a, Map<String, JsonNode> b) {
        var id = place.substring(0, place.indexOf('/'));
        var key = place.substring(place.indexOf('/') + 1);
        var type = laid.subjects().stream()
                .filter(s -> s.logicalId().equals(id))
                .findFirst()
                .orElseThrow()
                .type();
        return stack.detector.alike(stack.id, type, of(key, a.get(id)), of(key, b.get(id)));
    }

    private static MapValue of(String key, @Nullable JsonNode properties) {
        var value = properties == null ? null : properties.get(key);
        try {
            return value == null ? MapValue.EMPTY : new MapValue(Map.of(key, ValueJson.parse(value.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
