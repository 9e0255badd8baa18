package dev.phantom.datadog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Small pieces of a summary line.
final class SummaryText {
    private SummaryText() {}

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final int LONGEST = 200;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_ATTRIBUTE = 80;
    private static final int ATTRIBUTES = 6;
    private static final Pattern TRACKED =
            Pattern.compile("(?i)(trace|span|request|event)[_.-]?id$|^(dd|timestamp|date|level|status|host|service|usr|user)\\b");

    /// One line of outside text, control characters gone, not endless.
    static String line(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    /// A line as it stands, codes and addresses and all; control characters gone, not endless.
    static String verbatim(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - 1) + "…";
    }

    /// ` (codec=av1, shard=14)`, of what a line says beside its message; what the message says too, what only ties it to
    /// a trace, who the user was (`usr.`, https://docs.datadoghq.com/standard-attributes/) and what is long are left out.
    static String more(Map<String, String> attributes, String message) {
        var said = attributes.entrySet().stream()
                .filter(e -> !e.getValue().isBlank() && e.getValue().length() <= LONGEST_ATTRIBUTE)
                .filter(e -> !message.contains(e.getValue())
                        && !TRACKED.matcher(e.getKey()).find())
                .limit(ATTRIBUTES)
                .map(e -> line(e.getKey()) + "=" + line(e.getValue()))
                .collect(Collectors.joining(", "));
        return said.isEmpty() ? "" : " (" + said + ")";
    }

    static String day(Instant at) {
        return DAY_CLOCK.format(at);
    }

    static String clock(Instant at, Instant beside) {
        return at.atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .equals(beside.atOffset(ZoneOffset.UTC).toLocalDate())
                ? CLOCK.format(at)
                : DAY_CLOCK.format(at);
    }

    /// The span of time that a rate is told by.
    enum Per {
        SECOND("/s", 1),
        MINUTE("/min", 60),
        HOUR("/h", 3600);

        private final String said;
        private final int seconds;

        Per(String said, int seconds) {
            this.said = said;
            this.seconds = seconds;
        }

        /// The one in which it is at least one: 12 an hour rather than 0.0033 a second.
        static Per of(double rate) {
            var size = Math.abs(rate);
            return size >= 0.995 || size < 1e-12 ? SECOND : size * 60 >= 0.995 ? MINUTE : HOUR;
        }
    }

    /// Three significant digits, bytes as GiB, percent as %.
    static String amount(double value, String unit) {
        return amount(value, unit, Per.of(value));
    }

    /// @param per of rates: those of one line are told by the same span
    static String amount(double value, String unit, Per per) {
        if (unit.endsWith("/second")) {
            return amount(value * per.seconds, unit.substring(0, unit.length() - "/second".length())) + per.said;
        }
        return switch (unit) {
            case "byte" -> value >= 1 << 30 ? number(value / (1 << 30)) + " GiB" : number(value / (1 << 20)) + " MiB";
            case "percent" -> number(value) + " %";
            case "second" -> time(value);
            case "millisecond" -> time(value / 1000);
            case "microsecond" -> time(value / 1_000_000);
            case "nanosecond" -> number(value / 1_000_000) + " ms";
            case "mebibyte" -> number(value) + " MiB";
            case "" -> number(value);
            default -> number(value) + " " + line(unit) + (Math.abs(value - 1) < 1e-9 ? "" : "s");
        };
    }

    /// A limit as somebody set it.
    static String exact(double value) {
        return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String number(double value) {
        var digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        var text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    private static String time(double seconds) {
        var size = Math.abs(seconds);
        if (size < 1) {
            return number(seconds * 1000) + " ms";
        }
        return size < 600
                ? number(seconds) + " s"
                : size < 7200 ? number(seconds / 60) + " min" : number(seconds / 3600) + " h";
    }
}
