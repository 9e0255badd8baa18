package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.loopback.Scenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What Datadog knows in a scenario.
///
/// @param now    the moment of the scenario; nothing later exists
/// @param events v1 shape, `date_happened` in seconds
/// @param alerts v2 events of monitors
/// @param incidents with their `impacts` and `timeline`
/// @param monitors  as the searches show them
record DatadogWorld(
        Instant now,
        List<Document> logs,
        List<Document> spans,
        List<ObjectNode> events,
        List<Document> alerts,
        List<ObjectNode> incidents,
        List<ObjectNode> monitors,
        Guards guards,
        List<String> services,
        List<MetricSeries> metrics) {

    static final ObjectMapper JSON = new ObjectMapper();

    /// @param now metrics are drawn until then
    static DatadogWorld of(Scenario scenario, Instant now) {
        var logs = documents(scenario, "logs", "log", "timestamp", now);
        var spans = documents(scenario, "spans", "spans", "start_timestamp", now);
        return new DatadogWorld(
                now,
                logs,
                spans,
                plain(scenario, "events").map(DatadogWorld::event).toList(),
                documents(scenario, "alerts", "event", "timestamp", now).stream()
                        .map(DatadogWorld::alert)
                        .toList(),
                plain(scenario, "incidents").map(DatadogWorld::incident).toList(),
                plain(scenario, "monitors").map(DatadogWorld::monitor).toList(),
                Guards.of(scenario),
                services(scenario, logs, spans),
                metrics(scenario, now));
    }

    private static List<MetricSeries> metrics(Scenario scenario, Instant now) {
        var all = scenario.json("evidence/metrics.json").stream()
                .flatMap(root -> stream(root.path("series")))
                .toList();
        return IntStream.range(0, all.size())
                .mapToObj(i -> MetricSeries.of(all.get(i), i, now, scenario.shift()))
                .toList();
    }

    /// v1 events as the v2 search shows them, and the alerts.
    List<Document> searchableEvents() {
        return Stream.concat(alerts.stream(), events.stream().map(DatadogWorld::searchable))
                .sorted(Comparator.comparing(Document::at))
                .toList();
    }

    private static List<Document> documents(Scenario scenario, String name, String type, String time, Instant now) {
        var found = new ArrayList<Document>();
        for (var item :
                plain(scenario, name).flatMap(item -> Repeats.of(item, now)).toList()) {
            var bare = item.has(time) || !item.path("attributes").isObject();
            var attributes = bare ? item : (ObjectNode) item.path("attributes");
            var json = JSON.createObjectNode();
            json.put("id", bare ? name + "-" + found.size() : item.path("id").asText(name + "-" + found.size()));
            json.put("type", type);
            json.set("attributes", attributes);
            var at = attributes.path(time);
            found.add(new Document(at.isTextual() ? Instant.parse(at.textValue()) : Instant.EPOCH, json, attributes));
        }
        return found;
    }

    static Stream<ObjectNode> plain(Scenario scenario, String name) {
        return scenario.json("evidence/" + name + ".json").stream()
                .flatMap(root -> stream(root.path("data")))
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast);
    }

    private static ObjectNode event(ObjectNode event) {
        var copy = event.deepCopy();
        instant(copy.path("date_happened")).ifPresent(at -> copy.put("date_happened", at.getEpochSecond()));
        if (!copy.has("id")) {
            copy.put("id", Math.abs((long) event.toString().hashCode()));
        }
        copy.put("id_str", copy.path("id").asText());
        copy.put("url", "/event/event?id=" + copy.path("id").asText());
        return copy;
    }

    /// Events of monitors can be found by their source.
    private static Document alert(Document alert) {
        ((ObjectNode) alert.attributes()).withArray("/tags").add("source:alert");
        return alert;
    }

    private static ObjectNode incident(ObjectNode incident) {
        var attributes = incident.path("attributes").isObject() ? incident.path("attributes") : incident;
        var copy = JSON.createObjectNode();
        copy.put(
                "id",
                incident.path("id")
                        .asText("00000000-0000-0000-0000-00000000"
                                + attributes.path("public_id").asText("0001")));
        copy.put("type", "incidents");
        copy.set("attributes", attributes.deepCopy());
        List.of("impacts", "timeline").forEach(part -> copy.set(part, incident.path(part)));
        return copy;
    }

    /// A monitor as the searches show it, of one group.
    private static ObjectNode monitor(ObjectNode monitor) {
        var copy = monitor.deepCopy();
        if (!copy.has("monitor_id")) {
            copy.set("monitor_id", monitor.path("id"));
            copy.put("monitor_name", monitor.path("name").asText(""));
            copy.put("status", monitor.path("overall_state").asText("OK"));
            copy.put("group", "*");
            copy.putArray("group_tags");
        }
        instant(copy.path("last_triggered_ts")).ifPresent(at -> copy.put("last_triggered_ts", at.getEpochSecond()));
        return copy;
    }

    private static Document searchable(ObjectNode event) {
        var attributes = JSON.createObjectNode();
        var at = Instant.ofEpochSecond(event.path("date_happened").asLong());
        attributes.put("timestamp", at.toString());
        attributes.put("message", event.path("text").asText(""));
        var tags = attributes.putArray("tags");
        event.path("tags").forEach(tags::add);
        tags.add("source:" + event.path("source").asText("my_apps"));
        var inner = attributes.putObject("attributes");
        inner.put("title", event.path("title").asText(""));
        inner.put("status", event.path("alert_type").asText("info"));
        inner.put("timestamp", at.toEpochMilli());
        inner.put("sourcecategory", event.path("source").asText("my_apps"));
        stream(event.path("tags"))
                .map(JsonNode::asText)
                .filter(tag -> tag.startsWith("service:"))
                .findFirst()
                .ifPresent(tag -> inner.put("service", tag.substring("service:".length())));
        var json = JSON.createObjectNode();
        json.put("id", event.path("id").asText());
        json.put("type", "event");
        json.set("attributes", attributes);
        return new Document(at, json, attributes);
    }

    private static List<String> services(Scenario scenario, List<Document> logs, List<Document> spans) {
        var names = new TreeSet<String>();
        scenario.json("evidence/services.json").stream()
                .flatMap(root -> stream(root.path("data")))
                .forEach(name -> names.add(
                        name.isTextual()
                                ? name.textValue()
                                : name.path("attributes").path("name").asText("")));
        Stream.concat(logs.stream(), spans.stream())
                .forEach(d -> names.add(d.attributes().path("service").asText("")));
        names.remove("");
        return List.copyOf(names);
    }

    private static Optional<Instant> instant(JsonNode node) {
        return node.isTextual() ? Optional.of(Instant.parse(node.textValue())) : Optional.empty();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return java.util.stream.StreamSupport.stream(
                (array.isArray() ? array : JSON.createArrayNode()).spliterator(), false);
    }

    static ArrayNode array(Stream<? extends JsonNode> items) {
        var array = JSON.createArrayNode();
        items.forEach(array::add);
        return array;
    }
}
