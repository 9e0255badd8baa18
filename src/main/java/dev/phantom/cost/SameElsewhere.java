package dev.phantom.cost;

import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;

/// Two models of a resource that differ in the changed settings alone: elsewhere both say what live says, and where
/// live
/// is silent what is declared. So what a template leaves out and AWS fills in, or AWS does not return, makes no
/// difference.
///
/// @param changed names of settings, list indexes left out
record SameElsewhere(Set<String> changed) {

    /// @param own  the side that is made
    /// @param live the side that is right where nothing changed
    /// @param safe what is declared
    MapValue of(MapValue own, MapValue live, MapValue safe) {
        return of("", own, live, safe);
    }

    private MapValue of(String place, MapValue own, MapValue live, MapValue safe) {
        var keys = new LinkedHashSet<>(live.entries().keySet());
        keys.addAll(safe.entries().keySet());
        var entries = new LinkedHashMap<String, Value>();
        for (var key : keys) {
            var name = place.isEmpty() ? key : place + "/" + key;
            var mine = own.get(key);
            var theirs = live.get(key) == null ? safe.get(key) : live.get(key);
            var value = !touched(name) ? theirs : mine;
            if (touched(name)
                    && mine instanceof MapValue inner
                    && live.get(key) instanceof MapValue below
                    && safe.get(key) instanceof MapValue declared) {
                value = of(name, inner, below, declared);
            }
            if (value != null) {
                entries.put(key, value);
            }
        }
        return new MapValue(entries);
    }

    private boolean touched(String name) {
        return changed.stream().anyMatch(c -> Settings.within(c, name) || Settings.within(name, c));
    }
}
