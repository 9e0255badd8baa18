package dev.phantom.sandbox.datadog;

import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.util.Map;
import java.util.Set;

/// The routes that take, and what they say.
final class Intake {
    private Intake() {}

    static final Set<String> PATHS = Set.of(
            "POST /v1/traces",
            "POST /v1/metrics",
            "POST /v1/logs",
            "POST /api/v2/series",
            "POST /api/v2/events",
            "POST /api/v1/events",
            "POST /api/v2/logs");

    static Reply accepted(String path) {
        return switch (path) {
            case "/api/v2/series" -> Reply.json(202, "{\"errors\":[]}");
            case "/api/v1/events" ->
                Reply.json(202, "{\"status\":\"ok\",\"event\":{\"id\":1,\"url\":\"/event/event?id=1\"}}");
            case "/api/v2/events" ->
                Reply.json(
                        202,
                        "{\"data\":{\"type\":\"event\",\"attributes\":{\"attributes\":{\"evt\":{\"uid\":\"1\"}}}}}");
            case "/api/v2/logs" -> Reply.json(202, "{}");
            default -> new Reply(202, Map.of("Content-Type", "application/x-protobuf"), new byte[0]);
        };
    }
}
