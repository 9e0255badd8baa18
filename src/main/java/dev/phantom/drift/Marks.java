package dev.phantom.drift;

import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.value.PropertyPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a type's path lists say, as a trie: the half of a [TypeNode] that depends on the whole path.
///
/// @param own        the traits of this very path, as bits
/// @param within     the traits of this path and of all below it
/// @param transforms alternatives of the `propertyTransform` of this path
record Marks(int own, int within, List<String> transforms, Map<String, Marks> below) {

    static final Marks NONE = new Marks(0, 0, List.of(), Map.of());

    Marks {
        transforms = List.copyOf(transforms);
        below = Map.copyOf(below);
    }

    static Marks of(Map<Trait, List<PropertyPath>> traits, Map<PropertyPath, List<String>> transforms) {
        var root = new Growing();
        traits.forEach((trait, paths) -> paths.forEach(path -> root.at(path).own |= trait.bit()));
        transforms.forEach((path, alternatives) -> root.at(path).transforms = alternatives);
        return root.freeze();
    }

    Marks child(String key) {
        if (below.isEmpty()) {
            return NONE;
        }
        var named = below.get(key);
        return named != null ? named : below.getOrDefault(Shape.ANY, NONE);
    }

    private static final class Growing {
        private int own;
        private List<String> transforms = List.of();
        private final Map<String, Growing> below = new HashMap<>();

        Growing at(PropertyPath path) {
            var place = this;
            for (var segment : path.segments()) {
                place = place.below.computeIfAbsent(segment, s -> new Growing());
            }
            return place;
        }

        Marks freeze() {
            var frozen = new HashMap<String, Marks>();
            below.forEach((key, child) -> frozen.put(key, child.freeze()));
            int within = frozen.values().stream().mapToInt(Marks::within).reduce(own, (a, b) -> a | b);
            return new Marks(own, within, transforms, frozen);
        }
    }
}
