package dev.phantom.aws;

import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.wire.AnswerForm;
import dev.phantom.wire.Exchange;
import dev.phantom.wire.WireException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/// The SDK's HTTP client, whose attempts end in time, the body included, and whose answers are bounded and are what AWS
/// documents. The SDK's own time-outs cannot end a read that goes on byte by byte.
record BoundedHttp(SdkHttpClient wire, Limits limits) implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return exchanged(request);
            }

            @Override
            public void abort() {
                // the exchange ends by itself, or with the interrupt of its caller
            }
        };
    }

    private HttpExecuteResponse exchanged(HttpExecuteRequest request) throws IOException {
        try {
            return Exchange.of(
                    request.httpRequest().getUri(),
                    limits.attempt(),
                    limits.bytes(),
                    exchange -> answered(request, exchange));
        } catch (WireException e) {
            var call = CallInProgress.current();
            if (call != null) {
                call.failed(e.failure());
            }
            if (e.failure().kind().mayPass()) {
                throw e;
            }
            // an IOException below it would be retried
            var why = BoundedCalls.said(e.failure(), "");
            throw NonRetryableException.create(why.summary(), new PhantomException(why));
        }
    }

    private HttpExecuteResponse answered(HttpExecuteRequest request, Exchange exchange) throws IOException {
        var answer = wire.prepareRequest(request).call();
        var head = answer.httpResponse();
        exchange.answered(head.statusCode());
        try (InputStream in = answer.responseBody().<InputStream>map(b -> b).orElse(InputStream.nullInputStream())) {
            var body = exchange.document(in, form(request));
            return HttpExecuteResponse.builder()
                    .response(head)
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                    .build();
        }
    }

    /// The query protocol answers in XML; the others that are used here in JSON.
    private static AnswerForm form(HttpExecuteRequest request) {
        var type = request.httpRequest().firstMatchingHeader("Content-Type").orElse("");
        return type.startsWith("application/x-amz-json")
                ? AnswerForm.JSON
                : type.startsWith("application/x-www-form-urlencoded") ? AnswerForm.XML_RESPONSE : AnswerForm.ANY;
    }

    @Override
    public String clientName() {
        return wire.clientName();
    }

    /// All clients share the wire; whoever made it closes it.
    @Override
    public void close() {}
}
