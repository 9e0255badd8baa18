package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tags of a resource, as a list of `Key` and `Value` or as a map. Whatever AWS or the stack adds is no addition.
final class TagWalk {

    private static final String KEY = "Key";
    private static final String VALUE = "Value";

    private final Walk walk;
    private final MapWalk maps;

    TagWalk(Walk walk, MapWalk maps) {
        this.walk = walk;
        this.maps = maps;
    }

    void tags(Value expected, Value live, TypeNode node) {
        if (expected instanceof ListValue e && asList(live) instanceof ListValue a) {
            walk.lists().tags(e, a, node);
        } else if (expected instanceof MapValue e && asMap(live) instanceof MapValue a) {
            map(e, a, node);
        } else {
            walk.values(expected, live, node);
        }
    }

    /// Tags that live has and the expected side does not speak of.
    void added(Value live, TypeNode node) {
        tags(live instanceof MapValue ? MapValue.EMPTY : Value.list(), live, node);
    }

    private void map(MapValue expected, MapValue actual, TypeNode node) {
        expected.entries().forEach((key, tag) -> maps.both(key, tag, actual, node, false));
        actual.entries().forEach((key, value) -> {
            if (!expected.entries().containsKey(key) && !ofTheStack(key, value)) {
                walk.trail().enter(key);
                walk.ledger().add(value, true);
                walk.trail().leave();
            }
        });
    }

    boolean isOfTheStack(Value tag) {
        var key = ElementKeys.text(tag, KEY);
        return key != null && tag instanceof MapValue map && ofTheStack(key, map.get(VALUE));
    }

    /// A tag that AWS or CloudFormation puts there by itself.
    private boolean ofTheStack(String key, @Nullable Value value) {
        return key.startsWith("aws:")
                || value instanceof Scalar s
                        && s.text().equals(walk.scope().stackTags().get(key));
    }

    /// A map as a list of `Key` and `Value`; anything else as it is.
    static Value asList(Value tags) {
        return tags instanceof MapValue map
                ? new ListValue(map.entries().entrySet().stream()
                        .map(tag -> (Value) new MapValue(
                                new LinkedHashMap<>(Map.of(KEY, Value.string(tag.getKey()), VALUE, tag.getValue()))))
                        .toList())
                : tags;
    }

    /// The list as a map, if it is one of `Key` and `Value` and no key comes twice.
    static Value asMap(Value tags) {
        if (!(tags instanceof ListValue list)) {
            return tags;
        }
        var map = new LinkedHashMap<String, Value>();
        for (var tag : list.items()) {
            var key = ElementKeys.text(tag, KEY);
            if (key == null || !(tag instanceof MapValue m) || m.get(VALUE) == null) {
                return tags;
            }
            map.put(key, m.get(VALUE));
        }
        return map.size() == list.items().size() ? new MapValue(map) : tags;
    }
}
