package dev.phantom.github;

import dev.phantom.wire.AnswerForm;
import dev.phantom.wire.Exchange;
import dev.phantom.wire.Vendor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// Asks over the JDK's client. Each request ends in time, the body included, and no more of an answer is taken than
/// fits, unpacked: hub4j's own connector reads whatever is sent, for as long as it is sent.
///
/// @param longest of one request; less where the limits of the run say so
record BoundedConnector(HttpClient http, Vendor vendor, Duration longest) implements GitHubConnector {

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        var limits = vendor.limits();
        var asked = URI.create(request.url().toString());
        var sent = sent(request, asked);
        var time = longest.compareTo(limits.attempt()) < 0 ? longest : limits.attempt();
        return Exchange.of(asked, time, limits.bytes(), exchange -> {
            var answer = http.send(sent, HttpResponse.BodyHandlers.ofInputStream());
            exchange.answered(answer.statusCode());
            vendor.dated(answer.headers().firstValue("Date").orElse(null));
            try (var in = answer.body()) {
                return new Whole(request, answer, exchange.document(unpacked(answer, in), form(request, answer)));
            }
        });
    }

    private static HttpRequest sent(GitHubConnectorRequest request, URI asked) throws IOException {
        var sent = HttpRequest.newBuilder(asked).header("Accept-Encoding", "gzip");
        request.allHeaders().forEach((name, values) -> {
            if (values != null && !name.equalsIgnoreCase("Accept-Encoding")) {
                sent.setHeader(name, String.join(", ", values));
            }
        });
        if (request.contentType() != null) {
            sent.setHeader("Content-Type", request.contentType());
        }
        try (var in = Objects.requireNonNullElseGet(request.body(), InputStream::nullInputStream)) {
            var body = in.readAllBytes();
            return sent.method(
                            request.method(),
                            request.hasBody()
                                    ? HttpRequest.BodyPublishers.ofByteArray(body)
                                    : HttpRequest.BodyPublishers.noBody())
                    .build();
        }
    }

    private static InputStream unpacked(HttpResponse<InputStream> answer, InputStream in) throws IOException {
        var encoding = answer.headers().firstValue("Content-Encoding").orElse("");
        return encoding.equalsIgnoreCase("gzip") ? new GZIPInputStream(in) : in;
    }

    /// A file is asked for as it is; what is created, moved or deleted may be answered without a body.
    private static AnswerForm form(GitHubConnectorRequest request, HttpResponse<InputStream> answer) {
        var accept = String.valueOf(request.header("Accept"));
        var json = !accept.contains("raw") && !accept.contains("octet-stream");
        var body = answer.statusCode() == 200 || answer.statusCode() == 201;
        return json && body ? AnswerForm.JSON : AnswerForm.ANY;
    }

    private static final class Whole extends GitHubConnectorResponse {

        private final byte[] body;

        Whole(GitHubConnectorRequest request, HttpResponse<InputStream> answer, byte[] body) {
            super(request, answer.statusCode(), headers(answer.headers().map()));
            this.body = body;
        }

        private static Map<String, List<String>> headers(Map<String, List<String>> there) {
            var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(there);
            headers.remove("Content-Encoding");
            headers.remove("Content-Length");
            return headers;
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
}
