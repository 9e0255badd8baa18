package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/// One log, span or event: its JSON, its moment, and what a search can find in it.
///
/// @param attributes what is searched; `@a.b` looks into it and into its own `attributes` and `custom`
record Document(Instant at, ObjectNode json, JsonNode attributes) {

    List<String> values(String key) {
        var found = new ArrayList<String>();
        if (key.startsWith("@")) {
            var pointer = "/" + key.substring(1).replace('.', '/');
            add(found, attributes.at("/attributes" + pointer));
            add(found, attributes.at("/custom" + pointer));
            add(found, attributes.at(pointer));
            return found;
        }
        add(found, attributes.path(key));
        add(found, attributes.at("/attributes/" + key));
        tags().filter(tag -> tag.startsWith(key + ":")).forEach(tag -> found.add(tag.substring(key.length() + 1)));
        return found;
    }

    String text() {
        return attributes.path("message").asText("") + " "
                + attributes.at("/attributes/title").asText("") + " "
                + attributes.path("resource_name").asText("");
    }

    private java.util.stream.Stream<String> tags() {
        return StreamSupport.stream(attributes.path("tags").spliterator(), false)
                .map(JsonNode::asText);
    }

    private static void add(List<String> found, JsonNode node) {
        if (node.isArray()) {
            node.forEach(n -> found.add(n.asText()));
        } else if (node.isValueNode() && !node.isNull()) {
            found.add(node.asText());
        }
    }
}
