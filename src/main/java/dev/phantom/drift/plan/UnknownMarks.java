package dev.phantom.drift.plan;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Puts in what a plan does not know before it is applied: Terraform leaves it out of the values, and says so beside
/// them.
final class UnknownMarks {

    private static final Value UNKNOWN = new Value.Unknown("known after apply");

    private UnknownMarks() {}

    /// @param marks shaped like the attributes: `true` stands for a value that is not known
    static MapValue marked(MapValue attributes, MapValue marks) {
        var entries = new LinkedHashMap<>(attributes.entries());
        marks.entries().forEach((key, mark) -> {
            var value = beside(entries.get(key), mark);
            if (value != null) {
                entries.put(key, value);
            }
        });
        return new MapValue(entries);
    }

    private static @Nullable Value beside(@Nullable Value value, Value mark) {
        if (mark instanceof Scalar s && s.text().equals("true")) {
            return UNKNOWN;
        }
        if (value instanceof MapValue map && mark instanceof MapValue marks) {
            return marked(map, marks);
        }
        if (value instanceof ListValue list && mark instanceof ListValue marks) {
            var items = new ArrayList<>(list.items());
            for (int i = 0; i < items.size() && i < marks.items().size(); i++) {
                var item = beside(items.get(i), marks.items().get(i));
                items.set(i, item == null ? items.get(i) : item);
            }
            return new ListValue(items);
        }
        return value;
    }
}
