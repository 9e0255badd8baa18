package dev.phantom.datadog.assets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Pattern;

/// What stands for the `${name}` in the texts of an asset's document. A text that is nothing else becomes the value
/// itself, so that a number
/// stays one; what is not known here stays as it is, for whoever knows it.
record AssetTemplate(Map<String, JsonNode> values) {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([\\w:-]+)}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    AssetTemplate {
        values = Map.copyOf(values);
    }

    JsonNode in(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var filled = NODES.objectNode();
                object.properties().forEach(e -> filled.set(e.getKey(), in(e.getValue())));
                yield filled;
            }
            case ArrayNode array -> {
                var filled = NODES.arrayNode();
                array.forEach(item -> filled.add(in(item)));
                yield filled;
            }
            case TextNode text -> in(text.textValue());
            default -> node;
        };
    }

    private JsonNode in(String text) {
        var whole = PLACE.matcher(text);
        if (whole.matches()) {
            return values.getOrDefault(whole.group(1), NODES.textNode(text));
        }
        return NODES.textNode(PLACE.matcher(text).replaceAll(match -> {
            var value = values.get(match.group(1));
            return java.util.regex.Matcher.quoteReplacement(value == null ? match.group() : value.asText());
        }));
    }
}
