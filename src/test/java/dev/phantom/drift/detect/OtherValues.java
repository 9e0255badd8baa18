package dev.phantom.drift.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.TypeNode.Trait;
import java.util.Optional;

/// Values that somebody could have set in place of another, or where there was none.
public final class OtherValues {

    static final String TEXT = "phantom-added";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private OtherValues() {}

    static JsonNode text(String text) {
        return NODES.textNode(text);
    }

    /// Another scalar of the same kind: another word of the enumeration, the number plus one, the opposite, another
    /// leaf inside JSON text.
    public static JsonNode than(JsonNode value, TypeNode node) {
        var text = value.asText();
        var choice =
                node.choices().stream().filter(c -> !c.equalsIgnoreCase(text)).findFirst();
        if (value.isBoolean()) {
            return NODES.booleanNode(!value.asBoolean());
        }
        if (value.isNumber()) {
            return NODES.numberNode(value.decimalValue().add(java.math.BigDecimal.ONE));
        }
        if (choice.isPresent()) {
            return NODES.textNode(choice.get());
        }
        return switch (text) {
            case "Allow" -> NODES.textNode("Deny");
            case "Deny" -> NODES.textNode("Allow");
            case "true" -> NODES.textNode("false");
            case "false" -> NODES.textNode("true");
            default -> NODES.textNode(text.matches("\\d{1,9}") ? "" + (Integer.parseInt(text) + 1) : otherText(text));
        };
    }

    private static String otherText(String text) {
        if (text.stripLeading().startsWith("{")) {
            try {
                var json = CorpusCases.JSON.readTree(text);
                if (leaf(json)) {
                    return json.toString();
                }
            } catch (JsonProcessingException e) {
                return text + "-other"; // braces of another language
            }
        }
        return text + "-other";
    }

    /// Changes the first leaf.
    private static boolean leaf(JsonNode json) {
        switch (json) {
            case ObjectNode object -> {
                for (var entry : object.properties()) {
                    if (entry.getValue().isValueNode()) {
                        entry.setValue(than(entry.getValue(), TypeNode.UNKNOWN));
                        return true;
                    }
                    if (leaf(entry.getValue())) {
                        return true;
                    }
                }
                return false;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    if (array.get(i).isValueNode()) {
                        array.set(i, than(array.get(i), TypeNode.UNKNOWN));
                        return true;
                    }
                    if (leaf(array.get(i))) {
                        return true;
                    }
                }
                return false;
            }
            default -> {
                return false;
            }
        }
    }

    /// One more element for a list, unlike those that it has; empty where its words are used up.
    static Optional<JsonNode> another(ArrayNode array, TypeNode items) {
        var last = array.get(array.size() - 1).deepCopy();
        if (last.isValueNode()) {
            var unused = items.choices().stream()
                    .filter(c -> array.valueStream().noneMatch(v -> v.asText().equalsIgnoreCase(c)))
                    .findFirst();
            if (!items.choices().isEmpty()) {
                return unused.map(NODES::textNode);
            }
            var other = than(last, items);
            return array.valueStream().anyMatch(other::equals) ? Optional.empty() : Optional.of(other);
        }
        if (last instanceof ObjectNode object) {
            object.properties().forEach(e -> {
                if (e.getValue().isValueNode()) {
                    e.setValue(than(e.getValue(), items.child(e.getKey())));
                }
            });
            return array.valueStream().anyMatch(object::equals) ? Optional.empty() : Optional.of(object);
        }
        return Optional.empty();
    }

    /// A value for a property that nobody gave; empty where the schema does not say what it takes.
    public static Optional<JsonNode> fresh(TypeNode node, int depth) {
        if (node.has(Trait.READ_ONLY) || node.has(Trait.WRITE_ONLY)) {
            return Optional.empty();
        }
        if (!node.choices().isEmpty()) {
            return node.choices().stream()
                    .filter(c -> !c.equals("false") && !c.isEmpty())
                    .reduce((a, b) -> b)
                    .map(c -> c.equals("true") ? NODES.booleanNode(true) : NODES.textNode(c));
        }
        if (node.is(Kind.STRING)) {
            return Optional.of(NODES.textNode(TEXT));
        }
        if (node.is(Kind.INTEGER) || node.is(Kind.NUMBER)) {
            return Optional.of(NODES.numberNode(7));
        }
        if (node.is(Kind.BOOLEAN)) {
            return Optional.of(NODES.booleanNode(true));
        }
        if (depth == 0) {
            return Optional.empty();
        }
        if (node.is(Kind.ARRAY)) {
            return fresh(node.items(), depth - 1).map(item -> NODES.arrayNode().add(item));
        }
        return node.properties().stream()
                .flatMap(name ->
                        fresh(node.child(name), depth - 1)
                                .map(value -> (JsonNode) NODES.objectNode().set(name, value))
                                .stream())
                .findFirst();
    }

    /// The text of a value, or of the last leaf in it.
    static String token(JsonNode value) {
        String last = value.asText();
        for (var child : value) {
            last = token(child);
        }
        return last;
    }
}
