package dev.phantom.sandbox.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Anthropic's Messages API on loopback. It answers from the scenario's `reply.json` and calls itself a scripted reply,
/// so
/// that no verdict made with it passes for a model's. A reply is one of
///
/// - `{"verdict": {…}}` the answer, after a thinking block
/// - `{"text": "…"}` any text; with `"stop": "max_tokens"` a truncated one
/// - `{"stop": "refusal", "category": "cyber"}`
/// - `{"status": 429, "retryAfter": 1}`, `{"status": 529}`
public final class EmbeddedClaude implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Integer, String> ERRORS = Map.of(
            400, "invalid_request_error",
            401, "authentication_error",
            404, "not_found_error",
            413, "request_too_large",
            429, "rate_limit_error",
            500, "api_error",
            529, "overloaded_error");

    private static final Map<Integer, String> MESSAGES =
            Map.of(429, "This request would exceed the rate limit", 529, "Overloaded");

    private final ScriptedReplies replies;
    private final CallLog log;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Consumer<JsonNode> requests;
    private final LoopbackServer server;

    private EmbeddedClaude(int port, JsonNode script, CallLog log, Consumer<JsonNode> requests) {
        this.replies = new ScriptedReplies(script);
        this.log = log;
        this.requests = requests;
        this.server = LoopbackServer.start(port, this::handle);
    }

    /// @param port 0 for any free one
    public static EmbeddedClaude start(Scenario scenario, CallLog log, int port) {
        return start(scenario.json("reply.json").orElseGet(JSON::createObjectNode), log, port);
    }

    static EmbeddedClaude start(JsonNode script, CallLog log, int port) {
        return start(script, log, port, request -> {});
    }

    /// @param requests takes the body of each question, before it is answered
    static EmbeddedClaude start(JsonNode script, CallLog log, int port, Consumer<JsonNode> requests) {
        return new EmbeddedClaude(port, script, log, requests);
    }

    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply handle(Request request) throws IOException {
        log.record("claude", request.method() + " " + request.path(), "");
        var id = "req_sandbox_%04d".formatted(numbers.incrementAndGet());
        if (!request.path().equals("/v1/messages") || !request.method().equals("POST")) {
            return error(404, "no such endpoint: " + request.path(), id, Map.of());
        }
        if (!request.headers().containsKey("authorization")
                && !request.headers().containsKey("x-api-key")) {
            return error(401, "authentication is required", id, Map.of());
        }
        if (!request.headers().containsKey("anthropic-version")) {
            return error(400, "anthropic-version: header is required", id, Map.of());
        }
        return answer(JSON.readTree(request.body()), request.body().length, id);
    }

    private Reply answer(JsonNode request, int bytes, String id) {
        requests.accept(request);
        var model = request.path("model").asText();
        if (!RequestCheck.MODELS.contains(model)) {
            return error(404, "model: " + model, id, Map.of());
        }
        var refused = RequestCheck.refuse(request);
        if (refused.isPresent()) {
            return error(400, refused.get(), id, Map.of());
        }
        var reply = replies.next(request);
        if (reply.isEmpty()) {
            return error(500, "the scenario has no reply for this resource", id, Map.of());
        }
        if (reply.get().has("status")) {
            int status = reply.get().get("status").asInt();
            Map<String, String> headers = reply.get().has("retryAfter")
                    ? Map.of("retry-after", reply.get().get("retryAfter").asText())
                    : Map.of();
            return error(status, MESSAGES.getOrDefault(status, "Internal server error"), id, headers);
        }
        return reply(200, message(request, reply.get(), bytes), id, Map.of());
    }

    private static ObjectNode message(JsonNode request, JsonNode reply, int bytes) {
        var stop = reply.path("stop").asText("end_turn");
        var message = JSON.createObjectNode()
                .put("id", "msg_sandbox")
                .put("type", "message")
                .put("role", "assistant")
                .put("model", request.path("model").asText() + " (scripted reply)");
        var content = message.putArray("content");
        var text = reply.has("verdict")
                ? reply.get("verdict").toString()
                : reply.path("text").asText();
        if (!stop.equals("refusal")) {
            content.addObject().put("type", "thinking").put("thinking", "").put("signature", "c2NyaXB0ZWQ=");
            content.addObject().put("type", "text").put("text", text).putNull("citations");
        }
        message.put("stop_reason", stop).putNull("stop_sequence").putNull("container");
        if (stop.equals("refusal")) {
            message.putObject("stop_details")
                    .put("type", "refusal")
                    .put("category", reply.path("category").asText("cyber"))
                    .putNull("explanation");
        } else {
            message.putNull("stop_details");
        }
        message.set("usage", usage(bytes, text));
        return message;
    }

    /// About four characters to a token.
    private static ObjectNode usage(int bytes, String text) {
        var usage = JSON.createObjectNode()
                .put("input_tokens", bytes / 4)
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .put("output_tokens", text.length() / 4 + 200)
                .putNull("server_tool_use")
                .put("service_tier", "standard")
                .putNull("inference_geo")
                .put("speed", "standard");
        usage.putObject("cache_creation").put("ephemeral_5m_input_tokens", 0).put("ephemeral_1h_input_tokens", 0);
        usage.putObject("output_tokens_details").put("thinking_tokens", 200);
        return usage;
    }

    private static Reply error(int status, String message, String id, Map<String, String> headers) {
        var body = JSON.createObjectNode().put("type", "error");
        body.putObject("error")
                .put("type", ERRORS.getOrDefault(status, "api_error"))
                .put("message", message);
        return reply(status, body.put("request_id", id), id, headers);
    }

    private static Reply reply(int status, ObjectNode body, String id, Map<String, String> more) {
        var headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", "application/json");
        headers.put("request-id", id);
        return new Reply(status, headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
