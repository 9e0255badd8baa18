package dev.phantom.patch.prove;

import dev.phantom.drift.fact.Needed;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;

/// What a resource lacks by facts that no schema can tell: a certificate for HTTPS.
final class Needs {

    private Needs() {}

    /// `/Certificates is needed while Protocol is HTTPS`, one line for each place.
    static List<String> lacking(List<Needed> facts, MapValue properties) {
        var lines = new ArrayList<String>();
        for (var fact : facts) {
            within(properties, fact.path().parent().segments(), PropertyPath.ROOT, (place, object) -> {
                if (fact.lacksIn(object)) {
                    lines.add(place.child(fact.path().last()) + " is needed " + fact.words());
                }
            });
        }
        return lines;
    }

    @FunctionalInterface
    private interface Visit {
        void object(PropertyPath place, MapValue object);
    }

    private static void within(Value value, List<String> rest, PropertyPath place, Visit visit) {
        if (rest.isEmpty()) {
            if (value instanceof MapValue object) {
                visit.object(place, object);
            }
            return;
        }
        var name = rest.getFirst();
        var below = rest.subList(1, rest.size());
        switch (value) {
            case ListValue list
            when name.equals("*") -> {
                for (int i = 0; i < list.items().size(); i++) {
                    within(list.items().get(i).settled(), below, place.child(i), visit);
                }
            }
            case MapValue map
            when name.equals("*") ->
                map.entries().forEach((key, item) -> within(item.settled(), below, place.child(key), visit));
            case MapValue map -> {
                var item = map.get(name);
                if (item != null) {
                    within(item.settled(), below, place.child(name), visit);
                }
            }
            case Value other -> {} // not there, or nobody knows
        }
    }
}
