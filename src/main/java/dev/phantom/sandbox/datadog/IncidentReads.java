package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Incidents: the search, their impacts, and the timeline, which Datadog serves and does not document; its cells here
/// look like those that the API lets one write.
record IncidentReads(List<ObjectNode> incidents) {

    private static final Pattern PART = Pattern.compile("GET /api/v2/incidents/([^/]+)/(impacts|timeline)");

    ObjectNode search(Map<String, String> query) {
        var size = Integer.parseInt(query.getOrDefault("page[size]", "10"));
        var offset = Integer.parseInt(query.getOrDefault("page[offset]", "0"));
        var newestFirst = query.getOrDefault("sort", "-created").startsWith("-");
        var order = Comparator.comparing(
                (ObjectNode i) -> i.at("/attributes/created").asText(""));
        var answer = DatadogWorld.JSON.createObjectNode();
        var data = answer.putObject("data").put("type", "incidents_search_results");
        var attributes = data.putObject("attributes");
        attributes.put("total", incidents.size());
        attributes.putObject("facets");
        var rows = attributes.putArray("incidents");
        incidents.stream()
                .sorted(newestFirst ? order.reversed() : order)
                .skip(offset)
                .limit(size)
                .forEach(incident ->
                        rows.addObject().set("data", incident.deepCopy().without(List.of("impacts", "timeline"))));
        answer.putObject("meta")
                .putObject("pagination")
                .put("offset", offset)
                .put("size", size)
                .put("next_offset", offset + size);
        return answer;
    }

    /// What a route below one incident says; empty for any other route, and for an incident that is not there.
    Optional<JsonNode> part(String route) {
        var match = PART.matcher(route);
        return match.matches()
                ? incidents.stream()
                        .filter(i -> i.path("id").asText().equals(match.group(1)))
                        .findFirst()
                        .map(i -> match.group(2).equals("impacts") ? impacts(i) : timeline(i))
                : Optional.empty();
    }

    private static JsonNode impacts(ObjectNode incident) {
        return data(incident, "impacts", "incident_impacts", impact -> {
            var attributes = DatadogWorld.JSON.createObjectNode();
            attributes.setAll((ObjectNode) impact);
            return attributes;
        });
    }

    private static JsonNode timeline(ObjectNode incident) {
        return data(incident, "timeline", "incident_timeline_cells", cell -> {
            var attributes = DatadogWorld.JSON.createObjectNode().put("cell_type", "markdown");
            attributes.put("created", cell.path("timestamp").asText(""));
            attributes.put("display_time", cell.path("timestamp").asText(""));
            attributes.putObject("content").put("content", cell.path("content").asText(""));
            return attributes;
        });
    }

    private static JsonNode data(
            ObjectNode incident,
            String name,
            String type,
            java.util.function.Function<JsonNode, ObjectNode> attributes) {
        var answer = DatadogWorld.JSON.createObjectNode();
        var rows = answer.putArray("data");
        DatadogWorld.stream(incident.path(name)).filter(JsonNode::isObject).forEach(item -> {
            var inner = item.path("attributes").isObject() ? item.path("attributes") : item;
            rows.addObject()
                    .put("id", incident.path("id").asText() + "-" + name + "-" + rows.size())
                    .put("type", type)
                    .set("attributes", attributes.apply(inner));
        });
        return answer;
    }
}
