package dev.phantom.drift.detect;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.compare.Arns;
import dev.phantom.state.LiveResource;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a resource is recognised by; the same on both sides of a match.
///
/// @param of          the resource
/// @param logicalId   the stack's; empty if not known
/// @param physicalIds all that can be its physical id: the one known, else the parts of its identifier, and all of them
/// joined
/// @param identity    the known parts of its primary identifier by their paths, its physical id under the empty path:
///                    where both sides know one, they must agree
/// @param whole       the primary identifier if all of it is known; else empty
/// @param name        empty if it has none
/// @param fixed       scalars that cannot change without a replacement, by property
record Signs<T>(
        T of,
        String logicalId,
        Set<String> physicalIds,
        Map<String, String> identity,
        String whole,
        String name,
        SortedMap<String, Scalar> fixed,
        MapValue properties) {

    Signs {
        physicalIds = Set.copyOf(physicalIds);
        identity = Map.copyOf(identity);
        fixed = Collections.unmodifiableSortedMap(fixed);
    }

    /// @param physicalId empty if the stack's mapping is not known
    static Signs<String> declared(String logicalId, String physicalId, MapValue properties, Optional<TypeFacts> facts) {
        return of(logicalId, logicalId, physicalId, Map.of(), properties, facts);
    }

    static Signs<LiveResource> live(LiveResource live, Optional<TypeFacts> facts) {
        return of(live, stackId(live), live.physicalId(), live.identifier(), live.properties(), facts);
    }

    /// The logical ids of a generated template are the generator's own.
    private static String stackId(LiveResource live) {
        boolean generated = live.provenance() == LiveResource.Provenance.IAC_GENERATOR
                && live.physicalId().isEmpty();
        return generated ? "" : live.logicalId();
    }

    private static <T> Signs<T> of(
            T of,
            String logicalId,
            String physicalId,
            Map<String, String> identifier,
            MapValue properties,
            Optional<TypeFacts> facts) {
        var identity = new TreeMap<String, String>();
        for (var path : facts.map(TypeFacts::primaryIdentifier).orElse(List.of())) {
            Optional.ofNullable(identifier.get(path.last()))
                    .or(() -> text(properties, path))
                    .ifPresent(text -> identity.put(path.toString(), text));
        }
        boolean complete = !identity.isEmpty()
                && identity.size() == facts.orElseThrow().primaryIdentifier().size();
        var whole = complete ? String.join("\n", identity.values()) : "";
        if (!physicalId.isEmpty()) {
            identity.put("", physicalId);
        }
        return new Signs<>(
                of,
                logicalId,
                physicalIds(physicalId, identifier),
                identity,
                whole,
                name(properties, facts),
                fixed(properties, facts),
                properties);
    }

    private static Set<String> physicalIds(String physicalId, Map<String, String> identifier) {
        if (!physicalId.isEmpty()) {
            return Set.of(physicalId);
        }
        if (identifier.isEmpty()) {
            return Set.of();
        }
        var ids = new HashSet<>(identifier.values());
        ids.add(String.join("|", identifier.values()));
        ids.remove("");
        return ids;
    }

    private static String name(MapValue properties, Optional<TypeFacts> facts) {
        var type = facts.map(TypeFacts::type).orElse("");
        var own = type.substring(type.lastIndexOf(':') + 1);
        for (var key : List.of("Name", own + "Name", own + "Identifier", own + "Id")) {
            if (properties.get(key) instanceof Value value
                    && value.settled() instanceof Scalar s
                    && !s.text().isEmpty()) {
                return s.text();
            }
        }
        return "";
    }

    private static SortedMap<String, Scalar> fixed(MapValue properties, Optional<TypeFacts> facts) {
        var root = facts.map(TypeFacts::root).orElse(TypeNode.UNKNOWN);
        var fixed = new TreeMap<String, Scalar>();
        properties.entries().forEach((key, value) -> {
            if (value instanceof Scalar scalar) {
                var node = root.child(key);
                if (node.has(Trait.CREATE_ONLY) && !node.has(Trait.WRITE_ONLY)) {
                    fixed.put(key, scalar);
                }
            }
        });
        return fixed;
    }

    private static Optional<String> text(MapValue properties, PropertyPath path) {
        Value at = properties;
        for (var segment : path.segments()) {
            var next = at instanceof MapValue map ? map.get(segment) : null;
            if (next == null) {
                return Optional.empty();
            }
            at = next.settled();
        }
        return at instanceof Scalar s && !s.text().isEmpty() ? Optional.of(s.text()) : Optional.empty();
    }

    /// Lookup keys of all that could be the same physical id.
    Set<String> physicalKeys() {
        var keys = new HashSet<String>();
        physicalIds.forEach(id -> keys.add(key(id)));
        return keys;
    }

    boolean isPhysically(Signs<?> other, Arns arns) {
        return physicalIds.stream().anyMatch(a -> other.physicalIds.stream().anyMatch(b -> same(a, b, arns)));
    }

    /// The values of these fixed properties; empty unless all are known.
    Set<String> fixed(Set<String> properties) {
        return !properties.isEmpty() && fixed.keySet().containsAll(properties)
                ? Set.of(properties.stream()
                        .map(p -> p + "=" + Objects.requireNonNull(fixed.get(p)).text())
                        .collect(Collectors.joining("\n")))
                : Set.of();
    }

    /// A part of the identity says that it is another one.
    boolean contradicts(Signs<?> other, Arns arns) {
        for (var mine : identity.entrySet()) {
            var theirs = other.identity.get(mine.getKey());
            if (theirs != null && !same(mine.getValue(), theirs, arns)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(String a, String b, Arns arns) {
        return a.equalsIgnoreCase(b) || arns.sameThing(a, b);
    }

    /// Equal for all that `same` can find equal: the last part of a name or an ARN.
    static String key(String text) {
        var bare = text.endsWith(":*") ? text.substring(0, text.length() - 2) : text;
        return bare.substring(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf(':')) + 1)
                .toLowerCase(Locale.ROOT);
    }
}
