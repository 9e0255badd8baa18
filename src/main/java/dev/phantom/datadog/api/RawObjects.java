package dev.phantom.datadog.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects of Datadog's as the documents that they are: what is read, compared and written back loses nothing that the
/// client's models do not know.
public final class RawObjects {
    private RawObjects() {}

    private static final ObjectMapper JSON = new ObjectMapper();

    public static ApiAnswer<JsonNode> get(DatadogApi api, Source source, String path, Map<String, String> query) {
        return api.ask(source, client -> Unmodelled.call(client, "GET", path, query, null))
                .map(said -> tree(said.orElse(null)));
    }

    /// Is not repeated after a failure that may have come too late.
    public static ApiAnswer<JsonNode> create(DatadogApi api, Source source, String path, JsonNode body) {
        return api.make(source, client -> Unmodelled.call(client, "POST", path, Map.of(), plain(body)))
                .map(said -> tree(said.orElse(null)));
    }

    public static ApiAnswer<JsonNode> replace(DatadogApi api, Source source, String path, JsonNode body) {
        return api.ask(source, client -> Unmodelled.call(client, "PUT", path, Map.of(), plain(body)))
                .map(said -> tree(said.orElse(null)));
    }

    public static ApiAnswer<JsonNode> delete(DatadogApi api, Source source, String path) {
        return api.ask(source, client -> Unmodelled.call(client, "DELETE", path, Map.of(), null))
                .map(said -> tree(said.orElse(null)));
    }

    private static JsonNode tree(@Nullable Object said) {
        return JSON.valueToTree(said);
    }

    private static Object plain(JsonNode body) {
        return JSON.convertValue(body, Object.class);
    }
}
