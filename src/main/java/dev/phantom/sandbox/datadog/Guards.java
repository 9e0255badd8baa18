package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.loopback.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What people set up around a service: monitors, SLOs with their history, dashboards, and who calls whom.
///
/// @param dependencies `{"web": {"calls": ["billing"]}}`
/// @param relations    of the software catalog
record Guards(
        List<ObjectNode> monitors,
        List<ObjectNode> slos,
        List<ObjectNode> dashboards,
        ObjectNode dependencies,
        List<ObjectNode> relations) {

    private static final String HISTORY = "history";
    private static final Pattern SLO_HISTORY = Pattern.compile("GET /api/v1/slo/([^/]+)/history");
    private static final Pattern DASHBOARD = Pattern.compile("GET /api/v1/dashboard/([^/]+)");
    private static final Pattern NEIGHBOURS = Pattern.compile("GET /api/v1/service_dependencies/([^/]+)");

    static Guards of(Scenario scenario) {
        return new Guards(
                kept(DatadogWorld.plain(scenario, "monitors")
                        .filter(m -> m.has("id"))
                        .map(m -> (ObjectNode) seconds(m, false))),
                kept(DatadogWorld.plain(scenario, "slos").map(slo -> (ObjectNode) seconds(slo, true))),
                kept(DatadogWorld.plain(scenario, "dashboards")),
                scenario.json("evidence/dependencies.json")
                        .filter(JsonNode::isObject)
                        .map(ObjectNode.class::cast)
                        .orElseGet(DatadogWorld.JSON::createObjectNode),
                DatadogWorld.plain(scenario, "catalog").toList());
    }

    /// More may come, and go.
    private static List<ObjectNode> kept(Stream<ObjectNode> items) {
        return new CopyOnWriteArrayList<>(items.toList());
    }

    /// Empty for a route that is none of these, and for what is not there.
    Optional<JsonNode> answer(String route, Map<String, String> query) {
        return switch (route) {
            case "GET /api/v1/monitor" -> Optional.of(list(query));
            case "GET /api/v1/slo" -> Optional.of(slos(query));
            case "GET /api/v1/dashboard" -> Optional.of(dashboards(query));
            case "GET /api/v1/service_dependencies" -> Optional.of(ofEnvironment(query, dependencies));
            case "GET /api/v2/catalog/relation" -> Optional.of(relations(query));
            default -> one(route, query);
        };
    }

    private Optional<JsonNode> one(String route, Map<String, String> query) {
        var history = SLO_HISTORY.matcher(route);
        if (history.matches()) {
            return slos.stream()
                    .filter(slo -> slo.path("id").asText().equals(history.group(1)))
                    .findFirst()
                    .map(slo -> history(slo, query));
        }
        var dashboard = DASHBOARD.matcher(route);
        if (dashboard.matches()) {
            return dashboards.stream()
                    .filter(d -> d.path("id").asText().equals(dashboard.group(1)))
                    .findFirst()
                    .map(JsonNode.class::cast);
        }
        var neighbours = NEIGHBOURS.matcher(route);
        return neighbours.matches()
                ? Optional.of(ofEnvironment(query, neighbours(neighbours.group(1))))
                : Optional.empty();
    }

    private JsonNode list(Map<String, String> query) {
        var size = Integer.parseInt(query.getOrDefault("page_size", "1000"));
        var page = Integer.parseInt(query.getOrDefault("page", "0"));
        return DatadogWorld.array(monitors.stream()
                .filter(m -> tags(query.getOrDefault("monitor_tags", "")).allMatch(tag -> isTagged(m, tag)))
                .filter(m -> m.path("name").asText().contains(query.getOrDefault("name", "")))
                .skip((long) page * size)
                .limit(size));
    }

    private JsonNode slos(Map<String, String> query) {
        var found = slos.stream()
                .filter(slo -> tags(query.getOrDefault("tags_query", "")).allMatch(tag -> isTagged(slo, tag)))
                .toList();
        var answer = DatadogWorld.JSON.createObjectNode();
        answer.set(
                "data",
                DatadogWorld.array(found.stream()
                        .skip(Long.parseLong(query.getOrDefault("offset", "0")))
                        .limit(Long.parseLong(query.getOrDefault("limit", "1000")))
                        .map(slo -> slo.deepCopy().without(HISTORY))));
        answer.putNull("error");
        answer.putObject("metadata")
                .putObject("page")
                .put("total_count", slos.size())
                .put("total_filtered_count", found.size());
        return answer;
    }

    private static JsonNode history(ObjectNode slo, Map<String, String> query) {
        var answer = DatadogWorld.JSON.createObjectNode();
        var data = answer.putObject("data");
        slo.path(HISTORY).properties().forEach(e -> data.set(e.getKey(), e.getValue()));
        data.put("from_ts", Long.parseLong(query.getOrDefault("from_ts", "0")));
        data.put("to_ts", Long.parseLong(query.getOrDefault("to_ts", "0")));
        data.set("type", slo.path("type"));
        answer.putNull("errors");
        return answer;
    }

    private JsonNode dashboards(Map<String, String> query) {
        var answer = DatadogWorld.JSON.createObjectNode();
        answer.set(
                "dashboards",
                DatadogWorld.array(dashboards.stream()
                        .skip(Long.parseLong(query.getOrDefault("start", "0")))
                        .limit(Long.parseLong(query.getOrDefault("count", "100")))
                        .map(d -> d.deepCopy().without(List.of("widgets", "template_variables", "tags")))));
        return answer;
    }

    private JsonNode relations(Map<String, String> query) {
        var from = query.getOrDefault("filter[from_ref]", "");
        var answer = DatadogWorld.JSON.createObjectNode();
        answer.set(
                "data",
                DatadogWorld.array(relations.stream()
                        .filter(r -> from.isEmpty()
                                || from.equals(r.at("/attributes/from/kind").asText() + ":"
                                        + r.at("/attributes/from/name").asText()))
                        .limit(Long.parseLong(query.getOrDefault("page[limit]", "100")))));
        return answer;
    }

    private JsonNode neighbours(String service) {
        var answer = DatadogWorld.JSON.createObjectNode().put("name", service);
        answer.set(
                "calls",
                DatadogWorld.array(
                        DatadogWorld.stream(dependencies.path(service).path("calls"))));
        var callers = answer.putArray("called_by");
        dependencies.properties().stream()
                .filter(e -> DatadogWorld.stream(e.getValue().path("calls"))
                        .anyMatch(name -> name.asText().equals(service)))
                .forEach(e -> callers.add(e.getKey()));
        return answer;
    }

    private static JsonNode ofEnvironment(Map<String, String> query, JsonNode answer) {
        if (query.getOrDefault("env", "").isEmpty()) {
            throw new IllegalArgumentException("Missing required parameter env");
        }
        return answer;
    }

    private static Stream<String> tags(String query) {
        return Stream.of(query.split("[, ]+")).filter(tag -> !tag.isBlank());
    }

    private static boolean isTagged(ObjectNode item, String tag) {
        return DatadogWorld.stream(item.path("tags")).anyMatch(t -> t.asText().equalsIgnoreCase(tag));
    }

    /// Times as these routes write them: seconds of the epoch, under names that end in `_ts`, or everywhere.
    private static JsonNode seconds(JsonNode node, boolean everywhere) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = DatadogWorld.JSON.createObjectNode();
                object.properties()
                        .forEach(e -> copy.set(
                                e.getKey(),
                                seconds(e.getValue(), everywhere || e.getKey().endsWith("_ts"))));
                yield copy;
            }
            case com.fasterxml.jackson.databind.node.ArrayNode array ->
                DatadogWorld.array(DatadogWorld.stream(array).map(n -> seconds(n, everywhere)));
            case com.fasterxml.jackson.databind.node.TextNode text
            when everywhere && text.textValue().matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z") ->
                DatadogWorld.JSON
                        .getNodeFactory()
                        .numberNode(Instant.parse(text.textValue()).getEpochSecond());
            default -> node;
        };
    }
}
