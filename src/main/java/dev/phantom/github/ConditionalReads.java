package dev.phantom.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// Asks again with the ETag of the answer that it has: where nothing changed GitHub says 304, which costs nothing of
/// the rate limit, and the held answer is given once more. What cannot change is not asked again.
/// <https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate>
final class ConditionalReads implements GitHubConnector {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CREATED = 201;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;

    /// What is at a commit, or goes by a hash, never changes.
    private static final Pattern FIXED = Pattern.compile(
            "/repos/[^/]+/[^/]+/(contents/.*[?&]ref=([0-9a-f]{40})|(commits|git/(trees|commits|blobs))/[0-9a-f]{40})");

    private final GitHubConnector wire;
    private final HeldAnswers held;
    private final String api;

    /// @param api base address; what is held is known by the rest
    ConditionalReads(GitHubConnector wire, HeldAnswers held, URI api) {
        this.wire = wire;
        this.held = held;
        this.api = api.toString().replaceAll("/+$", "");
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        var asked = request.url().toString();
        var place = asked.startsWith(api) ? asked.substring(api.length()) : asked;
        if (!request.method().equals("GET")) {
            var response = wire.send(request);
            return response.statusCode() == CREATED && place.endsWith("/git/commits")
                    ? written(request, place, response)
                    : response;
        }
        var key = key(request, place);
        var known = held.find(key).orElse(null);
        var fixed = FIXED.matcher(place);
        if (fixed.matches() && known != null && holds(known, fixed.group(2))) {
            return new Answer(request, known.status(), known.headers(), known.body());
        }
        var tagged = known == null || known.etag().isEmpty() ? null : known;
        var response = wire.send(tagged == null ? request : new Conditional(request, tagged.etag()));
        if (tagged != null && response.statusCode() == NOT_MODIFIED) {
            response.close();
            return new Answer(request, tagged.status(), merged(tagged.headers(), response.allHeaders()), tagged.body());
        }
        var etag = Objects.requireNonNullElse(response.header("ETag"), "");
        var absent = response.statusCode() == NOT_FOUND && fixed.matches() && fixed.group(2) != null;
        if (!absent && (response.statusCode() != 200 || etag.isEmpty() && !fixed.matches())) {
            return response;
        }
        try (response) {
            var body = response.bodyStream().readAllBytes();
            var headers = merged(response.allHeaders(), Map.of());
            held.put(key, new HeldAnswers.Answer(response.statusCode(), etag, body, headers));
            return new Answer(request, response.statusCode(), headers, body);
        }
    }

    private static String key(GitHubConnectorRequest request, String place) {
        return request.header("Accept") + " " + place;
    }

    /// A commit that was just written need not be read: it is held as GitHub would show it.
    private GitHubConnectorResponse written(
            GitHubConnectorRequest request, String place, GitHubConnectorResponse response) throws IOException {
        try (response) {
            var body = response.bodyStream().readAllBytes();
            var commit = JSON.readTree(body);
            var shown = JSON.createObjectNode();
            shown.set("sha", commit.path("sha"));
            shown.set("commit", commit);
            shown.set("parents", commit.path("parents"));
            var there = place.replaceFirst(
                    "/git/commits$", "/commits/" + commit.path("sha").asText());
            held.put(key(request, there), new HeldAnswers.Answer(200, "", JSON.writeValueAsBytes(shown), Map.of()));
            return new Answer(request, CREATED, response.allHeaders(), body);
        }
    }

    /// GitHub says 404 for what is not there and for what may not be seen; it is the former where something else at
    /// that commit was seen.
    private boolean holds(HeldAnswers.Answer known, @Nullable String commit) {
        return known.status() == 200 || commit != null && held.has(200, "ref=" + commit);
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

        Answer(GitHubConnectorRequest request, int status, Map<String, List<String>> headers, byte[] body) {
            super(request, status, headers);
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
