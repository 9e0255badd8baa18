package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Dashboards, monitors and SLOs that are made, read, replaced and deleted here, with the defaults and refusals of
/// Datadog's (https://docs.datadoghq.com/api/latest/).
///
/// @param guards where they are kept, beside those of the scenario
record StoredAssets(Guards guards, Monitoring monitoring, AtomicLong ids) {

    private static final Pattern ONE = Pattern.compile("/api/v1/(monitor|slo|dashboard)(?:/([\\w-]+))?");
    private static final String WHO = "embedded@example.com";

    StoredAssets(Guards guards, Monitoring monitoring) {
        this(guards, monitoring, new AtomicLong(1000));
    }

    /// Empty for what is answered elsewhere: the lists, and what the scenario tells.
    ///
    /// @throws IllegalArgumentException for what Datadog refuses with 400
    Optional<Reply> answer(Request request, Supplier<JsonNode> body) {
        var route = ONE.matcher(request.path());
        if (!route.matches()) {
            return Optional.empty();
        }
        var kind = route.group(1);
        var id = route.group(2);
        return switch (request.method()) {
            case "POST" -> id == null ? Optional.of(create(kind, (ObjectNode) body.get())) : Optional.empty();
            case "GET" -> id == null ? list(kind, request) : found(kind, id).map(it -> read(kind, it));
            case "PUT" ->
                id == null ? Optional.empty() : found(kind, id).map(it -> replace(kind, it, (ObjectNode) body.get()));
            case "DELETE" -> id == null ? Optional.empty() : found(kind, id).map(it -> delete(kind, it));
            default -> Optional.empty();
        };
    }

    private List<ObjectNode> kept(String kind) {
        return switch (kind) {
            case "monitor" -> guards.monitors();
            case "slo" -> guards.slos();
            default -> guards.dashboards();
        };
    }

    private Optional<ObjectNode> found(String kind, String id) {
        return kept(kind).stream()
                .filter(it -> it.path("id").asText().equals(id))
                .findFirst();
    }

    private Optional<Reply> list(String kind, Request request) {
        return kind.equals("monitor") && request.query().containsKey("group_states")
                ? guards.answer("GET /api/v1/monitor", request.query())
                        .map(all -> ok(DatadogWorld.array(
                                DatadogWorld.stream(all).map(m -> monitoring.evaluated((ObjectNode) m)))))
                : Optional.empty();
    }

    private Reply create(String kind, ObjectNode body) {
        check(kind, body);
        var made = body.deepCopy();
        var number = ids.incrementAndGet();
        var now = Instant.now();
        switch (kind) {
            case "monitor" ->
                made.put("id", number).put("created_at", now.toEpochMilli()).put("created", now.toString());
            case "slo" -> made.put("id", "%032x".formatted(number)).put("created_at", now.getEpochSecond());
            default -> {
                made.put("id", "abc-%03d-%03d".formatted(number / 1000, number % 1000));
                made.put("url", "/dashboard/" + made.path("id").asText()).put("created_at", now.toString());
            }
        }
        defaults(kind, made);
        kept(kind).add(made);
        return ok(kind.equals("slo") ? data(DatadogWorld.JSON.createArrayNode().add(made)) : made);
    }

    private Reply read(String kind, ObjectNode asset) {
        return ok(
                switch (kind) {
                    case "monitor" -> monitoring.evaluated(asset);
                    case "slo" -> data(asset);
                    default -> asset;
                });
    }

    /// A dashboard and an SLO are replaced; of a monitor what is given.
    private Reply replace(String kind, ObjectNode old, ObjectNode body) {
        check(kind, body);
        var changed = kind.equals("monitor") ? old.deepCopy() : DatadogWorld.JSON.createObjectNode();
        changed.setAll(body.deepCopy());
        for (var own : List.of("id", "url", "created", "created_at")) {
            if (old.has(own)) {
                changed.set(own, old.get(own));
            }
        }
        defaults(kind, changed);
        kept(kind).set(kept(kind).indexOf(old), changed);
        return ok(kind.equals("slo") ? data(DatadogWorld.JSON.createArrayNode().add(changed)) : changed);
    }

    private Reply delete(String kind, ObjectNode asset) {
        var id = asset.path("id");
        var watching = guards.slos().stream()
                .filter(slo -> DatadogWorld.stream(slo.path("monitor_ids")).anyMatch(id::equals))
                .map(slo -> slo.path("id").asText())
                .toList();
        if (kind.equals("monitor") && !watching.isEmpty()) {
            throw new IllegalArgumentException(
                    "monitor [%s] is referenced in slos: %s".formatted(id.asText(), String.join(",", watching)));
        }
        kept(kind).remove(asset);
        var answer = DatadogWorld.JSON.createObjectNode();
        return ok(
                switch (kind) {
                    case "monitor" -> answer.set("deleted_monitor_id", id);
                    case "slo" -> data(DatadogWorld.JSON.createArrayNode().add(id));
                    default -> answer.set("deleted_dashboard_id", id);
                });
    }

    private void check(String kind, ObjectNode body) {
        switch (kind) {
            case "monitor" -> {
                var query = MonitorQuery.parse(body.path("query").asText());
                if (query.threshold() != body.at("/options/thresholds/critical").asDouble(query.threshold())) {
                    throw new IllegalArgumentException("Alert threshold does not match that used in the query");
                }
            }
            case "slo" -> {
                var known = guards.monitors().stream()
                        .map(m -> m.path("id").asText())
                        .toList();
                DatadogWorld.stream(body.path("monitor_ids")).forEach(monitor -> {
                    if (!known.contains(monitor.asText())) {
                        throw new IllegalArgumentException("Invalid monitor_ids: " + monitor.asText());
                    }
                });
            }
            default -> dashboard(body);
        }
    }

    private static void dashboard(ObjectNode body) {
        for (var needed : List.of("title", "layout_type", "widgets")) {
            if (!body.has(needed)) {
                throw new IllegalArgumentException("The parameter '" + needed + "' is required");
            }
        }
        if (DatadogWorld.stream(body.path("tags")).anyMatch(tag -> !tag.asText().startsWith("team:"))) {
            throw new IllegalArgumentException("Invalid tag format. Valid tag keys are: team.");
        }
    }

    /// What Datadog adds to what it is given.
    private void defaults(String kind, ObjectNode asset) {
        asset.put("modified_at", Instant.now().toString());
        switch (kind) {
            case "monitor" -> {
                asset.put("modified", Instant.now().toString()).putNull("deleted");
                asset.putNull("restricted_roles")
                        .put("overall_state", Monitoring.NO_DATA)
                        .put("org_id", 1);
                asset.put("multi", asset.path("query").asText().contains(" by "));
                asset.putObject("creator").put("handle", WHO);
                var options = asset.withObject("/options");
                Map.of("notify_audit", false, "include_tags", true)
                        .forEach((name, value) ->
                                options.put(name, options.path(name).asBoolean(value)));
                options.put("new_host_delay", 300).putObject("silenced");
            }
            case "slo" -> {
                asset.put("type_id", 0).putObject("creator").put("handle", WHO);
                asset.put("modified_at", Instant.now().getEpochSecond());
            }
            default -> {
                asset.put("author_handle", WHO).put("is_read_only", false).putNull("notify_list");
                asset.putArray("restricted_roles");
                identified(asset.path("widgets"));
            }
        }
    }

    private void identified(JsonNode widgets) {
        DatadogWorld.stream(widgets).map(ObjectNode.class::cast).forEach(widget -> {
            widget.put("id", ids.incrementAndGet());
            identified(widget.at("/definition/widgets"));
        });
    }

    private static ObjectNode data(JsonNode data) {
        var answer = DatadogWorld.JSON.createObjectNode();
        answer.set("data", data);
        return answer.putNull("error");
    }

    private static Reply ok(JsonNode body) {
        return Reply.json(200, body.toString());
    }
}
