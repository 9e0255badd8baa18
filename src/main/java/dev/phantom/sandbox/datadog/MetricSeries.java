package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/// One series of a scenario's `metrics.json`: points as told, or drawn between steps.
///
/// @param tags what it is measured over
record MetricSeries(String metric, List<String> tags, String unit, long interval, NavigableMap<Long, Double> points) {

    static MetricSeries of(JsonNode series, Instant now) {
        var interval = series.path("interval").asLong(300);
        var points = new TreeMap<Long, Double>();
        series.path("points")
                .forEach(p -> points.put(
                        Instant.parse(p.path(0).textValue()).getEpochSecond(),
                        p.path(1).asDouble()));
        var steps = DatadogWorld.stream(series.path("steps")).toList();
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var from = Instant.parse(step.path(0).textValue()).getEpochSecond();
            var to = i + 1 < steps.size()
                    ? Instant.parse(steps.get(i + 1).path(0).textValue()).getEpochSecond()
                    : now.getEpochSecond() + interval;
            draw(
                    points,
                    Math.ceilDiv(from, interval) * interval,
                    to,
                    interval,
                    step.path(1).asDouble(),
                    step.path(2).asDouble(0));
        }
        return new MetricSeries(
                series.path("metric").asText(),
                tags(series.path("scope")),
                series.path("unit").asText(""),
                interval,
                points);
    }

    /// A list, or one text with commas.
    private static List<String> tags(JsonNode scope) {
        var text = scope.isArray()
                ? String.join(
                        ",", DatadogWorld.stream(scope).map(JsonNode::asText).toList())
                : scope.asText("");
        return List.of(text.toLowerCase(Locale.ROOT).split(","));
    }

    /// Jitter depends on the place in the day and in the series only, so that a story is the same whenever it is told.
    private static void draw(
            NavigableMap<Long, Double> points, long from, long to, long interval, double level, double jitter) {
        for (var at = from; at < to; at += interval) {
            var seed = (at / interval) * 0x9E3779B97F4A7C15L;
            var unit = ((seed ^ (seed >>> 29)) >>> 11 & 0xFFFF) / 32767.5 - 1;
            points.put(at, level + jitter * unit);
        }
    }
}
