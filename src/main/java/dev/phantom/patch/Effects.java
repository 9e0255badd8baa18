package dev.phantom.patch;

import dev.phantom.iac.Declaration;
import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What an edit moves: every evaluated place that is not as before. Values are told apart by their text, so that quotes
/// do not count.
public final class Effects {

    /// @param owner    logical id; `Outputs` for an output
    /// @param property below its properties; the root if the whole resource comes, goes or changes otherwise
    public record Effect(String owner, PropertyPath property) {
        @Override
        public String toString() {
            return property.isRoot() ? owner : owner + " " + property;
        }
    }

    private Effects() {}

    public static List<Effect> between(Declaration left, Declaration right) {
        List<Effect> found = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>(left.resources().keySet());
        ids.addAll(right.resources().keySet());
        for (String id : ids) {
            DeclaredResource a = left.resources().get(id);
            DeclaredResource b = right.resources().get(id);
            if (a == null || b == null || a.certain() != b.certain() || !sameFrame(a, b)) {
                found.add(new Effect(id, PropertyPath.ROOT));
            } else {
                compare(a.properties(), b.properties(), PropertyPath.ROOT, id, found);
            }
        }
        compare(new MapValue(left.outputs()), new MapValue(right.outputs()), PropertyPath.ROOT, "Outputs", found);
        return found;
    }

    private static boolean sameFrame(DeclaredResource a, DeclaredResource b) {
        return a.source().type().equals(b.source().type())
                && a.source().attributes().equals(b.source().attributes());
    }

    private static void compare(Value a, Value b, PropertyPath at, String owner, List<Effect> found) {
        if (a instanceof MapValue l && b instanceof MapValue r) {
            Set<String> keys = new LinkedHashSet<>(l.entries().keySet());
            keys.addAll(r.entries().keySet());
            for (String key : keys) {
                Value left = l.get(key);
                Value right = r.get(key);
                if (left == null || right == null) {
                    found.add(new Effect(owner, at.child(key)));
                } else {
                    compare(left, right, at.child(key), owner, found);
                }
            }
        } else if (a instanceof ListValue(List<Value> l)
                && b instanceof ListValue(List<Value> r)
                && l.size() == r.size()) {
            for (int i = 0; i < l.size(); i++) {
                compare(l.get(i), r.get(i), at.child(i), owner, found);
            }
        } else if (!same(a, b)) {
            found.add(new Effect(owner, at));
        }
    }

    /// Equal as texts, all the way down.
    public static boolean same(Value a, Value b) {
        return switch (a) {
            case Scalar l -> b.settled() instanceof Scalar r && l.text().equals(r.text());
            case Reference l ->
                b instanceof Reference r
                        ? l.logicalId().equals(r.logicalId()) && l.attribute().equals(r.attribute())
                        : same(l.known(), b);
            case ListValue l ->
                b instanceof ListValue r
                        && l.items().size() == r.items().size()
                        && java.util.stream.IntStream.range(0, l.items().size())
                                .allMatch(i -> same(l.items().get(i), r.items().get(i)));
            case MapValue l ->
                b instanceof MapValue r
                        && l.entries().keySet().equals(r.entries().keySet())
                        && l.entries().entrySet().stream()
                                .allMatch(e -> r.get(e.getKey()) instanceof Value v && same(e.getValue(), v));
            case Value.Intrinsic l -> l.equals(b);
            case Value.Unknown l -> l.equals(b);
            case Value.Sensitive l -> l.equals(b);
        };
    }
}
