package dev.phantom.drift.plan;

import dev.phantom.drift.knowledge.ProviderSchema;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Marks what Terraform calls sensitive, before anybody else sees it: by the marks that stand beside the values, by the
/// paths of a state file, and by the provider's own schema.
final class SensitiveMarks {

    private SensitiveMarks() {}

    /// @param marks shaped like the attributes: `true` stands for a sensitive value with all that is in it
    static MapValue marked(MapValue attributes, @Nullable Value marks, ProviderSchema schema) {
        var byTerraform = marks == null || !holds(marks) ? attributes : beside(attributes, marks);
        var all = schema.sensitive().isEmpty() ? byTerraform : bySchema(byTerraform, PropertyPath.ROOT, schema);
        return all instanceof MapValue map ? map : MapValue.EMPTY;
    }

    /// @param paths of `sensitive_attributes` in a state file
    static MapValue marked(MapValue attributes, List<PropertyPath> paths, ProviderSchema schema) {
        Value marked = attributes;
        for (var path : paths) {
            marked = at(marked, path.segments());
        }
        var all = bySchema(marked, PropertyPath.ROOT, schema);
        return all instanceof MapValue map ? map : MapValue.EMPTY;
    }

    /// Whether anything is marked at all: mostly nothing is.
    private static boolean holds(Value marks) {
        return switch (marks) {
            case Scalar s -> s.text().equals("true");
            case MapValue map -> map.entries().values().stream().anyMatch(SensitiveMarks::holds);
            case ListValue list -> list.items().stream().anyMatch(SensitiveMarks::holds);
            case Value other -> false;
        };
    }

    private static Value beside(Value value, @Nullable Value marks) {
        return switch (marks) {
            case Scalar s when s.text().equals("true") -> secret(value);
            case MapValue map
            when value instanceof MapValue attributes -> {
                var entries = new LinkedHashMap<>(attributes.entries());
                entries.replaceAll((key, item) -> beside(item, map.get(key)));
                yield new MapValue(entries);
            }
            case ListValue list
            when value instanceof ListValue items -> {
                var all = new ArrayList<Value>();
                for (int i = 0; i < items.items().size(); i++) {
                    var mark = i < list.items().size() ? list.items().get(i) : null;
                    all.add(beside(items.items().get(i), mark));
                }
                yield new ListValue(all);
            }
            case null -> value;
            case Value other -> value;
        };
    }

    private static Value bySchema(Value value, PropertyPath path, ProviderSchema schema) {
        if (!path.isRoot() && schema.isSensitive(path)) {
            return secret(value);
        }
        return switch (value) {
            case MapValue map -> {
                var entries = new LinkedHashMap<>(map.entries());
                entries.replaceAll((key, item) -> bySchema(item, path.child(key), schema));
                yield new MapValue(entries);
            }
            case ListValue list -> {
                var all = new ArrayList<Value>();
                for (int i = 0; i < list.items().size(); i++) {
                    all.add(bySchema(list.items().get(i), path.child(i), schema));
                }
                yield new ListValue(all);
            }
            case Value other -> other;
        };
    }

    private static Value at(Value value, List<String> path) {
        if (path.isEmpty()) {
            return secret(value);
        }
        var first = path.getFirst();
        var rest = path.subList(1, path.size());
        if (value instanceof MapValue map && map.get(first) instanceof Value item) {
            var entries = new LinkedHashMap<>(map.entries());
            entries.put(first, at(item, rest));
            return new MapValue(entries);
        }
        int index = PropertyPath.index(first);
        if (value instanceof ListValue list
                && index >= 0
                && index < list.items().size()) {
            var items = new ArrayList<>(list.items());
            items.set(index, at(items.get(index), rest));
            return new ListValue(items);
        }
        return value;
    }

    /// One value, so that not even its keys or its length are told; what is empty tells nothing.
    private static Value secret(Value value) {
        return switch (value) {
            case Sensitive s -> s;
            case Scalar s -> new Sensitive(s.text());
            case ListValue list when list.items().isEmpty() -> list;
            case MapValue map when map.entries().isEmpty() -> map;
            case Value whole -> new Sensitive(JsonRendering.of(whole).orElseGet(whole::toString));
        };
    }
}
