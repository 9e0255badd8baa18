package dev.phantom.datadog.api;

import com.datadog.api.client.ApiClient;
import com.datadog.api.client.ApiException;
import com.datadog.api.client.Pair;
import jakarta.ws.rs.core.GenericType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls that the client has no method for, or whose documents its models would change, made through that client all
/// the same.
final class Unmodelled {
    private Unmodelled() {}

    private static final String[] JSON = {"application/json"};
    private static final String[] KEYS = {"apiKeyAuth", "appKeyAuth"};

    /// @return the answer as a tree of maps and lists; empty if there is none
    static Map<String, Object> get(ApiClient client, String path, Map<String, String> query) throws ApiException {
        return call(client, "GET", path, query, null, new GenericType<Map<String, Object>>() {})
                .orElse(Map.of());
    }

    /// @param body a tree of maps and lists; null for none
    /// @return the answer, whatever its form; empty if there is none
    static Optional<Object> call(
            ApiClient client, String method, String path, Map<String, String> query, @Nullable Object body)
            throws ApiException {
        return call(client, method, path, query, body, new GenericType<Object>() {});
    }

    private static <T> Optional<T> call(
            ApiClient client,
            String method,
            String path,
            Map<String, String> query,
            @Nullable Object body,
            GenericType<T> type)
            throws ApiException {
        var headers = new HashMap<String, String>();
        var pairs = query.entrySet().stream()
                .map(e -> new Pair(e.getKey(), e.getValue()))
                .toList();
        var builder = client.createBuilder("unmodelled", path, pairs, headers, new HashMap<>(), JSON, KEYS);
        return Optional.ofNullable(client.invokeAPI(
                        method,
                        builder,
                        headers,
                        body == null ? new String[0] : JSON,
                        body,
                        new HashMap<>(),
                        false,
                        type)
                .getData());
    }
}
