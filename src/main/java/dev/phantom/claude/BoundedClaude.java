package dev.phantom.claude;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import dev.phantom.wire.AnswerForm;
import dev.phantom.wire.Exchange;
import dev.phantom.wire.Vendor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/// The SDK's HTTP client, whose exchanges end in time, the body included, and whose answers are bounded and are JSON.
record BoundedClaude(HttpClient wire, Vendor vendor) implements HttpClient {

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        var limits = vendor.limits();
        try {
            return Exchange.of(URI.create(request.baseUrl()), limits.call(), limits.bytes(), exchange -> {
                try (var answer = wire.execute(request, options)) {
                    exchange.answered(answer.statusCode());
                    vendor.dated(
                            answer.headers().values("Date").stream().findFirst().orElse(null));
                    var body = exchange.document(answer.body(), AnswerForm.JSON);
                    return new Whole(answer.statusCode(), answer.headers(), body);
                }
            });
        } catch (IOException e) {
            throw new AnthropicIoException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        return CompletableFuture.supplyAsync(() -> execute(request, options));
    }

    @Override
    public void close() {
        wire.close();
    }

    private static final class Whole implements HttpResponse {

        private final int status;
        private final Headers headers;
        private final byte[] body;

        Whole(int status, Headers headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        @Override
        public int statusCode() {
            return status;
        }

        @Override
        public Headers headers() {
            return headers;
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {
            // the wire was closed when the body was read
        }
    }
}
