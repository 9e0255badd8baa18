package dev.phantom.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.run.KeptChangeLog.Asked;
import dev.phantom.run.KeptChangeLog.Memory;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import dev.phantom.stack.Write;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// What a [KeptChangeLog] knows of one stack: `{"form": 1, "asked": {"…": {"from", "through"}}, "writes": {"<event
/// id>": {…}}}`.
final class KeptWritesJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORM = 1;
    /// No write that is kept holds a secret.
    private static final Mask MASK = Mask.of("");

    private KeptWritesJson() {}

    static String write(Memory memory) {
        var root = JSON.createObjectNode().put("form", FORM);
        var asked = root.putObject("asked");
        memory.asked()
                .forEach((key, one) -> asked.putObject(key)
                        .put("from", one.from().toString())
                        .put("through", one.through().toString()));
        var writes = root.putObject("writes");
        memory.writes().values().forEach(w -> put(writes.putObject(w.eventId()), w));
        return root.toPrettyString() + "\n";
    }

    private static void put(ObjectNode node, Write write) {
        var origin = write.origin();
        node.put("at", write.at().toString())
                .put("name", write.name())
                .put("service", write.service())
                .put("actor", origin.actor())
                .put("via", origin.via().name())
                .put("session", origin.session())
                .put("source", origin.source().name())
                .put("deploys", origin.deploys())
                .put("user", origin.user())
                .put("request", ValueJson.text(write.request(), MASK))
                .put("error", write.error());
        var resources = node.putArray("resources");
        write.resources().forEach(resources::add);
    }

    /// Empty for another form, or what is none.
    static Optional<Memory> read(String text) {
        try {
            var root = JSON.readTree(text);
            if (root.path("form").asInt() != FORM) {
                return Optional.empty();
            }
            var memory = Memory.none();
            for (var one : root.path("asked").properties()) {
                memory.asked()
                        .put(one.getKey(), new Asked(time(one.getValue(), "from"), time(one.getValue(), "through")));
            }
            for (var one : root.path("writes").properties()) {
                memory.writes().put(one.getKey(), write(one.getKey(), one.getValue()));
            }
            return Optional.of(memory);
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Write write(String eventId, JsonNode node) throws IOException {
        return new Write(
                eventId,
                time(node, "at"),
                text(node, "name"),
                text(node, "service"),
                new Write.Origin(
                        text(node, "actor"),
                        Write.Via.valueOf(text(node, "via")),
                        text(node, "session"),
                        Write.Source.valueOf(text(node, "source")),
                        node.path("deploys").asBoolean(),
                        text(node, "user")),
                node.path("resources").valueStream().map(JsonNode::asText).toList(),
                ValueJson.parse(text(node, "request")),
                text(node, "error"));
    }

    private static Instant time(JsonNode node, String name) throws IOException {
        return Instant.parse(text(node, name));
    }

    private static String text(JsonNode node, String name) throws IOException {
        var field = node.path(name);
        if (!field.isTextual()) {
            throw new IOException(name + " is missing");
        }
        return field.asText();
    }
}
