package dev.phantom.cost;

import dev.phantom.drift.Change;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The settings of a configuration by their names, list indexes left out, and which of them differ.
final class ChangedSettings {
    private ChangedSettings() {}

    static Set<String> of(List<Change> changes) {
        var names = new TreeSet<String>();
        for (var change : changes) {
            var place = Settings.names(change.path());
            switch (change) {
                case Change.Add a -> collect(place, a.actual(), new TreeMap<>(), names);
                case Change.Remove r -> collect(place, r.expected(), new TreeMap<>(), names);
                case Change.NotEqual n -> names.addAll(below(place, n.expected(), n.actual()));
            }
        }
        return names;
    }

    static Set<String> between(MapValue before, MapValue after) {
        return below("", before, after);
    }

    static Set<String> in(MapValue properties) {
        var names = new TreeSet<String>();
        collect("", properties, new TreeMap<>(), names);
        return names;
    }

    private static Set<String> below(String place, Value before, Value after) {
        var left = new TreeMap<String, List<Value>>();
        var right = new TreeMap<String, List<Value>>();
        var names = new TreeSet<String>();
        collect(place, before, left, names);
        collect(place, after, right, names);
        names.removeIf(name -> Objects.equals(left.get(name), right.get(name)));
        return names;
    }

    private static void collect(String place, Value value, Map<String, List<Value>> leaves, Set<String> names) {
        switch (value) {
            case MapValue map
            when !map.entries().isEmpty() ->
                map.entries().forEach((key, v) -> collect(place.isEmpty() ? key : place + "/" + key, v, leaves, names));
            case ListValue list
            when !list.items().isEmpty() -> list.items().forEach(v -> collect(place, v, leaves, names));
            case MapValue m -> leaf(place, m, leaves, names);
            case ListValue l -> leaf(place, l, leaves, names);
            case Scalar s -> leaf(place, s, leaves, names);
            case Reference r -> leaf(place, r, leaves, names);
            case Intrinsic i -> leaf(place, i, leaves, names);
            case Unknown u -> leaf(place, u, leaves, names);
            case Sensitive s -> leaf(place, s, leaves, names);
        }
    }

    private static void leaf(String place, Value value, Map<String, List<Value>> leaves, Set<String> names) {
        if (!place.isEmpty()) {
            leaves.computeIfAbsent(place, p -> new ArrayList<>()).add(value);
            names.add(place);
        }
    }
}
