package dev.phantom.drift.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.schema.ShapeFolder.Said;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What the nodes that speak about one place say of it, its children aside: order (`insertionOrder`), unique, default,
/// enum, ignoreCase, format, relations, required, excludes.
///
/// @param sure  nodes that always hold
/// @param maybe nodes that hold sometimes
record ShapeFacts(List<JsonNode> sure, List<JsonNode> maybe) {

    private static final List<String> KINDS = List.of("string", "integer", "number", "boolean", "object", "array");

    static ShapeFacts of(List<Said> flat) {
        return new ShapeFacts(nodes(flat, true), nodes(flat, false));
    }

    private static List<JsonNode> nodes(List<Said> flat, boolean certain) {
        return flat.stream()
                .filter(said -> said.certain() == certain)
                .map(Said::node)
                .toList();
    }

    /// The allowed JSON types, `string|object`; `map` for an object of free keys alone, `any` where nothing is said.
    String kind(boolean properties, boolean items, boolean values) {
        var kinds = Stream.of(types(sure), types(maybe), implied(properties, items, values))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of("any"));
        return String.join(
                "|",
                kinds.stream()
                        .map(kind -> kind.equals("object") && values && !properties ? "map" : kind)
                        .toList());
    }

    void addTo(ObjectNode shape) {
        agreed("insertionOrder").ifPresent(order -> shape.set("order", order));
        agreed("uniqueItems").filter(JsonNode::asBoolean).ifPresent(unique -> shape.put("unique", true));
        sure.stream()
                .filter(node -> node.hasNonNull("default"))
                .findFirst()
                .ifPresent(node -> shape.set("default", node.get("default")));
        choices().ifPresent(all -> {
            shape.set("enum", all);
            if (sure.stream().anyMatch(node -> node.has("enumCaseInsensitive"))) {
                shape.put("ignoreCase", true);
            }
        });
        texts(shape, "format", formats());
        texts(shape, "relations", relations());
        var required = new TreeSet<String>();
        sure.forEach(node -> node.path("required").forEach(key -> required.add(key.asText())));
        texts(shape, "required", required);
        excludes(shape);
    }

    private static List<String> types(List<JsonNode> nodes) {
        var said = new HashSet<String>();
        for (var node : nodes) {
            var type = node.path("type");
            said.add(type.asText());
            type.forEach(word -> said.add(word.asText()));
        }
        if (said.contains("number")) {
            said.remove("integer");
        }
        return KINDS.stream().filter(said::contains).toList();
    }

    private List<String> implied(boolean properties, boolean items, boolean values) {
        if (properties || values) {
            return List.of("object");
        }
        if (items) {
            return List.of("array");
        }
        var listed = sure.stream().flatMap(node -> stream(node.path("enum"))).toList();
        return !listed.isEmpty() && listed.stream().allMatch(JsonNode::isTextual) ? List.of("string") : List.of();
    }

    /// What the certain nodes say, else what all branches say alike, else nothing.
    private Optional<JsonNode> agreed(String word) {
        var said = Stream.of(sure, maybe)
                .map(nodes -> nodes.stream()
                        .filter(node -> node.has(word))
                        .map(node -> node.get(word))
                        .distinct()
                        .toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        return said.size() == 1 ? Optional.of(said.getFirst()) : Optional.empty();
    }

    private Optional<ArrayNode> choices() {
        var certain = sure.stream()
                .map(ShapeFacts::choices)
                .filter(all -> !all.isEmpty())
                .findFirst();
        if (certain.isPresent()) {
            return certain.map(ShapeFacts::sorted);
        }
        var branches = maybe.stream().map(ShapeFacts::choices).toList();
        return branches.isEmpty() || branches.stream().anyMatch(List::isEmpty)
                ? Optional.empty()
                : Optional.of(sorted(branches.stream().flatMap(List::stream).toList()));
    }

    private static List<JsonNode> choices(JsonNode node) {
        return node.has("const")
                ? List.of(node.get("const"))
                : stream(node.has("enum") ? node.get("enum") : node.path("enumCaseInsensitive"))
                        .toList();
    }

    private static ArrayNode sorted(List<JsonNode> values) {
        var array = JsonNodeFactory.instance.arrayNode();
        values.stream()
                .distinct()
                .sorted(Comparator.comparing((JsonNode value) -> value.asText()).thenComparing(JsonNode::toString))
                .forEach(array::add);
        return array;
    }

    private SortedSet<String> formats() {
        var formats = new TreeSet<String>();
        both().map(node -> node.path("format").asText())
                .filter(format -> !format.isEmpty() && !format.contains("("))
                .forEach(formats::add);
        return formats;
    }

    private Collection<String> relations() {
        var relations = new TreeMap<List<String>, String>(
                Comparator.comparing(List<String>::getFirst).thenComparing(List::getLast));
        both().map(node -> node.path("relationshipRef"))
                .filter(relation -> relation.hasNonNull("typeName"))
                .map(r -> List.of(
                        r.path("typeName").asText(), r.path("propertyPath").asText()))
                .forEach(r -> relations.put(r, String.join("#", r)));
        return relations.values();
    }

    private Stream<JsonNode> both() {
        return Stream.concat(sure.stream(), maybe.stream());
    }

    private void excludes(ObjectNode shape) {
        var excludes = new TreeMap<String, SortedSet<String>>();
        for (var node : sure) {
            node.path("dependentExcluded").properties().forEach(field -> {
                var others = excludes.computeIfAbsent(field.getKey(), key -> new TreeSet<>());
                field.getValue().forEach(other -> others.add(other.asText()));
            });
            var alternatives = new ArrayList<>(
                    stream(node.path("requiredXor")).map(JsonNode::asText).toList());
            for (var key : alternatives) {
                alternatives.stream()
                        .filter(other -> !other.equals(key))
                        .forEach(excludes.computeIfAbsent(key, k -> new TreeSet<>())::add);
            }
        }
        if (!excludes.isEmpty()) {
            var folded = shape.putObject("excludes");
            excludes.forEach((key, others) -> texts(folded, key, others, true));
        }
    }

    private static void texts(ObjectNode shape, String word, Collection<String> texts) {
        texts(shape, word, texts, false);
    }

    private static void texts(ObjectNode shape, String word, Collection<String> texts, boolean evenNone) {
        if (evenNone || !texts.isEmpty()) {
            var array = shape.putArray(word);
            texts.forEach(array::add);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
