package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/// One series of a scenario's `metrics.json`: points as told, or drawn between steps.
///
/// @param tags what it is measured over
record MetricSeries(String metric, List<String> tags, String unit, long interval, NavigableMap<Long, Double> points) {

    /// @param index its place in the file
    /// @param shift by how much the story was moved
    static MetricSeries of(JsonNode series, int index, Instant now, Duration shift) {
        var fields = SeriesFields.of(series, index);
        var interval = fields.interval();
        var metric = series.path("metric").asText();
        var tags = tags(series.path("scope"));
        var points = new TreeMap<Long, Double>();
        fields.items("points")
                .forEach(p -> points.put(fields.instant(p.path(0), "points"), fields.number(p.path(1), "points")));
        points.putAll(SeriesGenerator.of(fields, interval, metric + tags, shift)
                .draw(SeriesGenerator.steps(fields), now.getEpochSecond()));
        return new MetricSeries(metric, tags, series.path("unit").asText(""), interval, points);
    }

    /// A list, or one text with commas.
    private static List<String> tags(JsonNode scope) {
        var text = scope.isArray()
                ? String.join(
                        ",", DatadogWorld.stream(scope).map(JsonNode::asText).toList())
                : scope.asText("");
        return List.of(text.toLowerCase(Locale.ROOT).split(","));
    }
}
