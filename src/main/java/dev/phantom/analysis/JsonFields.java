package dev.phantom.analysis;

import dev.phantom.value.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Builds one JSON object, field by field, in the order of the calls: the canonical form of a case depends on it.
public final class JsonFields<N> {

    private final JsonForm<N> form;
    private final Map<String, N> members = new LinkedHashMap<>();

    JsonFields(JsonForm<N> form) {
        this.form = form;
    }

    /// A string; anything else by its `toString`; null stays null.
    public JsonFields<N> text(String key, @Nullable Object value) {
        return put(key, value == null ? form.none() : form.text(value.toString()));
    }

    /// A string, null where it is empty.
    JsonFields<N> textOrNull(String key, String text) {
        return text(key, text.isEmpty() ? null : text);
    }

    public JsonFields<N> number(String key, @Nullable Number value) {
        return put(key, value == null ? form.none() : form.number(value));
    }

    public JsonFields<N> flag(String key, boolean value) {
        return put(key, form.flag(value));
    }

    /// Somebody's data.
    public JsonFields<N> value(String key, Value value) {
        return put(key, form.value(value));
    }

    public JsonFields<N> put(String key, N node) {
        members.put(key, node);
        return this;
    }

    public JsonFields<N> texts(String key, Collection<?> values) {
        return list(key, values, v -> form.text(v.toString()));
    }

    public <T> JsonFields<N> list(String key, Collection<T> values, Function<? super T, ? extends N> each) {
        return put(key, form.list(values.stream().<N>map(each).toList()));
    }

    public N build() {
        return form.object(members);
    }

    /// An enum as the contract writes it: `not-in-live`.
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
