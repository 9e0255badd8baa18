package dev.phantom.github;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// Asks again with the ETag of the answer that it has: where nothing changed GitHub says 304, which costs nothing of
/// the
/// rate limit, and the kept answer is given once more.
/// <https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate>
final class ConditionalReads implements GitHubConnector {

    private static final int MOST = 300;
    private static final int LARGEST = 1 << 20;
    private static final int NOT_MODIFIED = 304;

    private final GitHubConnector wire;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private record Kept(String etag, byte[] body, Map<String, List<String>> headers) {}

    ConditionalReads(GitHubConnector wire) {
        this.wire = wire;
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        if (!request.method().equals("GET")) {
            return wire.send(request);
        }
        var key = request.header("Accept") + " " + request.url();
        var known = known(key);
        var response = wire.send(known == null ? request : new Conditional(request, known.etag()));
        if (known != null && response.statusCode() == NOT_MODIFIED) {
            response.close();
            return new Answer(request, merged(known.headers(), response.allHeaders()), known.body());
        }
        var etag = response.header("ETag");
        if (response.statusCode() != 200 || etag == null) {
            return response;
        }
        try (response) {
            var body = response.bodyStream().readAllBytes();
            var headers = merged(response.allHeaders(), Map.of());
            keep(key, new Kept(etag, body, headers));
            return new Answer(request, headers, body);
        }
    }

    private synchronized @Nullable Kept known(String key) {
        return kept.get(key);
    }

    private synchronized void keep(String key, Kept answer) {
        if (answer.body().length > LARGEST) {
            return;
        }
        kept.put(key, answer);
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    /// The body is kept as it reads, so its encoding on the wire is over.
    private static Map<String, List<String>> merged(Map<String, List<String>> there, Map<String, List<String>> now) {
        var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(there);
        now.forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-ratelimit")) {
                all.put(name, values);
            }
        });
        all.remove("Content-Encoding");
        all.remove("Content-Length");
        return all;
    }

    private static final class Answer extends GitHubConnectorResponse {

        private final byte[] body;

        Answer(GitHubConnectorRequest request, Map<String, List<String>> headers, byte[] body) {
            super(request, 200, headers);
            this.body = body;
        }

        @Override
        public InputStream bodyStream() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {
            // the wire was closed when the body was read
        }
    }

    @SuppressWarnings("NullAway") // the SDK answers null where there is nothing, and expects it
    private record Conditional(GitHubConnectorRequest request, String etag) implements PassedOn {

        @Override
        public Map<String, List<String>> allHeaders() {
            var headers = new LinkedHashMap<>(request.allHeaders());
            headers.put("If-None-Match", List.of(etag));
            return headers;
        }

        @Override
        public String header(String name) {
            return name.equalsIgnoreCase("If-None-Match") ? etag : request.header(name);
        }
    }
}
