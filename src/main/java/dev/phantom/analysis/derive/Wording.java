package dev.phantom.analysis.derive;

import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.drift.Change;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/// How facts are worded: figures rounded, times to the minute, values short.
final class Wording {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int VALUE = 60;

    private Wording() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    /// `7 minutes`, `3 h 20 min`, `4 days`.
    static String span(Duration span) {
        var minutes = Math.round(span.toSeconds() / 60.0);
        if (minutes < 90) {
            return counted(minutes, "minute");
        }
        if (minutes < 48 * 60) {
            return minutes % 60 == 0 ? counted(minutes / 60, "hour") : minutes / 60 + " h " + minutes % 60 + " min";
        }
        return counted(Math.round(minutes / 1440.0), "day");
    }

    static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    static String percent(double share) {
        return share >= 10 || share == Math.rint(share)
                ? Math.round(share) + " %"
                : String.format(Locale.ROOT, "%.1f %%", share);
    }

    /// `[E-01, E-04]` with a space before it; nothing without ids.
    private static String cite(Collection<String> ids) {
        return ids.isEmpty() ? "" : ids.stream().distinct().collect(Collectors.joining(", ", " [", "]"));
    }

    /// A fact that rests on exhibits, which its sentence names.
    static DerivedFact fact(String topic, String sentence, Collection<String> ids) {
        var distinct = ids.stream().distinct().toList();
        return new DerivedFact(topic, sentence + cite(distinct) + ".", distinct);
    }

    static String change(Change change) {
        return change.path()
                + switch (change) {
                    case Change.Add a -> " set to " + value(a.actual());
                    case Change.Remove r -> " removed (it was " + value(r.expected()) + ")";
                    case Change.NotEqual n -> " " + value(n.expected()) + " → " + value(n.actual());
                };
    }

    static String value(Value value) {
        return switch (value.settled()) {
            case Scalar s when s.text().isEmpty() -> "an empty text";
            case Scalar s when s.text().length() > VALUE -> s.text().substring(0, VALUE) + "…";
            case Scalar s -> s.text();
            case ListValue list -> "a list of " + list.items().size();
            case MapValue map -> map.entries().entrySet().stream()
                    .limit(3)
                    .map(e -> e.getKey() + "=" + (e.getValue() instanceof Scalar s ? value(s) : "…"))
                    .collect(Collectors.joining(", ", "{", map.entries().size() > 3 ? ", …}" : "}"));
            case Value.Sensitive s -> "a secret";
            case Value other -> "an unknown value";
        };
    }
}
