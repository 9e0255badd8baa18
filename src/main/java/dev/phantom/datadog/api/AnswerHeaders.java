package dev.phantom.datadog.api;

import com.datadog.api.client.ApiException;
import dev.phantom.wire.AskedWait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The headers of an answer that is a no.
final class AnswerHeaders {
    private AnswerHeaders() {}

    /// How long to wait, as the answer says; empty if it does not, or not in a way that can be read.
    static Optional<Duration> asked(ApiException e) {
        var now = Instant.now();
        var asked = AskedWait.of(of(e, "retry-after"), now);
        // which every answer has, whatever it says
        var reset = e.getCode() == 429 ? AskedWait.of(of(e, "x-ratelimit-reset"), now) : Optional.<Duration>empty();
        return reset.or(() -> asked);
    }

    static List<String> of(ApiException e, String name) {
        var headers = e.getResponseHeaders();
        return headers == null
                ? List.of()
                : headers.entrySet().stream()
                        .filter(h -> h.getKey() != null
                                && h.getKey().toLowerCase(Locale.ROOT).equals(name))
                        .flatMap(h -> h.getValue().stream())
                        .toList();
    }
}
