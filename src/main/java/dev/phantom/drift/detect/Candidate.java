package dev.phantom.drift.detect;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.compare.Comparison;
import dev.phantom.state.LiveResource;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A resource of the stack that looks for its live partner.
///
/// @param physicalId empty if the stack's mapping is not known
/// @param identifier the type's primary identifier
record Candidate(
        String logicalId,
        String physicalId,
        MapValue properties,
        List<PropertyPath> identifier,
        Optional<TypeFacts> facts) {

    private static final int WEIGHT = 1000;

    Candidate {
        identifier = List.copyOf(identifier);
    }

    /// All that can be a physical id: the one given, the parts of the identifier, and all of them joined.
    static Set<String> liveKeys(LiveResource live) {
        var keys = new HashSet<String>(live.identifier().values());
        if (!live.physicalId().isEmpty()) {
            return Set.of(live.physicalId());
        }
        if (live.identifier().size() > 1) {
            keys.add(String.join("|", live.identifier().values()));
        }
        keys.remove("");
        return keys;
    }

    boolean physicallyIs(LiveResource live, Arns arns) {
        if (physicalId.isEmpty()) {
            return false;
        }
        return liveKeys(live).stream().anyMatch(key -> key.equals(physicalId) || arns.sameThing(physicalId, key));
    }

    /// The primary identifier is wholly declared, and live has the same.
    boolean isIdentifiedAs(LiveResource live) {
        if (identifier.isEmpty()) {
            return false;
        }
        for (var path : identifier) {
            var mine = text(properties, path);
            if (mine == null || !mine.equals(identity(live, path))) {
                return false;
            }
        }
        return true;
    }

    /// Both carry the same name.
    boolean isNamed(LiveResource live) {
        var mine = name(properties);
        return mine != null && mine.equals(name(live.properties()));
    }

    /// A name or an identifier says that it is another one.
    boolean contradicts(LiveResource live, Arns arns) {
        if (!live.physicalId().isEmpty() && !physicalId.isEmpty() && !physicallyIs(live, arns)) {
            return true;
        }
        for (var path : identifier) {
            var mine = text(properties, path);
            var theirs = identity(live, path);
            if (mine != null
                    && theirs != null
                    && !mine.equals(theirs)
                    && !arns.sameThing(mine, theirs)
                    && !mine.equalsIgnoreCase(theirs)) {
                return true;
            }
        }
        return false;
    }

    /// A declared property that can only change by replacement has another value.
    boolean differsInWhatCannotChange(LiveResource live, Arns arns) {
        var root = root();
        for (var entry : properties.entries().entrySet()) {
            var node = root.child(entry.getKey());
            if (node.has(Trait.CREATE_ONLY)
                    && !node.has(Trait.WRITE_ONLY)
                    && entry.getValue() instanceof Scalar mine
                    && live.properties().get(entry.getKey()) instanceof Scalar theirs
                    && !Comparison.equal(mine, theirs, node, properties, arns)) {
                return true;
            }
        }
        return false;
    }

    /// How much of what is declared live has too; 0 if it cannot be the same.
    int likeness(LiveResource live, Arns arns) {
        if (contradicts(live, arns) || differsInWhatCannotChange(live, arns)) {
            return 0;
        }
        return Comparison.likeness(properties, live.properties(), root(), arns, WEIGHT);
    }

    /// More of what is declared agrees than differs.
    boolean isAlike(LiveResource live, Arns arns) {
        return Comparison.likeness(properties, live.properties(), root(), arns, WEIGHT) > 0;
    }

    private TypeNode root() {
        return facts.map(TypeFacts::root).orElse(TypeNode.UNKNOWN);
    }

    private static @Nullable String identity(LiveResource live, PropertyPath path) {
        var given = live.identifier().get(path.last());
        return given != null ? given : text(live.properties(), path);
    }

    private static @Nullable String text(MapValue properties, PropertyPath path) {
        Value at = properties;
        for (var segment : path.segments()) {
            var next = at instanceof MapValue map ? map.get(segment) : null;
            if (next == null) {
                return null;
            }
            at = next.settled();
        }
        return at instanceof Scalar s && !s.text().isEmpty() ? s.text() : null;
    }

    /// The value of `Name`, else of the only property whose name ends so; null if there is none.
    private @Nullable String name(MapValue all) {
        var own = facts.map(f -> f.type().substring(f.type().lastIndexOf(':') + 1))
                .orElse("");
        for (var key : List.of("Name", own + "Name", own + "Identifier", own + "Id")) {
            var text = text(all, PropertyPath.of(key));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /// What the live partner is called, for references to it.
    Set<String> names(LiveResource live) {
        var names = new LinkedHashSet<String>();
        if (!physicalId.isEmpty()) {
            names.add(physicalId);
        }
        if (!live.physicalId().isEmpty()) {
            names.add(live.physicalId());
        }
        own(live.identifier()).forEach(names::add);
        return names;
    }

    /// The parts of the identifier that are the resource's own, not its parent's.
    private static List<String> own(Map<String, String> identifier) {
        return identifier.size() == 1 ? List.copyOf(identifier.values()) : List.of();
    }
}
