package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import java.util.stream.Stream;

/// The fields of one series of `metrics.json`, read strictly: a generator that is misspelt would draw another story.
///
/// @param place which series it is, for messages
record SeriesFields(JsonNode series, String place) {

    private static final Set<String> KNOWN =
            Set.of("metric", "scope", "unit", "interval", "points", "steps", "seed", "daily", "weekend", "gaps");
    private static final Set<String> DRAWN = Set.of("seed", "daily", "weekend", "gaps");

    static SeriesFields of(JsonNode series, int index) {
        var fields = new SeriesFields(
                series,
                "series %d (%s)".formatted(index + 1, series.path("metric").asText("without a metric")));
        fields.only(series, "", KNOWN);
        if (!series.path("metric").isTextual()) {
            throw fields.wrong("'metric' must be a text", series.path("metric").toString());
        }
        if (!series.has("steps") && DRAWN.stream().anyMatch(series::has)) {
            throw fields.wrong("seed, daily, weekend and gaps are for a series with 'steps'", "it has none");
        }
        return fields;
    }

    boolean has(String name) {
        return series.has(name);
    }

    JsonNode of(String name) {
        return series.path(name);
    }

    Stream<JsonNode> items(String name) {
        if (has(name) && !of(name).isArray()) {
            throw wrong("'" + name + "' must be a list", of(name).toString());
        }
        return DatadogWorld.stream(of(name));
    }

    void only(JsonNode node, String within, Set<String> known) {
        if (!node.isObject()) {
            throw wrong(
                    within.isEmpty() ? "a series must be an object" : "'" + within + "' must be an object",
                    node.toString());
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw wrong("unknown field", "'" + (within.isEmpty() ? "" : within + ".") + name + "'");
            }
        });
    }

    long interval() {
        var seconds = has("interval") ? integer("interval") : 300;
        if (seconds <= 0) {
            throw wrong(
                    "'interval' must be a number of seconds above 0",
                    of("interval").toString());
        }
        return seconds;
    }

    long integer(String name) {
        if (!of(name).isIntegralNumber()) {
            throw wrong("'" + name + "' must be a whole number", of(name).toString());
        }
        return of(name).longValue();
    }

    double number(JsonNode node, String name) {
        if (!node.isNumber()) {
            throw wrong("'" + name + "' must have a number", node.toString());
        }
        return node.doubleValue();
    }

    double number(JsonNode node, String name, double least) {
        var value = number(node, name);
        if (value < least) {
            throw wrong("'" + name + "' must not be below " + (long) least, node.toString());
        }
        return value;
    }

    long instant(JsonNode node, String name) {
        try {
            return Instant.parse(node.asText("")).getEpochSecond();
        } catch (DateTimeException e) {
            throw wrong("'" + name + "' must have an ISO-8601 instant with Z", node.toString());
        }
    }

    LocalTime clock(JsonNode node, String name) {
        try {
            return LocalTime.parse(node.asText(""));
        } catch (DateTimeException e) {
            throw wrong("'" + name + "' must be a time of the day, HH:MM (UTC)", node.toString());
        }
    }

    PhantomException wrong(String must, String found) {
        return new PhantomException(new Diagnostic(
                Code.FILE_UNREADABLE,
                place + ": " + must + ": " + (found.isEmpty() ? "missing" : found),
                "see docs/scenario.md",
                "evidence/metrics.json"));
    }
}
