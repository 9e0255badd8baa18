package dev.phantom.sandbox.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The scenario's `reply.json`: for each logical id what is answered, in order; the last answer is repeated.
///
/// An observation may name its exhibit by a word that stands in it, `{"exhibit": "find:rolled back"}`: it then gets the
/// exhibit's id and a quote of it, for the script cannot know the numbers that a run gives.
final class ScriptedReplies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIND = "find:";
    private static final Map<String, String> NEUTRAL =
            Map.of("ended_by", "unknown", "need", "unknown", "rival_explanation", "", "owner_quote", "");

    private final JsonNode script;
    private final Map<String, Integer> asked = new HashMap<>();

    ScriptedReplies(JsonNode script) {
        this.script = script;
    }

    /// The next reply for the case that the request carries; empty if the script has none for it.
    synchronized Optional<JsonNode> next(JsonNode request) {
        var file = caseFile(request);
        var logicalId = file.at("/drift/logicalId").asText();
        var replies = script.path(logicalId);
        if (replies.isEmpty()) {
            return Optional.empty();
        }
        int turn = asked.merge(logicalId, 1, Integer::sum) - 1;
        return Optional.of(resolved(replies.get(Math.min(turn, replies.size() - 1)), file));
    }

    private static JsonNode caseFile(JsonNode request) {
        return texts(request)
                .filter(text -> text.contains("<case_file>"))
                .findFirst()
                .map(text -> text.substring(text.indexOf("<case_file>") + 11, text.lastIndexOf("</case_file>")))
                .map(ScriptedReplies::parse)
                .orElseGet(JSON::createObjectNode);
    }

    private static Stream<String> texts(JsonNode request) {
        return request.path("messages")
                .valueStream()
                .flatMap(m -> m.path("content").isTextual()
                        ? Stream.of(m.path("content").textValue())
                        : m.path("content")
                                .valueStream()
                                .map(b -> b.path("text").asText()));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private static JsonNode resolved(JsonNode reply, JsonNode file) {
        var copy = reply.deepCopy();
        if (copy.get("verdict") instanceof ObjectNode verdict) {
            completed(verdict);
        }
        Stream.of("observations", "counter_evidence").forEach(key -> {
            if (copy.at("/verdict/" + key) instanceof ArrayNode list) {
                list.forEach(o -> resolve((ObjectNode) o, file));
            }
        });
        return copy;
    }

    /// A script says what it is about; the rest of the answer is as neutral as the schema allows.
    private static void completed(ObjectNode verdict) {
        NEUTRAL.forEach((key, value) -> {
            if (!verdict.has(key)) {
                verdict.put(key, value);
            }
        });
        if (!verdict.has("severity_raised_by")) {
            verdict.putArray("severity_raised_by");
        }
    }

    private static void resolve(ObjectNode observation, JsonNode file) {
        var wanted = observation.path("exhibit").asText();
        if (!wanted.startsWith(FIND)) {
            return;
        }
        var word = wanted.substring(FIND.length());
        file.at("/evidence/exhibits")
                .valueStream()
                .filter(e -> e.path("summary").asText().contains(word)
                        || e.path("name").asText().contains(word))
                .findFirst()
                .ifPresent(e -> observation
                        .put("exhibit", e.path("id").asText())
                        .put("quote", e.path("summary").asText()));
    }
}
