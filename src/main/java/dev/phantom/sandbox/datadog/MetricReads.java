package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// Metric queries, v1 by points and v2 by columns, and the names in use.
final class MetricReads {

    private final DatadogWorld world;

    MetricReads(DatadogWorld world) {
        this.world = world;
    }

    ObjectNode v1(Map<String, String> asked) {
        var from = Long.parseLong(asked.getOrDefault("from", "0"));
        var to = Long.parseLong(asked.getOrDefault("to", "0"));
        var answer = DatadogWorld.JSON.createObjectNode();
        answer.put("status", "ok").put("res_type", "time_series").put("resp_version", 1);
        answer.put("from_date", from * 1000).put("to_date", to * 1000).put("query", asked.getOrDefault("query", ""));
        var all = answer.putArray("series");
        var index = 0;
        for (var query : MetricQuery.parse(asked.getOrDefault("query", ""))) {
            for (var result : query.over(world.metrics(), from, to)) {
                series(all.addObject(), query, result, index);
            }
            index++;
        }
        answer.put("message", "");
        return answer;
    }

    ObjectNode names(Map<String, String> asked) {
        var tag = asked.getOrDefault("tag_filter", "").toLowerCase(Locale.ROOT);
        var from = Long.parseLong(asked.getOrDefault("from", "0"));
        var names = new TreeSet<String>();
        world.metrics().stream()
                .filter(told -> tag.isEmpty() || told.tags().contains(tag))
                .filter(told -> !told.points().isEmpty() && told.points().lastKey() >= from)
                .map(MetricSeries::metric)
                .filter(name -> !name.startsWith("apm."))
                .forEach(names::add);
        var answer = DatadogWorld.JSON.createObjectNode();
        answer.put("from", String.valueOf(from));
        var list = answer.putArray("metrics");
        names.forEach(list::add);
        return answer;
    }

    ObjectNode v2(JsonNode asked) {
        if (!asked.at("/data/type").asText().equals("timeseries_request")) {
            throw new IllegalArgumentException(
                    "API input validation failed: Invalid type. Expected timeseries_request");
        }
        var attributes = asked.at("/data/attributes");
        var from = attributes.path("from").asLong() / 1000;
        var to = attributes.path("to").asLong() / 1000;
        var columns = new ArrayList<Map.Entry<Integer, MetricQuery.Result>>();
        var index = 0;
        for (var query : attributes.path("queries")) {
            for (var parsed : parse(query, world.metrics())) {
                var paced = parsed.rollup() > 0
                        ? parsed
                        : parsed.every(attributes.path("interval").asLong() / 1000);
                for (var result : paced.over(world.metrics(), from, to)) {
                    columns.add(Map.entry(index, result));
                }
            }
            index++;
        }
        return columns(columns);
    }

    /// Service statistics are told as metrics named `apm.<stat>` with the scope `service:<name>`, or else taken from
    /// the
    /// trace metrics of the primary operation.
    private static List<MetricQuery> parse(JsonNode query, List<MetricSeries> metrics) {
        if (!query.path("data_source").asText().equals("apm_metrics")) {
            return MetricQuery.parse(query.path("query").asText());
        }
        var scope = "{service:" + query.path("service").asText().toLowerCase(Locale.ROOT) + "}";
        var stat = query.path("stat").asText();
        // hits and errors are counts of the span between two points, everything else is a level
        var how = stat.equals("hits") || stat.equals("errors") ? "sum" : "avg";
        var own = "%s:apm.%s%s.rollup(%s)".formatted(how, stat, scope, how);
        if (metrics.stream().anyMatch(told -> told.metric().equals("apm." + stat))) {
            return MetricQuery.parse(own);
        }
        var suffix = stat.startsWith("latency") ? "duration" : stat;
        return metrics.stream()
                .map(MetricSeries::metric)
                .filter(name -> name.matches("trace\\..*\\." + suffix))
                .findFirst()
                .map(name -> MetricQuery.parse("%s:%s%s.rollup(%s)".formatted(how, name, scope, how)))
                .orElseGet(() -> MetricQuery.parse(own));
    }

    private static ObjectNode columns(List<Map.Entry<Integer, MetricQuery.Result>> columns) {
        var times = new TreeSet<Long>();
        columns.forEach(c -> times.addAll(c.getValue().points().keySet()));
        var answer = DatadogWorld.JSON.createObjectNode();
        var attributes = answer.putObject("data")
                .put("id", "0")
                .put("type", "timeseries_response")
                .putObject("attributes");
        var series = attributes.putArray("series");
        var axis = attributes.putArray("times");
        times.forEach(at -> axis.add(at * 1000));
        var values = attributes.putArray("values");
        for (var column : columns) {
            var row = series.addObject();
            var group = row.putArray("group_tags");
            column.getValue().group().forEach(group::add);
            row.put("query_index", column.getKey());
            unit(row, column.getValue().unit());
            var cells = values.addArray();
            for (var at : times) {
                var value = column.getValue().points().get(at);
                if (value == null) {
                    cells.addNull();
                } else {
                    cells.add(value);
                }
            }
        }
        return answer;
    }

    private static void series(ObjectNode row, MetricQuery query, MetricQuery.Result result, int index) {
        var scope = query.filter().isEmpty() && result.group().isEmpty()
                ? "*"
                : String.join(
                        ",",
                        java.util.stream.Stream.concat(query.filter().stream(), result.group().stream())
                                .toList());
        row.put("metric", query.metric())
                .put("display_name", query.metric())
                .put("scope", scope)
                .put("query_index", index);
        row.put("expression", query.aggregator() + ":" + query.metric() + "{" + scope + "}");
        row.putNull("aggr");
        // Seconds, although the documentation says milliseconds.
        row.put("interval", result.interval()).put("length", result.points().size());
        row.put("start", result.points().firstKey() * 1000)
                .put("end", (result.points().lastKey() + result.interval()) * 1000 - 1000);
        var tags = row.putArray("tag_set");
        result.group().forEach(tags::add);
        unit(row, result.unit());
        var points = row.putArray("pointlist");
        result.points()
                .forEach((at, value) -> points.addArray().add(at * 1000.0).add(value));
    }

    private static void unit(ObjectNode row, String name) {
        if (name.isEmpty()) {
            row.putNull("unit");
            return;
        }
        ArrayNode unit = row.putArray("unit");
        unit.addObject()
                .put("family", "")
                .put("name", name)
                .put("plural", name + "s")
                .put("scale_factor", 1.0)
                .put("short_name", name);
        unit.addNull();
    }
}
