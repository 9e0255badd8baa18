package dev.phantom.drift.fact;

import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The facts of one place, to be walked in step with a value: `child("Tags").child("0")`. A place without facts is
/// `NONE`, and so is everything below it.
///
/// @param own   the facts of this very path
/// @param below by property name, and `*` for any index or key
public record FactNode(List<Fact> own, Map<String, FactNode> below) {

    public static final FactNode NONE = new FactNode(List.of(), Map.of());

    private static final String ANY = "*";

    public FactNode {
        own = List.copyOf(own);
        below = Map.copyOf(below);
    }

    static FactNode of(List<Fact> facts) {
        var root = new Growing();
        facts.forEach(fact -> root.at(fact.path()).own.add(fact));
        return root.freeze();
    }

    /// The property, map entry or list element of that name or index.
    public FactNode child(String key) {
        if (below.isEmpty()) {
            return NONE;
        }
        var named = below.get(key);
        return named != null ? named : below.getOrDefault(ANY, NONE);
    }

    public FactNode items() {
        return child(ANY);
    }

    public FactNode at(PropertyPath path) {
        var node = this;
        for (var segment : path.segments()) {
            node = node.child(segment);
        }
        return node;
    }

    /// The fact of this kind, the first if there are several.
    public <F extends Fact> Optional<F> find(Class<F> kind) {
        for (var fact : own) {
            if (kind.isInstance(fact)) {
                return Optional.of(kind.cast(fact));
            }
        }
        return Optional.empty();
    }

    /// Every fact of this kind.
    public <F extends Fact> List<F> all(Class<F> kind) {
        return own.isEmpty()
                ? List.of()
                : own.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public boolean has(Class<? extends Fact> kind) {
        return !own.isEmpty() && own.stream().anyMatch(kind::isInstance);
    }

    /// Whether this place or one below it has a fact of this kind.
    public boolean hasWithin(Class<? extends Fact> kind) {
        return has(kind) || below.values().stream().anyMatch(node -> node.hasWithin(kind));
    }

    private static final class Growing {
        private final List<Fact> own = new ArrayList<>();
        private final Map<String, Growing> below = new HashMap<>();

        Growing at(PropertyPath path) {
            var place = this;
            for (var segment : path.segments()) {
                place = place.below.computeIfAbsent(segment, s -> new Growing());
            }
            return place;
        }

        FactNode freeze() {
            var frozen = new HashMap<String, FactNode>();
            below.forEach((key, child) -> frozen.put(key, child.freeze()));
            return new FactNode(own, frozen);
        }
    }
}
