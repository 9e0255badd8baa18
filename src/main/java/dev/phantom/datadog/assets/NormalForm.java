package dev.phantom.datadog.assets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// Assets in one form, so that only what somebody wrote can differ: without Datadog's own members and the ids that it
/// gives to widgets, without what is empty, numbers without their notation, tags in one order.
final class NormalForm {
    private NormalForm() {}

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static JsonNode of(AssetKind kind, JsonNode asset) {
        var written = asset.isObject() ? ((ObjectNode) asset).deepCopy().without(kind.ownMembers()) : asset;
        var formed = form(written, kind.givenMembers());
        // Datadog calls a metric monitor by either name, whichever it was given
        if (formed.path("type").asText().equals("metric alert")) {
            ((ObjectNode) formed).put("type", "query alert");
        }
        return formed;
    }

    /// Whether all that is wanted is there; what is there beyond it are Datadog's defaults, or a person's.
    static boolean covers(JsonNode there, JsonNode wanted) {
        if (wanted.isObject()) {
            return wanted.properties().stream().allMatch(e -> covers(there.path(e.getKey()), e.getValue()));
        }
        if (!wanted.isArray()) {
            return wanted.equals(there);
        }
        if (there.size() != wanted.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!covers(there.path(i), wanted.path(i))) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode form(JsonNode node, Set<String> given) {
        return switch (node) {
            case ObjectNode object -> object(object, given);
            case ArrayNode array -> {
                var formed = NODES.arrayNode();
                array.forEach(item -> formed.add(form(item, given)));
                yield formed;
            }
            case NumericNode number -> NODES.numberNode(plain(number.decimalValue()));
            default -> node;
        };
    }

    private static ObjectNode object(ObjectNode object, Set<String> given) {
        var sorted = new TreeMap<String, JsonNode>();
        object.properties().stream().filter(e -> !given.contains(e.getKey())).forEach(e -> {
            var value = form(e.getValue(), given);
            if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                sorted.put(e.getKey(), e.getKey().equals("tags") ? inOrder(value) : value);
            }
        });
        var formed = NODES.objectNode();
        sorted.forEach(formed::set);
        return formed;
    }

    private static JsonNode inOrder(JsonNode tags) {
        var sorted = NODES.arrayNode();
        StreamSupport.stream(tags.spliterator(), false)
                .sorted(Comparator.comparing(JsonNode::asText))
                .forEach(sorted::add);
        return sorted;
    }

    private static BigDecimal plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
