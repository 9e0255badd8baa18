package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// How a mishap looks on the wire.
final class Mishaps {
    private Mishaps() {}

    static final Reply FORBIDDEN = Reply.json(
            403,
            "{\"status\":\"error\",\"code\":403,\"errors\":[\"Forbidden\"],\"statuspage\":\"http://status.datadoghq.com\"}");

    /// The reply that comes instead of an answer; null if there is none this time.
    static @Nullable Reply early(InjectedFault mishap, int count) {
        return switch (mishap) {
            case InjectedFault.Forbidden() -> FORBIDDEN;
            case InjectedFault.Unauthorised() -> Reply.json(401, "{\"errors\":[\"Unauthorized\"]}");
            case InjectedFault.RateLimited(var reset, var times) -> count > times ? null : rateLimited(reset);
            case InjectedFault.Failing(var status, var body, var times) ->
                count > times ? null : Reply.of(status, body.startsWith("<") ? "text/html" : "application/json", body);
            case InjectedFault.Hanging() -> hang();
            case InjectedFault.SaysError(var error) ->
                Reply.json(
                        200,
                        DatadogWorld.JSON
                                .createObjectNode()
                                .put("status", "error")
                                .put("error", error)
                                .set("series", DatadogWorld.JSON.createArrayNode())
                                .toString());
            case InjectedFault.Partial ignored -> null;
        };
    }

    private static Reply hang() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
        return Reply.json(504, "{\"errors\":[\"Gateway Timeout\"]}");
    }

    /// The answer as the mishap leaves it.
    static Reply late(@Nullable InjectedFault mishap, Reply reply) {
        if (!(mishap instanceof InjectedFault.Partial(var warning))) {
            return reply;
        }
        try {
            var root = (ObjectNode) DatadogWorld.JSON.readTree(reply.body());
            var meta = root.withObject("/meta");
            meta.put("status", "timeout");
            meta.withArray("/warnings")
                    .addObject()
                    .put("code", "partial")
                    .put("title", warning)
                    .put("detail", "");
            return new Reply(reply.status(), reply.headers(), root.toString().getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException | ClassCastException e) {
            return reply;
        }
    }

    private static Reply rateLimited(int reset) {
        return new Reply(
                429,
                Map.of(
                        "Content-Type", "application/json",
                        "X-RateLimit-Limit", "300",
                        "X-RateLimit-Period", "3600",
                        "X-RateLimit-Remaining", "0",
                        "X-RateLimit-Reset", String.valueOf(reset),
                        "X-RateLimit-Name", "embedded"),
                "{\"errors\":[\"Rate limit of 300 requests in 3600 seconds reached.\"]}"
                        .getBytes(StandardCharsets.UTF_8));
    }
}
