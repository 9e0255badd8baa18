package dev.phantom.datadog.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import dev.phantom.wire.Exchange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what the client's models leave null or do not know.
final class Wire {
    private Wire() {}

    private static final ObjectMapper JSON = new ObjectMapper();

    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /// A text as a time; null if it is none.
    static @Nullable Instant instant(@Nullable Object text) {
        try {
            return text instanceof String time ? OffsetDateTime.parse(time).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable Instant seconds(@Nullable Number epoch) {
        if (epoch == null || epoch.longValue() <= 0) {
            return null;
        }
        try {
            return Instant.ofEpochSecond(epoch.longValue());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// A value as JSON text.
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            return value.toString();
        }
    }

    static <T> List<T> list(@Nullable List<T> values) {
        return values == null
                ? List.of()
                : values.stream().filter(v -> v != null).toList();
    }

    /// An answer, if it has what Datadog documents for it: an empty list is an answer, no list is none.
    static <P> P documented(P answer, String name, Function<? super P, @Nullable Object> member) {
        if (answer == null || member.apply(answer) == null) {
            throw Exchange.undocumented("an answer without " + name);
        }
        return answer;
    }

    /// Follows keys through nested maps; null where there is nothing.
    static @Nullable Object at(@Nullable Object from, String... keys) {
        var value = from;
        for (var key : keys) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }

    /// `meta.status` and `meta.warnings` as notes for people.
    static List<Gap> partial(@Nullable Object status, Stream<String> warnings) {
        var notes = new ArrayList<Gap>();
        if (status != null && status.toString().equals("timeout")) {
            notes.add(new Gap("Datadog stopped early (timeout)", Cause.AWAY));
        }
        warnings.map(ErrorBody::oneLine).map(Gap::of).forEach(notes::add);
        return notes;
    }

    static String warning(@Nullable String title, @Nullable String detail, @Nullable String code) {
        var words = Stream.of(title, detail)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(": "));
        return words.isEmpty() ? text(code) : words;
    }
}
