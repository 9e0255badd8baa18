package dev.phantom.patch.prove;

import dev.phantom.fault.PhantomException;
import dev.phantom.patch.Effects;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.read.JsonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether two texts mean the same: equal, or the same JSON. In a policy a list of one is the one, and the order of
/// texts in a list says nothing.
final class JsonMeaning {

    private JsonMeaning() {}

    static boolean same(String one, String other) {
        return one.equals(other)
                || isDocument(one) && isDocument(other) && Effects.same(document(one), document(other));
    }

    private static boolean isDocument(String text) {
        String bare = text.strip();
        return bare.startsWith("{") || bare.startsWith("[");
    }

    private static Value document(String text) {
        try {
            Value read = JsonValues.read("", text);
            return read instanceof MapValue map && map.get("Statement") != null ? policy(read) : read;
        } catch (PhantomException e) {
            return Value.string(text);
        }
    }

    private static Value policy(Value value) {
        return switch (value) {
            case ListValue(List<Value> items) when items.size() == 1 -> policy(items.getFirst());
            case ListValue(List<Value> items) ->
                new ListValue(items.stream()
                        .map(JsonMeaning::policy)
                        .sorted((a, b) -> a instanceof Value.Scalar && b instanceof Value.Scalar
                                ? JsonRendering.of(a)
                                        .orElse("")
                                        .compareTo(JsonRendering.of(b).orElse(""))
                                : 0)
                        .toList());
            case MapValue(Map<String, Value> entries) -> {
                Map<String, Value> all = new LinkedHashMap<>();
                new TreeMap<>(entries).forEach((k, v) -> all.put(k, policy(v)));
                yield new MapValue(all);
            }
            case Value other -> other;
        };
    }
}
