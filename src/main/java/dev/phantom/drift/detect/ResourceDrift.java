package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Tier;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.compare.Comparison;
import dev.phantom.drift.compare.ComparisonResult;
import dev.phantom.drift.compare.ReferenceWalk;
import dev.phantom.drift.compare.Scope;
import dev.phantom.drift.compare.Scope.Mode;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.iac.Origin;
import dev.phantom.stack.LiveResource;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Compares the resources of one stack, one at a time.
final class ResourceDrift {

    private final DriftDetector detector;
    private final TypeKnowledge knowledge;
    private final Arns arns;
    private final Map<String, String> stackTags;
    private final ReferenceWalk references;
    private final BiFunction<String, PropertyPath, Origin> origins;
    private final Map<Mode, Map<String, Scope>> scopes = new EnumMap<>(Mode.class);
    private final AttachedElements siblings;
    private final RepeatedValues echoes;
    private final ManagedFacts managed;

    /// @param stack   all resources of the template, for what they say of each other
    /// @param origins where an expected value is written
    ResourceDrift(
            DriftDetector detector,
            TypeKnowledge knowledge,
            Arns arns,
            Map<String, String> stackTags,
            ReferenceWalk references,
            Map<String, DeclaredResource> stack,
            BiFunction<String, PropertyPath, Origin> origins) {
        this.detector = detector;
        this.knowledge = knowledge;
        this.arns = arns;
        this.stackTags = Map.copyOf(stackTags);
        this.references = references;
        this.origins = origins;
        var neighbours = StackResources.of(stack);
        this.siblings = new AttachedElements(knowledge.facts(), neighbours, references, scope("", Mode.DECLARED));
        this.echoes = new RepeatedValues(knowledge.facts(), neighbours, references);
        this.managed = new ManagedFacts(knowledge.facts(), neighbours);
    }

    /// What came of one resource. Nothing is ignored yet.
    ///
    /// @param drift null if there is none
    record Outcome(
            @Nullable Drift drift, List<ComparisonResult.Gap> gaps, List<Listed> managed, List<Listed> inventory) {
        Outcome {
            gaps = List.copyOf(gaps);
            managed = List.copyOf(managed);
            inventory = List.copyOf(inventory);
        }
    }

    /// @param shown  the partner, under the stack's own logical id
    /// @param before the partner in the baseline; null if there is none
    Outcome compare(MapValue expected, LiveResource shown, @Nullable LiveResource before) {
        var live = shown.withoutOutputs();
        var earlier = before == null ? null : before.withoutOutputs();
        var resource =
                new ComparedResource(live.logicalId(), live.type(), live.physicalId(), expected, live.properties());
        var compared = Comparison.of(expected, live.properties(), scope(live.type(), Mode.DECLARED));
        boolean facts = !knowledge.facts(live.type()).facts().isEmpty();
        var declared = new ArrayList<Change>();
        var candidates = new ArrayList<Change>();
        for (var found : compared.changes()) {
            var remainder = facts ? siblings.remainder(found, resource) : Optional.of(found);
            if (remainder.isEmpty() || facts && echoes.inherited(found, resource)) {
                continue;
            }
            var change = remainder.get();
            if (change.circumstances().tier() == Tier.DECLARED) {
                declared.add(circumstanced(change, resource, expected));
            } else {
                candidates.add(change);
            }
        }
        var confirmed = earlier == null ? declared : confirmed(resource, declared, candidates, earlier);
        var kept = new ArrayList<Change>();
        var byAws = new ArrayList<Listed>();
        for (var change : confirmed) {
            managed.reason(change, resource)
                    .ifPresentOrElse(reason -> byAws.add(resource.listed(change, reason)), () -> kept.add(change));
        }
        return new Outcome(drift(resource, kept), compared.gaps(), byAws, inventory(resource, candidates, kept));
    }

    private List<Change> confirmed(
            ComparedResource resource, List<Change> declared, List<Change> candidates, LiveResource earlier) {
        var since =
                Comparison.of(earlier.properties(), resource.actual(), scope(resource.type(), Mode.EARLIER))
                        .changes()
                        .stream()
                        .flatMap(change -> siblings.remainder(change, resource).stream())
                        .filter(change -> !echoes.nothingNew(change, resource))
                        .map(change -> circumstanced(change, resource, earlier.properties()))
                        .toList();
        if (since.isEmpty()) {
            return declared;
        }
        var then =
                Comparison.of(resource.expected(), earlier.properties(), scope(resource.type(), Mode.DECLARED))
                        .changes()
                        .stream()
                        .filter(change -> change.circumstances().tier() == Tier.UNDECLARED)
                        .toList();
        return new BaselineComparison(candidates, then).confirmed(declared, since);
    }

    private static @Nullable Drift drift(ComparedResource resource, List<Change> changes) {
        return changes.isEmpty()
                ? null
                : Drift.unnamed(
                        resource.logicalId(),
                        resource.physicalId(),
                        resource.type(),
                        Drift.Status.MODIFIED,
                        changes,
                        resource.expected(),
                        resource.actual());
    }

    private List<Listed> inventory(ComparedResource resource, List<Change> candidates, List<Change> kept) {
        return candidates.stream()
                .filter(candidate -> kept.stream()
                        .noneMatch(change -> BaselineComparison.actualPath(candidate)
                                .overlaps(BaselineComparison.actualPath(change))))
                .filter(candidate -> !echoes.nothingNew(candidate, resource))
                .map(change -> resource.listed(change, "not declared"))
                .toList();
    }

    /// What two templates say differently of one resource.
    ComparisonResult between(String type, MapValue deployed, MapValue safe) {
        return Comparison.of(deployed, safe, scope(type, Mode.TEMPLATES));
    }

    private Scope scope(String type, Mode mode) {
        return scopes.computeIfAbsent(mode, m -> new HashMap<>()).computeIfAbsent(type, t -> made(t, mode));
    }

    private Scope made(String type, Mode mode) {
        var facts = knowledge.schema(type);
        return new Scope(
                facts,
                facts.map(TypeFacts::root).orElse(TypeNode.UNKNOWN),
                arns,
                stackTags,
                references,
                knowledge.facts(type),
                knowledge.facts(),
                knowledge.setlike().endings(),
                detector.mask(),
                mode);
    }

    /// Adds where the expected value is written, and whether the change touches a protection.
    private Change circumstanced(Change change, ComparedResource resource, MapValue expectedSide) {
        var c = change.circumstances();
        var kept = knowledge.facts(resource.type());
        boolean guarded =
                !kept.facts().isEmpty() && ProtectedChanges.touches(kept, change, expectedSide, resource.actual());
        boolean written = c.tier() == Tier.DECLARED && !(change instanceof Change.Add);
        var origin = written ? origins.apply(resource.logicalId(), change.path()) : c.origin();
        if (!guarded && !written) {
            return change;
        }
        return change.with(new Circumstances(c.tier(), c.confirmed(), guarded, origin, c.occurred(), c.witnesses()));
    }
}
