package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.Collection;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Nothing, in all the ways it is written: absent, null, `""`, `[]`, `{}`, and objects of nothing else.
public final class Empties {

    private Empties() {}

    public static boolean isEmpty(@Nullable Value value) {
        return switch (value) {
            case null -> true;
            case Scalar s -> s.text().isEmpty() || isNull(s);
            case ListValue list -> areEmpty(list.items());
            case MapValue map -> areEmpty(map.entries().values());
            case Value other -> false;
        };
    }

    private static boolean areEmpty(Collection<Value> values) {
        for (var value : values) {
            if (!isEmpty(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNull(Scalar s) {
        return s.isPlain() && (s.text().equals("null") || s.text().equals("~"));
    }

    /// What one look at live state writes out and another leaves out: `false`, and the schema's default.
    static boolean isFiller(Value value, TypeNode node) {
        return value instanceof Scalar s
                && (s.text().equals("false")
                        || node.defaultValue().orElse(null) instanceof Scalar standard
                                && standard.text().equals(s.text()));
    }

    /// The value without what the schema calls read-only or write-only.
    static Value readable(Value value, TypeNode node) {
        if (!node.hasWithin(Trait.READ_ONLY) && !node.hasWithin(Trait.WRITE_ONLY)) {
            return value;
        }
        return switch (value) {
            case MapValue map -> {
                var kept = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, item) -> {
                    var child = node.child(key);
                    if (!hidden(child)) {
                        kept.put(key, readable(item, child));
                    }
                });
                yield new MapValue(kept);
            }
            case ListValue list ->
                new ListValue(list.items().stream()
                        .map(item -> readable(item, node.items()))
                        .toList());
            case Value other -> other;
        };
    }

    static boolean hidden(TypeNode node) {
        return node.has(Trait.READ_ONLY) || node.has(Trait.WRITE_ONLY);
    }
}
