package dev.phantom.drift.plan;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which attributes the block of a resource sets, whatever it sets them to. What a `dynamic` block makes is not among
/// them: the plan does not say it.
///
/// @param expressions of the attributes that are set: a map for a nested block, a scalar for anything else
public record ConfiguredAttributes(MapValue expressions) {

    static final ConfiguredAttributes NONE = new ConfiguredAttributes(MapValue.EMPTY);

    private static final Value SET = Value.plain("true");
    private static final Set<String> OF_AN_EXPRESSION = Set.of("constant_value", "references");

    /// @param expressions as the plan has them
    static ConfiguredAttributes of(MapValue expressions) {
        return new ConfiguredAttributes(block(expressions));
    }

    /// Of the block as its file writes it, `dynamic` ones included.
    ///
    /// @param properties evaluated
    static ConfiguredAttributes written(MapValue properties) {
        return new ConfiguredAttributes(entries(properties));
    }

    private static MapValue entries(MapValue map) {
        Map<String, Value> set = new LinkedHashMap<>();
        map.entries().forEach((name, value) -> set.put(name, contents(value)));
        return new MapValue(set);
    }

    private static Value contents(Value value) {
        return switch (value) {
            case MapValue map -> entries(map);
            case ListValue list
            when !list.items().isEmpty() && list.items().stream().allMatch(MapValue.class::isInstance) -> {
                Map<String, Value> any = new LinkedHashMap<>();
                list.items().forEach(item -> any.putAll(entries((MapValue) item).entries()));
                yield new MapValue(any);
            }
            case Value other -> SET;
        };
    }

    private static MapValue block(MapValue expressions) {
        Map<String, Value> set = new LinkedHashMap<>();
        expressions.entries().forEach((name, expression) -> set.put(name, shape(expression)));
        return new MapValue(set);
    }

    private static Value shape(Value expression) {
        return switch (expression) {
            case MapValue map when OF_AN_EXPRESSION.containsAll(map.entries().keySet()) -> SET;
            case MapValue map -> block(map);
            case ListValue list -> {
                Map<String, Value> any = new LinkedHashMap<>();
                list.items().forEach(item -> {
                    if (shape(item) instanceof MapValue inner) {
                        any.putAll(inner.entries());
                    }
                });
                yield new MapValue(any);
            }
            case Value other -> SET;
        };
    }

    /// Whether the block sets what stands at this path, or something around it. An element of a nested block is set
    /// with its block.
    boolean sets(PropertyPath path) {
        Value at = expressions;
        boolean block = false;
        for (var segment : path.segments()) {
            if (at instanceof Scalar) {
                return true;
            }
            if (block && PropertyPath.index(segment) >= 0) {
                continue;
            }
            var next = at instanceof MapValue map ? map.get(segment) : null;
            if (next == null) {
                return false;
            }
            at = next;
            block = true;
        }
        return true;
    }
}
