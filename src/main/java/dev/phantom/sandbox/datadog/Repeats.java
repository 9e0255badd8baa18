package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// One log line or span that a scenario tells once and that happened again and again:
/// `"repeat": {"every": "PT30S", "until": "<ISO>"}` beside its `attributes`.
final class Repeats {
    private Repeats() {}

    private static final String REPEAT = "repeat";
    private static final int MOST = 100_000;
    private static final List<String> TIMES = List.of("timestamp", "start_timestamp", "end_timestamp");

    /// @param now nothing later exists
    static Stream<ObjectNode> of(ObjectNode item, Instant now) {
        var repeat = item.path(REPEAT);
        if (!repeat.isObject()) {
            return Stream.of(item);
        }
        var every = Duration.parse(repeat.path("every").asText());
        var until = Instant.parse(repeat.path("until").asText(now.toString()));
        var first = TIMES.stream()
                .map(name -> item.at("/attributes/" + name))
                .filter(JsonNode::isTextual)
                .findFirst()
                .map(at -> Instant.parse(at.textValue()))
                .orElseThrow(() -> new IllegalArgumentException("repeat without a time: " + item));
        var last = until.isBefore(now) ? until : now;
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("repeat.every is no time: " + repeat);
        }
        var times = last.isBefore(first) ? 0 : Duration.between(first, last).dividedBy(every);
        if (times > MOST) {
            throw new IllegalArgumentException("repeat tells more than " + MOST + " items: " + repeat);
        }
        return LongStream.rangeClosed(0, times).mapToObj(n -> later(item, every.multipliedBy(n), n));
    }

    private static ObjectNode later(ObjectNode item, Duration by, long number) {
        var copy = item.objectNode();
        copy.setAll(item);
        copy.remove(REPEAT);
        copy.put("id", item.path("id").asText("repeat") + "-" + number);
        var attributes = item.objectNode();
        attributes.setAll((ObjectNode) item.path("attributes"));
        TIMES.stream()
                .filter(name -> attributes.path(name).isTextual())
                .forEach(name -> attributes.put(
                        name,
                        Instant.parse(attributes.path(name).textValue())
                                .plus(by)
                                .toString()));
        copy.set("attributes", attributes);
        return copy;
    }
}
