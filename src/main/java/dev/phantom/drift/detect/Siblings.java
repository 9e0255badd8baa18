package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Tier;
import dev.phantom.drift.compare.Comparison;
import dev.phantom.drift.compare.Scope;
import dev.phantom.template.EvaluatedTemplate.EvaluatedResource;
import dev.phantom.template.Value;
import dev.phantom.template.Value.ListValue;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Reference;
import dev.phantom.template.Value.Scalar;
import dev.phantom.template.Value.Unknown;
import java.util.LinkedHashMap;
import java.util.Map;

/// Elements of a list that the stack declares as resources of their own: an ingress rule beside its security group, an
/// inline policy beside its role.
record Siblings(NotesTable notes, Map<String, EvaluatedResource> stack) {

    Siblings {
        stack = Map.copyOf(stack);
    }

    /// Whether this addition is one of them.
    boolean declare(Change change, ManagedFacts.Subject subject, Scope scope) {
        if (!(change instanceof Change.Add add) || !(add.actual() instanceof MapValue element) || add.path().isRoot()) {
            return false;
        }
        var separate = notes.separate(subject.type(), add.path().parent());
        return separate.isPresent()
                && stack.values().stream()
                        .filter(r -> r.source().type().equals(separate.get().by()))
                        .filter(r -> points(r.properties().get(separate.get().link()), subject))
                        .anyMatch(r -> same(without(r.properties(), separate.get().link()), element, scope));
    }

    private static boolean points(@org.jspecify.annotations.Nullable Value link, ManagedFacts.Subject subject) {
        return switch (link) {
            case null -> false;
            case Reference r -> r.logicalId().equals(subject.logicalId());
            case Scalar s -> s.text().equals(subject.physicalId());
            case Unknown u -> true;
            case ListValue list -> list.items().stream().anyMatch(item -> points(item, subject));
            case Value other -> false;
        };
    }

    private static MapValue without(MapValue properties, String link) {
        var kept = new LinkedHashMap<>(properties.entries());
        kept.remove(link);
        return new MapValue(kept);
    }

    private static boolean same(MapValue declared, MapValue element, Scope scope) {
        return Comparison.of(declared, element, scope).changes().stream()
                .allMatch(change -> change.circumstances().tier() == Tier.UNDECLARED);
    }
}
