package dev.phantom.datadog.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Replays exchanges that Datadog's own engineers recorded. A recorded request matches when its body and query are
/// contained
/// in what was sent, for today's client adds defaults that the recordings lack.
public final class Recording implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> exchanges = new ArrayList<>();
    private final List<String> unmatched = new ArrayList<>();
    private final LoopbackServer server;
    private volatile boolean anyBody;
    private volatile boolean anyQuery;

    public Recording(Path file) throws IOException {
        JSON.readTree(file.toFile()).forEach(exchanges::add);
        server = LoopbackServer.start(0, this::answer);
    }

    public DatadogApi api() {
        var access =
                new DatadogAccess("key", "app", "datadoghq.com", server.uri(), URI.create("https://app.datadoghq.com"));
        return new DatadogApi(access, Patience.INTERACTIVE);
    }

    /// Compares methods, paths and queries only.
    Recording ofAnyBody() {
        anyBody = true;
        return this;
    }

    /// Compares methods and paths only.
    Recording loose() {
        anyQuery = true;
        return ofAnyBody();
    }

    /// The path of the only exchange of a method.
    String only(String method) {
        return exchanges.stream()
                .map(e -> e.path("httpRequest"))
                .filter(r -> r.path("method").asText().equals(method))
                .map(r -> r.path("path").asText())
                .reduce((a, b) -> {
                    throw new IllegalStateException("more than one " + method);
                })
                .orElseThrow();
    }

    /// The exchanges, in the order in which they were recorded.
    public List<JsonNode> exchanges() {
        return List.copyOf(exchanges);
    }

    public List<String> unmatched() {
        return unmatched;
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Reply answer(Request request) throws IOException {
        // The most particular recording first: the one with a cursor contains the one without.
        JsonNode best = null;
        for (var exchange : exchanges) {
            var recorded = exchange.path("httpRequest");
            if (matches(recorded, request) && (best == null || size(recorded) > size(best.path("httpRequest")))) {
                best = exchange;
            }
        }
        if (best == null) {
            unmatched.add(request.method() + " " + request.path() + " " + request.query() + " " + request.text());
            return Reply.json(599, "{\"errors\":[\"no such recording\"]}");
        }
        var response = best.path("httpResponse");
        var type = response.at("/headers/Content-Type/0").asText("application/json");
        return Reply.of(
                response.path("statusCode").asInt(200),
                type,
                response.path("body").asText());
    }

    private static int size(JsonNode request) {
        return request.toString().length();
    }

    private boolean matches(JsonNode recorded, Request request) throws IOException {
        if (!recorded.path("method").asText().equals(request.method())
                || !recorded.path("path").asText().equals(request.path())) {
            return false;
        }
        for (Map.Entry<String, JsonNode> asked :
                recorded.path("queryStringParameters").properties()) {
            if (!anyQuery
                    && !asked.getValue().path(0).asText().equals(request.query().get(asked.getKey()))) {
                return false;
            }
        }
        var body = recorded.at("/body/json").asText("");
        return anyBody || body.isEmpty() || contains(JSON.readTree(request.body()), JSON.readTree(body));
    }

    /// Whether everything recorded was sent. `options` has had no effect for years and is no longer sent.
    private static boolean contains(JsonNode sent, JsonNode recorded) {
        if (recorded.isNull() && sent.isMissingNode()) {
            return true;
        }
        if (!recorded.isObject()) {
            return recorded.equals(sent)
                    || (recorded.isNumber() && sent.isNumber() && recorded.asDouble() == sent.asDouble());
        }
        for (Map.Entry<String, JsonNode> field : recorded.properties()) {
            if (!field.getKey().equals("options")
                    && !field.getKey().equals("indexes")
                    && !contains(sent.path(field.getKey()), field.getValue())) {
                return false;
            }
        }
        return true;
    }
}
