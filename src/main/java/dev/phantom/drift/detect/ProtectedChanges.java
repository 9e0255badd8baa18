package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.fact.Fact.Attributes;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;

/// Tells the changes that touch a protection.
public final class ProtectedChanges {

    private ProtectedChanges() {}

    /// @param expected the side on which removed and changed paths stand
    /// @param actual   the side on which added paths stand
    public static boolean touches(KeptFacts kept, Change change, MapValue expected, MapValue actual) {
        return kept.protects(change.path())
                || entry(kept, change.path(), change instanceof Change.Add ? actual : expected);
    }

    /// An entry of an attribute list, known by its key: `deletion_protection.enabled`.
    private static boolean entry(KeptFacts kept, PropertyPath path, MapValue side) {
        for (int n = 1; n < path.segments().size(); n++) {
            var bag = new PropertyPath(path.segments().subList(0, n));
            var attributes = kept.find(Attributes.class, bag);
            if (attributes.isPresent()) {
                var element = Lookup.at(side, bag.child(path.segments().get(n)));
                return element.filter(e ->
                                guarded(kept, bag, e, attributes.get().key().getLast()))
                        .isPresent();
            }
        }
        return false;
    }

    private static boolean guarded(KeptFacts kept, PropertyPath bag, Value element, String key) {
        return element instanceof MapValue map
                && map.get(key) instanceof Scalar s
                && kept.protection(bag, s.text()).isPresent();
    }
}
