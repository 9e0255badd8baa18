package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/// What a generated template writes though nobody said it: empty lists, empty descriptions, service defaults.
final class Fillers {

    private Fillers() {}

    static JsonNode load() {
        try (var in = Fillers.class.getResourceAsStream("service-defaults.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void fill(String type, ObjectNode properties, ResourceTypes types, JsonNode defaults) {
        defaults.path(type).properties().forEach(e -> {
            if (!properties.has(e.getKey())) {
                properties.set(e.getKey(), e.getValue().deepCopy());
            }
        });
        types.properties(type).properties().forEach(e -> {
            var name = e.getKey();
            if (properties.has(name)
                    || types.readOnly(type).contains(name)
                    || types.writeOnly(type).contains(name)) {
                return;
            }
            if (e.getValue().path("kind").asText().equals("array")) {
                properties.putArray(name);
            } else if (name.equals("Description") || name.equals("AlarmDescription")) {
                properties.put(name, "");
            }
        });
    }
}
