package dev.phantom.drift.detect;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.compare.Arns;
import dev.phantom.stack.LiveResource;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
record ResourceIdentity<T>(
        T of,
        String logicalId,
        Set<String> physicalIds,
        Map<String, String> identity,
        String whole,
        String name,
        SortedMap<String, Scalar> fixed,
        MapValue properties) {

    ResourceIdentity {
        physicalIds = Set.copyOf(physicalIds);
        identity = Map.copyOf(identity);
        fixed = Collections.unmodifiableSortedMap(fixed);
    }

    /// What tells the resources of one type apart.
    ///
    /// @param identifier the primary one
    /// @param names      properties that may be called its name, the likeliest first
    record Telling(List<PropertyPath> identifier, List<PropertyPath> names, TypeNode root) {
        Telling {
            identifier = List.copyOf(identifier);
            names = List.copyOf(names);
        }

        static Telling of(Optional<TypeFacts> facts) {
            var type = facts.map(TypeFacts::type).orElse("");
            var own = type.substring(type.lastIndexOf(':') + 1);
            return new Telling(
                    facts.map(TypeFacts::primaryIdentifier).orElse(List.of()),
                    Stream.of("Name", own + "Name", own + "Identifier", own + "Id")
                            .map(PropertyPath::of)
                            .toList(),
                    facts.map(TypeFacts::root).orElse(TypeNode.UNKNOWN));
        }
    }

    /// @param physicalId empty if the stack's mapping is not known
    static ResourceIdentity<String> declared(
            String logicalId, String physicalId, MapValue properties, Telling telling) {
        return of(logicalId, logicalId, physicalId, Map.of(), properties, telling);
    }

    static ResourceIdentity<LiveResource> live(LiveResource live, Telling telling) {
        return of(live, stackId(live), live.physicalId(), live.identifier(), live.properties(), telling);
    }

    /// The logical ids of a generated template are the generator's own.
    private static String stackId(LiveResource live) {
        boolean generated = live.provenance() == LiveResource.Provenance.IAC_GENERATOR
                && live.physicalId().isEmpty();
        return generated ? "" : live.logicalId();
    }

    private static <T> ResourceIdentity<T> of(
            T of,
            String logicalId,
            String physicalId,
            Map<String, String> identifier,
            MapValue properties,
            Telling telling) {
        var identity = new TreeMap<String, String>();
        for (var path : telling.identifier()) {
            var known = identifier.get(path.last());
            var text = known == null ? text(properties, path) : known;
            if (text != null) {
                identity.put(path.toString(), text);
            }
        }
        boolean complete =
                !identity.isEmpty() && identity.size() == telling.identifier().size();
        var whole = complete ? String.join("\n", identity.values()) : "";
        if (!physicalId.isEmpty()) {
            identity.put("", physicalId);
        }
        return new ResourceIdentity<>(
                of,
                logicalId,
                physicalIds(physicalId, identifier),
                identity,
                whole,
                name(properties, telling.names()),
                fixed(properties, telling.root()),
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

    private static String name(MapValue properties, List<PropertyPath> names) {
        for (var path : names) {
            var text = text(properties, path);
            if (text != null) {
                return text;
            }
        }
        return "";
    }

    private static SortedMap<String, Scalar> fixed(MapValue properties, TypeNode root) {
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

    /// Lookup keys of all that could be the same physical id.
    Set<String> physicalKeys() {
        var keys = new HashSet<String>();
        physicalIds.forEach(id -> keys.add(key(id)));
        return keys;
    }

    boolean isPhysically(ResourceIdentity<?> other, Arns arns) {
        return physicalIds.stream().anyMatch(a -> other.physicalIds.stream().anyMatch(b -> same(a, b, arns)));
    }

    /// The values of these fixed properties; empty unless all are known.
    Set<String> fixed(Set<String> properties) {
        var values = new StringJoiner("\n");
        for (var property : properties) {
            var value = fixed.get(property);
            if (value == null) {
                return Set.of();
            }
            values.add(property + "=" + value.text());
        }
        return properties.isEmpty() ? Set.of() : Set.of(values.toString());
    }

    /// A part of the identity says that it is another one.
    boolean contradicts(ResourceIdentity<?> other, Arns arns) {
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
