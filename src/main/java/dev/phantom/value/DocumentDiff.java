package dev.phantom.value;

import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The places at which two documents differ; lists of different length differ as a whole.
public final class DocumentDiff {
    private DocumentDiff() {}

    /// Paths in the long form, in document order.
    public static List<PropertyPath> between(Value left, Value right) {
        List<PropertyPath> places = new ArrayList<>();
        collect(left, right, PropertyPath.ROOT, places);
        return places;
    }

    private static void collect(Value left, Value right, PropertyPath at, List<PropertyPath> places) {
        if (left instanceof MapValue l && right instanceof MapValue r) {
            Set<String> keys = new LinkedHashSet<>(l.entries().keySet());
            keys.addAll(r.entries().keySet());
            for (String key : keys) {
                if (l.get(key) instanceof Value a && r.get(key) instanceof Value b) {
                    collect(a, b, at.child(key), places);
                } else {
                    places.add(at.child(key));
                }
            }
        } else if (left instanceof ListValue(List<Value> l)
                && right instanceof ListValue(List<Value> r)
                && l.size() == r.size()) {
            for (int i = 0; i < l.size(); i++) {
                collect(l.get(i), r.get(i), at.child(i), places);
            }
        } else if (left instanceof Intrinsic l
                && right instanceof Intrinsic r
                && l.name().equals(r.name())) {
            collect(l.argument(), r.argument(), at.child(l.name()), places);
        } else if (!YamlReading.same(left, right)) {
            places.add(at);
        }
    }
}
