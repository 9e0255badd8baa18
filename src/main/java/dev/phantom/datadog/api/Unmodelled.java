package dev.phantom.datadog.api;

import com.datadog.api.client.ApiClient;
import com.datadog.api.client.ApiException;
import com.datadog.api.client.Pair;
import jakarta.ws.rs.core.GenericType;
import java.util.HashMap;
import java.util.Map;

/// Reads of Datadog's that its client has no method for, asked through that client all the same.
final class Unmodelled {
    private Unmodelled() {}

    private static final String[] JSON = {"application/json"};
    private static final String[] KEYS = {"apiKeyAuth", "appKeyAuth"};

    /// @return the answer as a tree of maps and lists; empty if there is none
    static Map<String, Object> get(ApiClient client, String path, Map<String, String> query) throws ApiException {
        var headers = new HashMap<String, String>();
        var pairs = query.entrySet().stream()
                .map(e -> new Pair(e.getKey(), e.getValue()))
                .toList();
        var builder = client.createBuilder("unmodelled", path, pairs, headers, new HashMap<>(), JSON, KEYS);
        Map<String, Object> said = client.invokeAPI(
                        "GET",
                        builder,
                        headers,
                        new String[0],
                        null,
                        new HashMap<>(),
                        false,
                        new GenericType<Map<String, Object>>() {})
                .getData();
        return said == null ? Map.of() : said;
    }
}
