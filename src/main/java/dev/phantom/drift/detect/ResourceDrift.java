package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Tier;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.compare.Compared;
import dev.phantom.drift.compare.Comparison;
import dev.phantom.drift.compare.References;
import dev.phantom.drift.compare.Scope;
import dev.phantom.drift.compare.Scope.Mode;
import dev.phantom.state.LiveResource;
import dev.phantom.state.Mask;
import dev.phantom.template.EvaluatedTemplate.EvaluatedResource;
import dev.phantom.template.Origin;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Compares the resources of one stack, one at a time.
///
/// @param stack     all resources of the template, for what they say of each other
/// @param origins   where an expected value is written
record ResourceDrift(
        TypeCatalog catalog,
        Protections protections,
        ManagedFacts managed,
        NotesTable notes,
        Mask mask,
        Arns arns,
        Map<String, String> stackTags,
        References references,
        Map<String, EvaluatedResource> stack,
        BiFunction<String, PropertyPath, Origin> origins) {

    ResourceDrift {
        stackTags = Map.copyOf(stackTags);
        stack = Map.copyOf(stack);
    }

    /// What came of one resource. Nothing is ignored yet.
    ///
    /// @param drift   null if there is none
    record Outcome(@Nullable Drift drift, List<Compared.Gap> gaps, List<Listed> managed, List<Listed> inventory) {
        Outcome {
            gaps = List.copyOf(gaps);
            managed = List.copyOf(managed);
            inventory = List.copyOf(inventory);
        }
    }

    /// @param earlier the partner in the baseline; null if there is none
    Outcome compare(String logicalId, String physicalId, MapValue expected, LiveResource live, @Nullable LiveResource earlier) {
        var type = live.type();
        var subject = new ManagedFacts.Subject(logicalId, type, physicalId, expected, live.properties());
        var siblings = new Siblings(notes, stack);
        var compared = Comparison.of(expected, live.properties(), scope(type, Mode.DECLARED));
        var declared = new ArrayList<Change>();
        var candidates = new ArrayList<Change>();
        for (var change : compared.changes()) {
            if (siblings.declare(change, subject, scope("", Mode.DECLARED))) {
                continue;
            }
            boolean isDeclared = change.circumstances().tier() == Tier.DECLARED;
            (isDeclared ? declared : candidates).add(isDeclared ? withOrigin(logicalId, change) : change);
        }
        List<Change> confirmed = declared;
        if (earlier != null) {
            var since = Comparison.of(earlier.properties(), live.properties(), scope(type, Mode.EARLIER));
            confirmed = new Earlier(expected, earlier.properties(), live.properties()).confirmed(declared, since.changes());
        }
        var kept = new ArrayList<Change>();
        var byAws = new ArrayList<Listed>();
        for (var change : confirmed) {
            managed.reason(change, subject, stack)
                    .ifPresentOrElse(reason -> byAws.add(listed(subject, change, reason)), () -> kept.add(change));
        }
        var inventory = candidates.stream()
                .filter(candidate -> kept.stream().noneMatch(change ->
                        Earlier.overlap(Earlier.actualPath(candidate), Earlier.actualPath(change))))
                .map(change -> listed(subject, change, "not declared"))
                .toList();
        var drift = kept.isEmpty()
                ? null
                : new Drift("", "", logicalId, physicalId, type, Drift.Status.MODIFIED, kept, expected, live.properties());
        return new Outcome(drift, compared.gaps(), byAws, inventory);
    }

    /// What two templates say differently of one resource.
    Compared between(String type, MapValue deployed, MapValue safe) {
        return Comparison.of(deployed, safe, scope(type, Mode.TEMPLATES));
    }

    private Scope scope(String type, Mode mode) {
        Optional<TypeFacts> facts = catalog.find(type);
        return new Scope(
                facts,
                facts.map(TypeFacts::root).orElse(TypeNode.UNKNOWN),
                arns,
                stackTags,
                references,
                protections.of(type),
                notes.of(type),
                mask,
                mode);
    }

    private Change withOrigin(String logicalId, Change change) {
        if (change instanceof Change.Add) {
            return change;
        }
        var c = change.circumstances();
        return change.with(new dev.phantom.drift.Circumstances(
                c.tier(), c.confirmed(), c.protection(), origins.apply(logicalId, change.path()), c.occurred(), c.witnesses()));
    }

    static Listed listed(ManagedFacts.Subject subject, Change change, String reason) {
        return new Listed(
                subject.logicalId(),
                subject.physicalId(),
                subject.type(),
                change.path(),
                change.kind(),
                change.expectedValue().orElse(null),
                change.actualValue().orElse(null),
                reason);
    }
}
