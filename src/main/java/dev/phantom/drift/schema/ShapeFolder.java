package dev.phantom.drift.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Folds the properties of one resource schema into the table's shapes: `$ref` kept as a name, `oneOf`, `anyOf` and
/// `allOf` merged into their owner.
///
/// A shape is a word (`string`, `object`, `#Definition`) where a word says it all, else an object with any of: kind
/// (`string|object` where several are allowed), properties, items, values (of a map) and what [ShapeFacts] adds. What a
/// branch of `anyOf` or `oneOf` says holds only sometimes: its properties are kept, its defaults and requirements are
/// not.
final class ShapeFolder {

    /// A node that speaks about one place; not certain if only a branch of several says it.
    record Said(JsonNode node, boolean certain) {}

    private static final List<String> COMBINATORS = List.of("allOf", "anyOf", "oneOf");
    private static final Set<String> ASIDES = Set.of("description", "title", "type", "examples", "$comment");
    private static final List<String> OF_THE_ROOT =
            List.of("properties", "patternProperties", "required", "requiredXor", "dependentExcluded");
    private static final String DEFINITIONS = "#/definitions/";
    /// Of AWS's own schemas the deepest takes 30 and the largest 11,000.
    private static final int DEEPEST = 200;
    private static final int MOST = 200_000;

    private final JsonNode schema;
    private final SortedMap<String, JsonNode> definitions = new TreeMap<>();
    private int depth;
    private int steps;

    ShapeFolder(JsonNode schema) {
        this.schema = schema;
    }

    /// Every definition that the properties use, in order of name; the root comes first, as the definition "".
    SortedMap<String, JsonNode> fold() {
        var root = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.properties().forEach(field -> {
            if (OF_THE_ROOT.contains(field.getKey()) || COMBINATORS.contains(field.getKey())) {
                root.set(field.getKey(), field.getValue());
            }
        });
        var shape = fold(List.of(new Said(root, true)));
        definitions.put(
                "",
                shape.isObject() ? shape : JsonNodeFactory.instance.objectNode().set("kind", shape));
        definitions.keySet().forEach(this::notItself);
        return definitions;
    }

    /// A definition that is nothing but another name leads to one that says something.
    private void notItself(String name) {
        var seen = new HashSet<String>();
        var shape = definitions.get(name);
        while (shape != null && shape.isTextual() && shape.asText().startsWith("#")) {
            if (!seen.add(shape.asText())) {
                throw new SchemaFault("the definition '" + name + "' refers only to itself");
            }
            shape = definitions.get(shape.asText().substring(1));
        }
    }

    private JsonNode define(String name) {
        if (!definitions.containsKey(name)) {
            definitions.put(name, TextNode.valueOf("any"));
            definitions.put(name, fold(List.of(new Said(resolve(DEFINITIONS + name), true))));
        }
        return TextNode.valueOf("#" + name);
    }

    private JsonNode resolve(String reference) {
        var node = reference.startsWith("#/") ? schema.at(reference.substring(1)) : schema.path("");
        if (node.isMissingNode()) {
            throw new SchemaFault("it has no '" + reference + "'");
        }
        return node;
    }

    /// The definition's name when the node is nothing but a reference to it, also inside a lone `allOf`.
    private static Optional<String> reference(JsonNode node) {
        var says = node.properties().stream()
                .filter(field -> !ASIDES.contains(field.getKey()))
                .toList();
        if (says.size() != 1) {
            return Optional.empty();
        }
        var value = says.getFirst().getValue();
        return switch (says.getFirst().getKey()) {
            case "$ref" ->
                value.asText().startsWith(DEFINITIONS) && value.asText().length() > DEFINITIONS.length()
                        ? Optional.of(value.asText().split("/")[2])
                        : Optional.empty();
            case "allOf" -> value.size() == 1 ? reference(value.get(0)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// Everything that is said of the place of these nodes.
    private List<Said> flatten(List<Said> nodes, Set<String> seen) {
        var flat = new ArrayList<Said>();
        for (var said : nodes) {
            bounded();
            flat.add(said);
            var reference = said.node().path("$ref").asText();
            if (!reference.isEmpty() && !seen.contains(reference)) {
                var further = new HashSet<>(seen);
                further.add(reference);
                flat.addAll(flatten(List.of(new Said(resolve(reference), said.certain())), further));
            }
            for (var word : COMBINATORS) {
                var branches = said.node().path(word);
                boolean certain = said.certain() && (word.equals("allOf") || branches.size() == 1);
                var all = new ArrayList<Said>();
                branches.forEach(branch -> all.add(new Said(branch, certain)));
                flat.addAll(flatten(all, seen));
            }
        }
        return flat;
    }

    private void bounded() {
        if (++steps > MOST || depth > DEEPEST) {
            throw new SchemaFault("it is deeper or larger than any that Phantom reads");
        }
    }

    private JsonNode fold(List<Said> nodes) {
        var names =
                new HashSet<>(nodes.stream().map(said -> reference(said.node())).toList());
        var name = names.iterator().next();
        if (names.size() == 1 && name.isPresent()) {
            return define(name.get());
        }
        depth++;
        var shape = shape(flatten(nodes, Set.of()));
        depth--;
        return shape.size() == 1 ? shape.get("kind") : shape;
    }

    private ObjectNode shape(List<Said> flat) {
        var properties = new TreeMap<String, List<Said>>();
        var items = new ArrayList<Said>();
        var values = new ArrayList<Said>();
        for (var said : flat) {
            said.node()
                    .path("properties")
                    .properties()
                    .forEach(field -> ifObject(
                            field.getValue(),
                            said,
                            properties.computeIfAbsent(field.getKey(), key -> new ArrayList<>())));
            ifObject(said.node().path("items"), said, items);
            said.node().path("patternProperties").forEach(value -> ifObject(value, said, values));
            ifObject(said.node().path("additionalProperties"), said, values);
        }
        properties.values().removeIf(List::isEmpty);
        var facts = ShapeFacts.of(flat);
        var shape = JsonNodeFactory.instance.objectNode();
        shape.put("kind", facts.kind(!properties.isEmpty(), !items.isEmpty(), !values.isEmpty()));
        if (!properties.isEmpty()) {
            var folded = shape.putObject("properties");
            properties.forEach((key, said) -> folded.set(key, fold(said)));
        }
        if (!items.isEmpty()) {
            shape.set("items", fold(items));
        }
        if (!values.isEmpty()) {
            shape.set("values", fold(values));
        }
        facts.addTo(shape);
        return shape;
    }

    private static void ifObject(JsonNode node, Said by, List<Said> all) {
        if (node.isObject()) {
            all.add(new Said(node, by.certain()));
        }
    }
}
