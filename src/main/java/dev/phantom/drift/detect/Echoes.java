package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.compare.Empties;
import dev.phantom.drift.compare.References;
import dev.phantom.drift.fact.Fact.Alternate;
import dev.phantom.drift.fact.Fact.GeneratedName;
import dev.phantom.drift.fact.Fact.Inherited;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.template.EvaluatedTemplate.EvaluatedResource;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.Value.Scalar;
import java.util.Map;
import java.util.Set;

/// Live values that only repeat what is said elsewhere: a parent's value, the resource's own made-up name, the same
/// thing
/// in another property.
record Echoes(FactBook facts, Map<String, EvaluatedResource> stack, References references) {

    Echoes {
        stack = Map.copyOf(stack);
    }

    /// A difference that is only another resource's value shown here.
    boolean inherited(Change change, Subject subject) {
        var fact = facts.of(subject.type()).find(Inherited.class, change.path());
        return fact.isPresent()
                && change.actualValue()
                        .filter(actual -> follows(fact.get(), change.path(), actual, subject))
                        .isPresent();
    }

    private boolean follows(Inherited fact, PropertyPath path, Value actual, Subject subject) {
        var through =
                Lookup.at(subject.expected(), fact.through()).or(() -> Lookup.at(subject.actual(), fact.through()));
        return through.isPresent()
                && stack.entrySet().stream()
                        .filter(other -> other.getValue().source().type().equals(fact.from()))
                        .filter(other -> Lookup.names(through.get(), other.getKey(), names(other.getKey())))
                        .anyMatch(other -> references.named().containsKey(other.getKey())
                                && Lookup.at(
                                                references
                                                        .named()
                                                        .get(other.getKey())
                                                        .properties(),
                                                path)
                                        .filter(value -> same(value, actual))
                                        .isPresent());
    }

    private Set<String> names(String logicalId) {
        var named = references.named().get(logicalId);
        return named == null ? Set.of() : named.names();
    }

    private static boolean same(Value a, Value b) {
        return a instanceof Scalar x && b instanceof Scalar y ? x.text().equals(y.text()) : a.equals(b);
    }

    /// Something undeclared that says nothing new.
    boolean nothingNew(Change change, Subject subject) {
        var kept = facts.of(subject.type());
        boolean ownName = kept.has(GeneratedName.class, change.path())
                && change.actualValue()
                        .filter(v -> v instanceof Scalar s && s.text().equals(subject.physicalId()))
                        .isPresent();
        return ownName
                || inherited(change, subject)
                || kept.find(Alternate.class, change.path())
                        .filter(alternate -> alternate.to().stream()
                                .anyMatch(
                                        to -> Lookup.all(subject.expected(), to).anyMatch(v -> !Empties.isEmpty(v))))
                        .isPresent();
    }
}
