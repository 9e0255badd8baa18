package dev.phantom.severity;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.iac.Origin;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Drifts for tests: a plain comparison by position, without the detector's knowledge of types.
public final class Differences {
    private Differences() {}

    public static Drift of(String type, String expected, String actual) {
        return of("Thing", type, map(expected), map(actual));
    }

    public static Drift of(String logicalId, String type, MapValue expected, MapValue actual) {
        var changes = new ArrayList<Change>();
        compare(PropertyPath.ROOT, expected, actual, changes);
        return new Drift(
                "d-0000000000000001",
                "h-1",
                logicalId,
                "phys-1",
                type,
                Drift.Status.MODIFIED,
                changes,
                expected,
                actual);
    }

    public static MapValue map(String json) {
        try {
            return (MapValue) ValueJson.parse(json.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static List<Change> changes(MapValue expected, MapValue actual) {
        var changes = new ArrayList<Change>();
        compare(PropertyPath.ROOT, expected, actual, changes);
        return changes;
    }

    private static void compare(PropertyPath path, Value expected, Value actual, List<Change> into) {
        if (expected instanceof MapValue e && actual instanceof MapValue a) {
            var keys = new LinkedHashSet<>(e.entries().keySet());
            keys.addAll(a.entries().keySet());
            for (var key : keys) {
                side(path.child(key), e.get(key), a.get(key), into);
            }
        } else if (expected instanceof ListValue e && actual instanceof ListValue a) {
            for (int i = 0; i < Math.max(e.items().size(), a.items().size()); i++) {
                side(
                        path.child(i),
                        i < e.items().size() ? e.items().get(i) : null,
                        i < a.items().size() ? a.items().get(i) : null,
                        into);
            }
        } else if (!expected.equals(actual)) {
            into.add(new Change.NotEqual(path, path, expected, actual, List.of(), circumstances()));
        }
    }

    private static void side(
            PropertyPath path,
            @org.jspecify.annotations.Nullable Value expected,
            @org.jspecify.annotations.Nullable Value actual,
            List<Change> into) {
        if (expected == null && actual != null) {
            into.add(new Change.Add(path, actual, circumstances()));
        } else if (actual == null && expected != null) {
            into.add(new Change.Remove(path, expected, circumstances()));
        } else if (expected != null && actual != null) {
            compare(path, expected, actual, into);
        }
    }

    private static Circumstances circumstances() {
        return Circumstances.declared(new Origin(Origin.Kind.LITERAL, "", "stacks/a.yaml", PropertyPath.ROOT, 1, 1));
    }
}
