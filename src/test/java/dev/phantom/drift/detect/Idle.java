package dev.phantom.drift.detect;

import dev.phantom.drift.TypeNode;
import dev.phantom.template.Value;
import dev.phantom.template.Value.ListValue;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import java.util.Map;

/// Values that say nothing: empty ones, and defaults of the schema. Counted by place, without the indexes of lists,
/// since
/// a patch moves them.
final class Idle {

    private Idle() {}

    /// @param named only where the schema names the property and does not ask for it; else everywhere
    static void count(Value value, TypeNode node, String place, boolean named, Map<String, Integer> into) {
        switch (value) {
            case MapValue map ->
                map.entries().forEach((key, item) -> {
                    var child = node.child(key);
                    boolean spare = node.properties().contains(key) && !node.requires(key);
                    if ((spare || !named) && isIdle(item, child)) {
                        into.merge(place + "/" + key, 1, Integer::sum);
                    }
                    count(item, child, place + "/" + key, named, into);
                });
            case ListValue list -> list.items().forEach(item -> count(item, node.items(), place + "/*", named, into));
            case Value other -> {}
        }
    }

    private static boolean isIdle(Value value, TypeNode node) {
        return switch (value) {
            case MapValue map -> map.entries().isEmpty();
            case ListValue list -> list.items().isEmpty();
            case Scalar s ->
                s.text().isEmpty()
                        || node.defaultValue().orElse(null) instanceof Scalar standard
                                && standard.text().equals(s.text());
            case Value other -> false;
        };
    }
}
