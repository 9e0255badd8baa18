package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The reading routes.
final class Reads {

    private final DatadogWorld world;
    private final Searches searches;
    private final Aggregates aggregates;
    private final IncidentReads incidents;
    private final MetricReads metrics;
    private final StoredAssets assets;
    private final AtomicInteger remaining = new AtomicInteger(300);

    /// @param monitoring what monitors are evaluated on
    Reads(DatadogWorld world, Monitoring monitoring) {
        this.world = world;
        assets = new StoredAssets(world.guards(), monitoring);
        searches = new Searches(world.now());
        aggregates = new Aggregates(searches, world);
        incidents = new IncidentReads(world.incidents());
        metrics = new MetricReads(world);
    }

    Reply answer(String route, Request request) {
        try {
            return switch (route) {
                case "GET /api/v1/validate" -> ok("{\"valid\":true}");
                case "POST /api/v2/logs/events/search" -> ok(searches.flat(body(request), world.logs()));
                case "POST /api/v2/spans/events/search" -> jsonApi(searches.enveloped(body(request), world.spans()));
                case "POST /api/v2/events/search" -> ok(searches.flat(body(request), world.searchableEvents()));
                case "GET /api/v1/query" -> ok(metrics.v1(request.query()));
                case "GET /api/v1/metrics" -> ok(metrics.names(request.query()));
                case "POST /api/v2/logs/analytics/aggregate" -> ok(aggregates.logs(body(request)));
                case "POST /api/v2/spans/analytics/aggregate" -> jsonApi(aggregates.spans(body(request)));
                case "POST /api/v2/query/timeseries" -> jsonApi(timeseries(body(request)));
                case "GET /api/v1/events" -> ok(events(request.query()));
                case "GET /api/v1/monitor/search" -> ok(monitors(request.query(), "monitors"));
                case "GET /api/v1/monitor/groups/search" -> ok(monitors(request.query(), "groups"));
                case "GET /api/v2/incidents/search" -> ok(incidents.search(request.query()));
                case "GET /api/v2/apm/services" -> jsonApi(services());
                default -> other(route, request);
            };
        } catch (IllegalArgumentException e) {
            return Reply.json(
                    400,
                    DatadogWorld.JSON
                            .createObjectNode()
                            .set("errors", DatadogWorld.JSON.createArrayNode().add(e.getMessage()))
                            .toString());
        }
    }

    private Reply other(String route, Request request) {
        return assets.answer(request, () -> body(request))
                .or(() -> read(route, request))
                .orElseGet(() -> Reply.json(404, "{\"errors\":[\"Not found\"]}"));
    }

    private Optional<Reply> read(String route, Request request) {
        return incidents
                .part(route)
                .or(() -> world.guards().answer(route, request.query()))
                .map(this::ok);
    }

    private JsonNode timeseries(JsonNode body) {
        return Aggregates.isOfEvents(body) ? aggregates.timeseries(body) : metrics.v2(body);
    }

    private ObjectNode events(Map<String, String> query) {
        var start = Long.parseLong(query.getOrDefault("start", "0"));
        var end = Long.parseLong(query.getOrDefault("end", "0"));
        if (start > end) {
            throw new IllegalArgumentException("start param must be greater than end param");
        }
        var tags = List.of(query.getOrDefault("tags", "").split(",")).stream()
                .filter(tag -> !tag.isBlank())
                .toList();
        var size = 1000;
        var page = Integer.parseInt(query.getOrDefault("page", "0"));
        var found = world.events().stream()
                .filter(e -> e.path("date_happened").asLong() >= start
                        && e.path("date_happened").asLong() <= end)
                .filter(e -> tags.stream()
                        .allMatch(tag -> DatadogWorld.stream(e.path("tags"))
                                .anyMatch(t -> t.asText().equalsIgnoreCase(tag))))
                .sorted(Comparator.comparingLong(
                                (ObjectNode e) -> e.path("date_happened").asLong())
                        .reversed())
                .skip((long) page * size)
                .limit(size);
        var answer = DatadogWorld.JSON.createObjectNode();
        answer.set("events", DatadogWorld.array(found));
        return answer;
    }

    private ObjectNode monitors(Map<String, String> query, String name) {
        var wanted = SearchQuery.parse(query.getOrDefault("query", ""));
        var found = world.monitors().stream()
                .filter(m -> wanted.test(new Document(Instant.EPOCH, m, searchable(m))))
                .toList();
        var answer = DatadogWorld.JSON.createObjectNode();
        answer.set(name, DatadogWorld.array(found.stream()));
        var metadata = answer.putObject("metadata");
        metadata.put("page", 0).put("page_count", 1).put("per_page", 30).put("total_count", found.size());
        answer.putObject("counts").putArray("status");
        return answer;
    }

    /// Monitor searches know `status`, and tags by their own keys.
    private static ObjectNode searchable(ObjectNode monitor) {
        var copy = monitor.deepCopy();
        var tags = copy.putArray("tags");
        monitor.path("group_tags").forEach(tags::add);
        monitor.path("tags").forEach(tags::add);
        copy.put("message", monitor.path("monitor_name").asText(""));
        return copy;
    }

    private ObjectNode services() {
        var answer = DatadogWorld.JSON.createObjectNode();
        var names = answer.putObject("data")
                .put("id", "services")
                .put("type", "services_list")
                .putObject("attributes")
                .putArray("services");
        world.services().forEach(names::add);
        return answer;
    }

    private static JsonNode body(Request request) {
        try {
            return DatadogWorld.JSON.readTree(
                    request.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : request.body());
        } catch (IOException e) {
            throw new IllegalArgumentException("API input validation failed: " + e.getMessage(), e);
        }
    }

    private Reply ok(JsonNode body) {
        return ok(body.toString());
    }

    private Reply ok(String body) {
        return reply("application/json", body);
    }

    private Reply jsonApi(JsonNode body) {
        return reply("application/vnd.api+json", body.toString());
    }

    private Reply reply(String type, String body) {
        return new Reply(
                200,
                Map.of(
                        "Content-Type", type,
                        "X-RateLimit-Limit", "300",
                        "X-RateLimit-Period", "3600",
                        "X-RateLimit-Remaining", String.valueOf(Math.max(0, remaining.decrementAndGet())),
                        "X-RateLimit-Reset", "1800"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
