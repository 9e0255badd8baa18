package dev.phantom.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/// How long a vendor asks one to wait, as a header says it: seconds, whole or with a fraction, or a date (RFC 9110
/// 10.2.3). A header that came twice, in two lines or joined to a list (5.3), asks for the longest of its waits. What
/// cannot be read asks for nothing that could be told.
public final class AskedWait {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private AskedWait() {}

    /// @param values all lines of the header
    /// @param now    what a date is counted from
    public static Optional<Duration> of(Collection<String> values, Instant now) {
        return values.stream()
                .flatMap(line -> date(line, now)
                        .map(java.util.stream.Stream::of)
                        .orElseGet(() -> java.util.Arrays.stream(line.split(","))
                                .flatMap(part -> seconds(part.strip()).stream())))
                .max(Duration::compareTo);
    }

    private static Optional<Duration> seconds(String text) {
        return SECONDS.matcher(text).matches()
                ? Optional.of(
                        Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValue()))
                : Optional.empty();
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            var at = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(at.isBefore(now) ? Duration.ZERO : Duration.between(now, at));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
