package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Tier;
import dev.phantom.drift.compare.Comparison;
import dev.phantom.drift.compare.ReferenceWalk;
import dev.phantom.drift.compare.Scope;
import dev.phantom.drift.fact.Fact.Attachment;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/// Elements of a list that other resources of the stack put there: an ingress rule beside its security group, an inline
/// policy beside its role.
///
/// @param nothing how elements are compared: by their values alone
record AttachedElements(FactBook facts, StackResources stack, ReferenceWalk references, Scope nothing) {

    /// What is left of a change when all that they account for is taken away: an element of a list, or some of the
    /// elements of a list that the template does not speak of. Empty if nothing is left.
    Optional<Change> remainder(Change change, ComparedResource resource) {
        if (!(change instanceof Change.Add add) || add.path().isRoot()) {
            return Optional.of(change);
        }
        if (accountFor(add.path().parent(), add.actual(), resource)) {
            return Optional.empty();
        }
        if (!(add.actual() instanceof ListValue list)
                || !facts.of(resource.type()).has(Attachment.class, add.path())) {
            return Optional.of(change);
        }
        var left = list.items().stream()
                .filter(item -> !accountFor(add.path(), item, resource))
                .toList();
        return left.isEmpty() && !list.items().isEmpty()
                ? Optional.empty()
                : Optional.of(new Change.Add(add.path(), new ListValue(left), add.circumstances()));
    }

    private boolean accountFor(PropertyPath list, Value element, ComparedResource resource) {
        return facts.of(resource.type()).at(list).all(Attachment.class).stream()
                .anyMatch(attachment -> stack.ofType(attachment.by()).stream()
                        .filter(other -> pointsHere(other.resource(), attachment, resource))
                        .anyMatch(other -> adds(other.logicalId(), other.resource(), attachment, element)));
    }

    private boolean pointsHere(DeclaredResource other, Attachment attachment, ComparedResource resource) {
        var named = references.named().get(resource.logicalId());
        Set<String> names = named == null ? Set.of() : named.names();
        return Lookup.all(other.properties(), attachment.through())
                .anyMatch(value -> Lookup.names(value, resource.logicalId(), names));
    }

    private boolean adds(String logicalId, DeclaredResource other, Attachment attachment, Value element) {
        return switch (attachment.element()) {
            case "any" -> true;
            case "ref" -> {
                var named = references.named().get(logicalId);
                yield named == null || Lookup.names(element, logicalId, named.names());
            }
            case "rest" ->
                element instanceof MapValue map && same(without(other.properties(), attachment.through()), map);
            default ->
                Lookup.all(other.properties(), PropertyPath.parse(attachment.element()))
                        .anyMatch(value -> same(value, element));
        };
    }

    private boolean same(Value declared, Value element) {
        if (declared.settled() instanceof Scalar d && element instanceof Scalar e) {
            return d.text().equals(e.text());
        }
        return declared instanceof MapValue d && element instanceof MapValue e && same(d, e);
    }

    private boolean same(MapValue declared, MapValue element) {
        return Comparison.of(declared, element, nothing).changes().stream()
                .allMatch(change -> change.circumstances().tier() == Tier.UNDECLARED);
    }

    private static MapValue without(MapValue properties, PropertyPath link) {
        var kept = new LinkedHashMap<>(properties.entries());
        kept.remove(link.segments().getFirst());
        return new MapValue(kept);
    }
}
