package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.compare.Empties;
import dev.phantom.drift.compare.ReferenceWalk;
import dev.phantom.drift.fact.Fact.Alternate;
import dev.phantom.drift.fact.Fact.GeneratedName;
import dev.phantom.drift.fact.Fact.Inherited;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Scalar;
import java.util.Set;

/// Live values that only repeat what is said elsewhere: a parent's value, the resource's own made-up name, the same
/// thing
/// in another property.
record RepeatedValues(FactBook facts, StackResources stack, ReferenceWalk references) {

    /// A difference that is only another resource's value shown here.
    boolean inherited(Change change, ComparedResource resource) {
        var fact = facts.of(resource.type()).find(Inherited.class, change.path());
        return fact.isPresent()
                && change.actualValue()
                        .filter(actual -> follows(fact.get(), change.path(), actual, resource))
                        .isPresent();
    }

    private boolean follows(Inherited fact, PropertyPath path, Value actual, ComparedResource resource) {
        var through =
                Lookup.at(resource.expected(), fact.through()).or(() -> Lookup.at(resource.actual(), fact.through()));
        return through.isPresent()
                && stack.ofType(fact.from()).stream()
                        .map(StackResources.Neighbour::logicalId)
                        .filter(other -> Lookup.names(through.get(), other, names(other)))
                        .anyMatch(other -> has(other, path, actual));
    }

    private boolean has(String logicalId, PropertyPath path, Value value) {
        var named = references.named().get(logicalId);
        return named != null
                && Lookup.at(named.properties(), path)
                        .filter(theirs -> same(theirs, value))
                        .isPresent();
    }

    private Set<String> names(String logicalId) {
        var named = references.named().get(logicalId);
        return named == null ? Set.of() : named.names();
    }

    private static boolean same(Value a, Value b) {
        return a instanceof Scalar x && b instanceof Scalar y ? x.text().equals(y.text()) : a.equals(b);
    }

    /// Something undeclared that says nothing new.
    boolean nothingNew(Change change, ComparedResource resource) {
        var kept = facts.of(resource.type());
        if (kept.facts().isEmpty()) {
            return false;
        }
        boolean ownName = kept.has(GeneratedName.class, change.path())
                && change.actualValue()
                        .filter(v -> v instanceof Scalar s && s.text().equals(resource.physicalId()))
                        .isPresent();
        return ownName
                || inherited(change, resource)
                || kept.find(Alternate.class, change.path())
                        .filter(alternate -> alternate.to().stream()
                                .anyMatch(to ->
                                        Lookup.all(resource.expected(), to).anyMatch(v -> !Empties.isEmpty(v))))
                        .isPresent();
    }
}
