package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Searches over documents, with cursors. Logs and events take a flat body, spans a JSON:API envelope.
final class Searches {

    private static final Pattern NOW = Pattern.compile("now(?:-(\\d+)([smhdw]))?");

    private final Instant now;

    Searches(Instant now) {
        this.now = now;
    }

    ObjectNode flat(JsonNode body, List<Document> documents) {
        return search(body, documents);
    }

    ObjectNode enveloped(JsonNode body, List<Document> documents) {
        if (!body.at("/data/type").asText().equals("search_request")) {
            throw new IllegalArgumentException("invalid_argument(type must be search_request)");
        }
        return search(body.at("/data/attributes"), documents);
    }

    private ObjectNode search(JsonNode asked, List<Document> documents) {
        var limit = asked.at("/page/limit").asInt(10);
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException(
                    "input_validation_error(Field 'limit' is invalid: limit must be between 1 and 1000)");
        }
        var offset = offset(asked.at("/page/cursor").asText(""));
        var order = Comparator.comparing(Document::at);
        var found = matching(
                        asked.at("/filter/query").asText("*"),
                        time(asked.at("/filter/from").asText("now-15m")),
                        time(asked.at("/filter/to").asText("now")),
                        documents)
                .stream()
                .sorted(asked.path("sort").asText("timestamp").startsWith("-") ? order.reversed() : order)
                .toList();
        var answer = DatadogWorld.JSON.createObjectNode();
        answer.set(
                "data",
                DatadogWorld.array(found.stream().skip(offset).limit(limit).map(Document::json)));
        // An exhausted search has no meta at all, as recorded.
        if (found.size() > offset) {
            var meta = answer.putObject("meta")
                    .put("elapsed", 12)
                    .put("request_id", "embedded")
                    .put("status", "done");
            if (found.size() > offset + limit) {
                meta.putObject("page").put("after", cursor(offset + limit));
            }
        }
        return answer;
    }

    /// What a query finds in a span of time.
    List<Document> matching(String query, Instant from, Instant to, List<Document> documents) {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("invalid_argument('from' should be anterior to 'to')");
        }
        var wanted = SearchQuery.parse(query);
        return documents.stream()
                .filter(d -> !d.at().isBefore(from) && !d.at().isAfter(to) && !d.at().isAfter(now))
                .filter(wanted)
                .toList();
    }

    Instant time(String text) {
        var match = NOW.matcher(text);
        if (match.matches()) {
            if (match.group(1) == null) {
                return now;
            }
            var count = Long.parseLong(match.group(1));
            return now.minus(
                    switch (match.group(2)) {
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        case "w" -> Duration.ofDays(7 * count);
                        default -> Duration.ofDays(count);
                    });
        }
        if (text.matches("\\d{12,}")) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        try {
            return java.time.OffsetDateTime.parse(text).toInstant();
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException(
                    "input_validation_error(Field 'from' or 'to' is invalid: " + text + ")", e);
        }
    }

    private static String cursor(int offset) {
        return Base64.getUrlEncoder().encodeToString(("{\"after\":" + offset + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(String cursor) {
        if (cursor.isEmpty()) {
            return 0;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Integer.parseInt(text.replaceAll("\\D", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("input_validation_error(Field 'page' is invalid: invalid cursor)", e);
        }
    }
}
