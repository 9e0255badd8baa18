package dev.phantom.drift.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Order;
import dev.phantom.drift.fact.Fact.CaseInsensitive;
import dev.phantom.drift.fact.Fact.ExtendedByAws;
import dev.phantom.drift.fact.Fact.Ordered;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Each declared value of one resource, one step away in every way that its form allows.
final class NearMisses {

    private static final Map<String, String> STATEMENT =
            Map.of("Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal");

    private final ObjectNode live;
    private final KeptFacts kept;
    private final List<Mutation> made = new ArrayList<>();

    private NearMisses(ObjectNode live, KeptFacts kept) {
        this.live = live;
        this.kept = kept;
    }

    static List<Mutation> of(String type, JsonNode safe, JsonNode live) {
        if (!(live instanceof ObjectNode properties)) {
            return List.of();
        }
        var misses = new NearMisses(properties, Known.FACTS.of(type));
        var root = Known.TYPES.find(type).map(TypeFacts::root).orElse(TypeNode.UNKNOWN);
        misses.values("", safe, properties, root, PropertyPath.ROOT, PropertyPath.ROOT);
        return misses.made;
    }

    private void values(
            String key, JsonNode safe, JsonNode here, TypeNode node, PropertyPath expected, PropertyPath actual) {
        if (safe.isObject() && here.isObject()) {
            safe.properties()
                    .forEach(e -> values(
                            e.getKey(),
                            e.getValue(),
                            here.path(e.getKey()),
                            node.child(e.getKey()),
                            expected.child(e.getKey()),
                            actual.child(e.getKey())));
            if (here.has("Effect")) {
                statement((ObjectNode) here, expected, actual);
            }
        } else if (safe.isArray() && here.isArray()) {
            lists(key, safe, (ArrayNode) here, node, expected, actual);
        } else if (safe.isTextual() && here.isValueNode()) {
            text(key, here.asText(), node, expected, actual);
        }
    }

    private void lists(
            String key, JsonNode safe, ArrayNode here, TypeNode node, PropertyPath expected, PropertyPath actual) {
        boolean ordered = kept.has(Ordered.class, expected) || node.order() == Order.ORDERED && !isNamed(here.path(0));
        if (ordered
                && safe.size() == here.size()
                && here.size() > 1
                && !here.get(0).equals(here.get(1))) {
            make("a reorder where order counts", expected, actual, swapped(here), here.get(0));
        }
        var taken = new HashSet<Integer>();
        for (int i = 0; i < safe.size(); i++) {
            int j = Mutations.partner(safe.get(i), here, i, taken);
            if (j >= 0) {
                taken.add(j);
                values(key, safe.get(i), here.get(j), node.items(), expected.child(i), actual.child(j));
            }
        }
    }

    /// An element that is known by its name wherever it stands.
    private static boolean isNamed(JsonNode element) {
        return element.properties().stream().map(Map.Entry::getKey).anyMatch(key -> key.matches(".*(Id|Name|Key)"));
    }

    private static ArrayNode swapped(ArrayNode list) {
        var other = list.deepCopy();
        other.set(0, list.get(1));
        other.set(1, list.get(0));
        return other;
    }

    private void text(String key, String text, TypeNode node, PropertyPath expected, PropertyPath actual) {
        if (text.startsWith("{")) {
            inside(text, expected, actual);
            return;
        }
        boolean caseless = key.endsWith("Action") || kept.has(CaseInsensitive.class, expected);
        for (var way : NearMiss.values()) {
            if (way != NearMiss.CASE || !caseless) {
                way.of(text, key, node)
                        .filter(other -> !other.equals(text))
                        .ifPresent(other -> make(way.title(), expected, actual, OtherValues.text(other)));
            }
        }
    }

    /// Another member in JSON text.
    private void inside(String text, PropertyPath expected, PropertyPath actual) {
        try {
            if (CorpusCases.JSON.readTree(text) instanceof ObjectNode object
                    && !kept.has(ExtendedByAws.class, expected)) {
                object.put(OtherValues.TEXT, 1);
                make("a member more in JSON text", expected, actual, OtherValues.text(object.toString()));
            }
        } catch (JsonProcessingException e) {
            return; // braces of another language
        }
    }

    /// `NotAction` for `Action`, a condition less, another operator.
    private void statement(ObjectNode here, PropertyPath expected, PropertyPath actual) {
        STATEMENT.forEach((name, opposite) -> {
            if (here.has(name)) {
                renamed("the opposite in a statement", here, expected, actual, name, opposite);
            }
        });
        if (here.path("Condition") instanceof ObjectNode condition) {
            var names = new ArrayList<String>();
            condition.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> renamed(
                    "another operator in a condition",
                    condition,
                    expected.child("Condition"),
                    actual.child("Condition"),
                    name,
                    name.equals("StringEquals") ? "StringLike" : "StringEquals"));
        }
    }

    private void renamed(
            String kind, ObjectNode object, PropertyPath expected, PropertyPath actual, String name, String other) {
        var renamed = object.deepCopy();
        var value = renamed.remove(name);
        if (!renamed.has(other)) {
            renamed.set(other, value);
            make(kind, expected, actual, renamed, value);
        }
    }

    private void make(String kind, PropertyPath expected, PropertyPath actual, JsonNode other) {
        make(kind, expected, actual, other, other);
    }

    private void make(String kind, PropertyPath expected, PropertyPath actual, JsonNode other, JsonNode token) {
        var mutated = live.deepCopy();
        Mutations.put(mutated, actual, other);
        made.add(new Mutation(kind, expected, actual, OtherValues.token(token), mutated, false));
    }
}
