package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Edits of JSON trees by slash-separated paths (`Code/S3Bucket`, `Rules/*/Id`).
final class Json {

    private Json() {}

    static void remove(JsonNode node, String path) {
        var slash = path.indexOf('/');
        var head = slash < 0 ? path : path.substring(0, slash);
        if (node instanceof ArrayNode array && head.equals("*") && slash > 0) {
            array.forEach(child -> remove(child, path.substring(slash + 1)));
        } else if (node instanceof ObjectNode object) {
            if (slash < 0) {
                object.remove(head);
            } else {
                remove(object.path(head), path.substring(slash + 1));
            }
        }
    }

    /// Sets a value, making the objects on the way; a numeric segment addresses an existing list element.
    static void put(ObjectNode root, String path, JsonNode value) {
        var segments = path.split("/", -1);
        var node = (JsonNode) root;
        for (var i = 0; i < segments.length - 1; i++) {
            node = child(node, segments[i]);
        }
        var last = segments[segments.length - 1];
        switch (node) {
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array when last.equals("-") -> array.add(value);
            case ArrayNode array -> array.set(Integer.parseInt(last), value);
            default -> throw new IllegalArgumentException("nothing to set at " + path);
        }
    }

    private static JsonNode child(JsonNode node, String segment) {
        if (node instanceof ObjectNode object) {
            return object.has(segment) ? object.path(segment) : object.putObject(segment);
        }
        return node.path(Integer.parseInt(segment));
    }
}
