package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Logs and spans counted, in total or by time, by facets: the analytics routes, and queries of logs and spans among
/// timeseries.
record Aggregates(Searches searches, DatadogWorld world) {

    private static final Pattern INTERVAL = Pattern.compile("(\\d+)(ms|s|m|h|d)?");
    private static final int MOST = 1000;

    ObjectNode logs(JsonNode body) {
        var answer = DatadogWorld.JSON.createObjectNode();
        var rows = answer.putObject("data").putArray("buckets");
        buckets(body, world.logs()).forEach((by, computes) -> {
            var row = rows.addObject();
            row.set("by", by);
            row.set("computes", computes);
        });
        return done(answer);
    }

    ObjectNode spans(JsonNode body) {
        if (!body.at("/data/type").asText().equals("aggregate_request")) {
            throw new IllegalArgumentException("invalid_argument(type must be aggregate_request)");
        }
        var answer = DatadogWorld.JSON.createObjectNode();
        var rows = answer.putArray("data");
        buckets(body.at("/data/attributes"), world.spans()).forEach((by, computes) -> {
            var row = rows.addObject().put("type", "bucket").put("id", "bucket-" + rows.size());
            var attributes = row.putObject("attributes");
            attributes.set("by", by);
            attributes.set("compute", computes);
        });
        return done(answer);
    }

    /// Whether all queries of a timeseries request are of logs or spans.
    static boolean isOfEvents(JsonNode body) {
        var queries = body.at("/data/attributes/queries");
        return !queries.isEmpty()
                && DatadogWorld.stream(queries)
                        .allMatch(q -> q.path("data_source").asText().matches("logs|spans"));
    }

    /// `POST /api/v2/query/timeseries` over logs and spans: one column per query, counted by its interval.
    ObjectNode timeseries(JsonNode body) {
        var asked = body.at("/data/attributes");
        var from = asked.path("from").asLong();
        var interval = Math.max(1, asked.path("interval").asLong(300_000));
        var answer = DatadogWorld.JSON.createObjectNode();
        var data = answer.putObject("data").put("type", "timeseries_response");
        var attributes = data.putObject("attributes");
        var series = attributes.putArray("series");
        var times = attributes.putArray("times");
        var first = Math.floorDiv(from, interval) * interval;
        for (var at = first; at <= asked.path("to").asLong(); at += interval) {
            times.add(at);
        }
        var values = attributes.putArray("values");
        var index = 0;
        for (var query : asked.path("queries")) {
            var found = searches.matching(
                    query.at("/search/query").asText("*"),
                    Instant.ofEpochMilli(from),
                    Instant.ofEpochMilli(asked.path("to").asLong()),
                    query.path("data_source").asText().equals("logs") ? world.logs() : world.spans());
            var counts = new long[times.size()];
            found.forEach(d -> counts[Math.toIntExact((d.at().toEpochMilli() - first) / interval)]++);
            var unit = series.addObject().put("query_index", index++);
            unit.putArray("group_tags");
            unit.putNull("unit");
            var column = values.addArray();
            for (var count : counts) {
                column.add((double) count);
            }
        }
        return answer;
    }

    private Map<ObjectNode, ObjectNode> buckets(JsonNode asked, List<Document> documents) {
        var found = searches.matching(
                asked.at("/filter/query").asText("*"),
                searches.time(asked.at("/filter/from").asText("now-15m")),
                searches.time(asked.at("/filter/to").asText("now")),
                documents);
        var groups = new LinkedHashMap<ObjectNode, List<Document>>();
        if (!found.isEmpty()) {
            found.forEach(d -> by(asked, d, DatadogWorld.JSON.createObjectNode(), 0, groups));
        }
        var limit = DatadogWorld.stream(asked.path("group_by"))
                .mapToInt(g -> g.path("limit").asInt(10))
                .reduce(1, (a, b) -> Math.min(MOST, a * b));
        var result = new LinkedHashMap<ObjectNode, ObjectNode>();
        groups.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<ObjectNode, List<Document>> e) ->
                                e.getValue().size())
                        .reversed())
                .limit(limit)
                .forEach(e -> result.put(e.getKey(), computes(asked, e.getValue())));
        return result;
    }

    /// A document without a facet is in no bucket of it, unless the request says what it is called then.
    private static void by(
            JsonNode asked, Document document, ObjectNode key, int depth, Map<ObjectNode, List<Document>> groups) {
        var group = asked.path("group_by").path(depth);
        if (group.isMissingNode()) {
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(document);
            return;
        }
        var facet = group.path("facet").asText();
        var values = document.values(facet);
        if (values.isEmpty() && group.has("missing")) {
            values.add(group.path("missing").asText());
        }
        values.stream().distinct().forEach(value -> {
            var deeper = key.deepCopy();
            deeper.put(facet, value);
            by(asked, document, deeper, depth + 1, groups);
        });
    }

    private ObjectNode computes(JsonNode asked, List<Document> documents) {
        var result = DatadogWorld.JSON.createObjectNode();
        var computes = asked.path("compute").isEmpty()
                ? DatadogWorld.JSON.createArrayNode().addObject().put("aggregation", "count")
                : null;
        if (computes != null) {
            result.set("c0", compute(computes, documents));
        }
        var index = 0;
        for (var compute : asked.path("compute")) {
            result.set("c" + index++, compute(compute, documents));
        }
        return result;
    }

    private static JsonNode compute(JsonNode compute, List<Document> documents) {
        if (!compute.path("type").asText("total").equals("timeseries")) {
            return value(compute, documents);
        }
        var interval = millis(compute.path("interval").asText("5m"));
        var slots = new TreeMap<Long, List<Document>>();
        documents.forEach(d -> slots.computeIfAbsent(
                        Math.floorDiv(d.at().toEpochMilli(), interval) * interval, at -> new ArrayList<>())
                .add(d));
        ArrayNode points = DatadogWorld.JSON.createArrayNode();
        slots.forEach((at, in) -> points.addObject()
                .put("time", Instant.ofEpochMilli(at).toString())
                .set("value", value(compute, in)));
        return points;
    }

    private static JsonNode value(JsonNode compute, List<Document> documents) {
        var factory = DatadogWorld.JSON.getNodeFactory();
        var metric = compute.path("metric").asText("");
        return switch (compute.path("aggregation").asText("count")) {
            case "count" -> factory.numberNode(documents.size());
            case "cardinality" ->
                factory.numberNode(documents.stream()
                        .flatMap(d -> d.values(metric).stream())
                        .distinct()
                        .count());
            case "min" -> factory.numberNode(numbers(documents, metric).min().orElse(0));
            case "max" -> factory.numberNode(numbers(documents, metric).max().orElse(0));
            case "sum" -> factory.numberNode(numbers(documents, metric).sum());
            case "avg" ->
                factory.numberNode(numbers(documents, metric).average().orElse(0));
            case "median", "pc75", "pc90", "pc95", "pc98", "pc99" ->
                factory.numberNode(percentile(compute.path("aggregation").asText(), numbers(documents, metric)));
            default -> throw new IllegalArgumentException("invalid_argument(unknown aggregation)");
        };
    }

    private static double percentile(String name, java.util.stream.DoubleStream numbers) {
        var share = name.equals("median") ? 0.5 : Integer.parseInt(name.substring(2)) / 100.0;
        var sorted = numbers.sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static java.util.stream.DoubleStream numbers(List<Document> documents, String metric) {
        return documents.stream()
                .flatMap(d -> d.values(metric).stream())
                .filter(v -> v.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?"))
                .mapToDouble(Double::parseDouble);
    }

    private static long millis(String interval) {
        var match = INTERVAL.matcher(interval);
        if (!match.matches()) {
            throw new IllegalArgumentException("invalid_argument(invalid interval " + interval + ")");
        }
        var count = Long.parseLong(match.group(1));
        return Math.max(
                1,
                count
                        * switch (match.group(2) == null ? "ms" : match.group(2)) {
                            case "s" -> 1_000L;
                            case "m" -> 60_000L;
                            case "h" -> 3_600_000L;
                            case "d" -> 86_400_000L;
                            default -> 1L;
                        });
    }

    private static ObjectNode done(ObjectNode answer) {
        answer.putObject("meta")
                .put("elapsed", 12)
                .put("request_id", "embedded")
                .put("status", "done");
        return answer;
    }
}
