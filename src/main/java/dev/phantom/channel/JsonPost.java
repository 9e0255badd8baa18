package dev.phantom.channel;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.wire.AskedWait;
import dev.phantom.wire.Exchange;
import dev.phantom.wire.WireException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Posts JSON, once: no redirect is followed, nothing is waited for longer than a call may take. Of an address only the
/// host is ever said, of an answer only its status and, where it is one, the service's own code.
final class JsonPost implements AutoCloseable {

    /// Services answer at once or not at all; a run has five of them to tell.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int ANSWER = 1 << 16;

    /// `invalid_blocks`. Anything longer could repeat the address.
    private static final Pattern CODE = Pattern.compile("[a-z]+(_[a-z]+){1,5}");

    private final Duration limit;
    private final HttpClient client;

    JsonPost(Limits limits) {
        this.limit = limits.call(LONGEST);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .build();
    }

    private record Answer(int status, String code, Optional<Duration> asked) {}

    /// @param name of the channel, for messages
    /// @return why it was not taken; empty where it was
    Optional<Diagnostic> send(String name, URI address, Map<String, String> headers, String body, Instant now) {
        try {
            var answer = Exchange.of(address, limit, ANSWER, exchange -> answer(exchange, address, headers, body, now));
            return refused(name, address.getHost(), answer);
        } catch (WireException e) {
            return Optional.of(new Diagnostic(
                    ChannelCode.FAILED,
                    name + ": " + e.failure().text(),
                    "",
                    "",
                    e.failure().cause()));
        } catch (InterruptedIOException e) {
            return Optional.of(failed(name, address.getHost() + " did not answer before the run was interrupted"));
        } catch (IOException e) {
            return Optional.of(failed(name, "the exchange with " + address.getHost() + " failed"));
        }
    }

    private Answer answer(Exchange exchange, URI address, Map<String, String> headers, String body, Instant now)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(limit)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        exchange.answered(response.statusCode());
        try (var in = response.body()) {
            var text = new String(exchange.body(in), StandardCharsets.UTF_8).strip();
            return new Answer(
                    response.statusCode(),
                    CODE.matcher(text).matches() ? text : "",
                    AskedWait.of(response.headers().allValues("Retry-After"), now));
        }
    }

    private static Optional<Diagnostic> refused(String name, String host, Answer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        var said = name + ": " + host + " answered " + status + (answer.code().isEmpty() ? "" : " " + answer.code());
        if (status >= 300 && status < 400) {
            return Optional.of(new Diagnostic(
                    ChannelCode.REFUSED, said + ", a redirect, which is not followed", "", "", Cause.BROKEN));
        }
        if (status == 429) {
            var wait = answer.asked()
                    .map(time -> " and asked to wait " + Limits.said(time))
                    .orElse("");
            return Optional.of(new Diagnostic(ChannelCode.LIMITED, said + wait, "", "", Cause.RATE_LIMITED));
        }
        return Optional.of(
                status >= 500
                        ? new Diagnostic(ChannelCode.FAILED, said, "", "", Cause.BROKEN)
                        : new Diagnostic(ChannelCode.REFUSED, said, "", "", Cause.DENIED));
    }

    private static Diagnostic failed(String name, String what) {
        return new Diagnostic(ChannelCode.FAILED, name + ": " + what, "", "", Cause.AWAY);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
