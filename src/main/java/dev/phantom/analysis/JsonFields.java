package dev.phantom.analysis;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Builds one JSON object, field by field, in the order of the calls: the canonical form of a case depends on it.
final class JsonFields {
    private static final Value NULL = Value.plain("null");

    private final Map<String, Value> entries = new LinkedHashMap<>();

    /// A string; anything else by its `toString`; null stays null.
    JsonFields text(String key, @Nullable Object value) {
        return put(key, value == null ? NULL : Value.string(value.toString()));
    }

    JsonFields number(String key, @Nullable Number value) {
        return put(key, value == null ? NULL : Value.plain(plain(value)));
    }

    JsonFields flag(String key, boolean value) {
        return put(key, Value.plain(Boolean.toString(value)));
    }

    JsonFields put(String key, Value value) {
        entries.put(key, value);
        return this;
    }

    JsonFields texts(String key, Collection<?> values) {
        return list(key, values, v -> Value.string(v.toString()));
    }

    <T> JsonFields list(String key, Collection<T> values, Function<? super T, ? extends Value> each) {
        return put(key, new ListValue(values.stream().<Value>map(each).toList()));
    }

    MapValue build() {
        return new MapValue(entries);
    }

    private static String plain(Number number) {
        return number instanceof java.math.BigDecimal d ? d.toPlainString() : number.toString();
    }

    /// An enum as the contract writes it: `not-in-live`.
    static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
