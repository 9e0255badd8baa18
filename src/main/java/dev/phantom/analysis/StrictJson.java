package dev.phantom.analysis;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A JSON object read strictly: what a case must have and has not is an [IllegalArgumentException] that names it.
record StrictJson(MapValue fields) {

    static StrictJson of(Value value) {
        if (value instanceof MapValue map) {
            return new StrictJson(map);
        }
        throw new IllegalArgumentException("an object was expected");
    }

    Value value(String key) {
        var value = fields.get(key);
        if (value == null) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }

    boolean has(String key) {
        return fields.get(key) != null && !isNull(fields.get(key));
    }

    String text(String key) {
        if (value(key) instanceof Scalar s) {
            return s.text();
        }
        throw new IllegalArgumentException("'" + key + "' is no text");
    }

    @Nullable
    String textOrNull(String key) {
        return has(key) ? text(key) : null;
    }

    boolean flag(String key) {
        return new PropertyView(value(key))
                .flag()
                .orElseThrow(() -> new IllegalArgumentException("'" + key + "' is no boolean"));
    }

    BigDecimal number(String key) {
        return new PropertyView(value(key))
                .number()
                .orElseThrow(() -> new IllegalArgumentException("'" + key + "' is no number"));
    }

    @Nullable
    BigDecimal numberOrNull(String key) {
        return has(key) ? number(key) : null;
    }

    int integer(String key) {
        return number(key).intValue();
    }

    @Nullable
    Instant instant(String key) {
        return has(key) ? Instant.parse(text(key)) : null;
    }

    Instant moment(String key) {
        return Instant.parse(text(key));
    }

    PropertyPath path(String key) {
        return PropertyPath.parse(text(key));
    }

    MapValue map(String key) {
        return StrictJson.of(value(key)).fields();
    }

    StrictJson tree(String key) {
        return new StrictJson(map(key));
    }

    <T> List<T> list(String key, Function<StrictJson, T> each) {
        return items(key).stream().map(StrictJson::of).map(each).toList();
    }

    List<String> texts(String key) {
        return items(key).stream()
                .map(v -> v instanceof Scalar s ? s.text() : "")
                .filter(s -> !s.isEmpty())
                .toList();
    }

    <E extends Enum<E>> E word(String key, Class<E> type) {
        return named(text(key), type);
    }

    static <E extends Enum<E>> E named(String word, Class<E> type) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private List<Value> items(String key) {
        if (value(key) instanceof ListValue list) {
            return list.items();
        }
        throw new IllegalArgumentException("'" + key + "' is no list");
    }

    private static boolean isNull(@Nullable Value value) {
        return value instanceof Scalar s && s.isPlain() && s.text().equals("null");
    }
}
