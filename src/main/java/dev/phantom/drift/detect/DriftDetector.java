package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Listed;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.Unchecked.Reason;
import dev.phantom.drift.Undeployed;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.compare.References;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.state.LiveResource;
import dev.phantom.state.Mask;
import dev.phantom.state.StackId;
import dev.phantom.state.StackResource;
import dev.phantom.template.EvaluatedTemplate;
import dev.phantom.template.EvaluatedTemplate.EvaluatedResource;
import dev.phantom.template.Template;
import dev.phantom.template.Value.MapValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares the states of one stack. Drift is what live shows otherwise than CloudFormation was last told, or, where that
/// is not known, than the repository says; what the repository says otherwise than CloudFormation was told is undeployed.
///
/// @param catalog     what is known of resource types
/// @param protections properties that are judged apart
/// @param mask        for secrets
/// @param ignore      the team's rules
/// @param today       the day on which those rules are read
public record DriftDetector(
        TypeCatalog catalog, Protections protections, Mask mask, IgnoreRules ignore, LocalDate today) {

    private static final ManagedFacts MANAGED = new ManagedFacts();
    private static final NotesTable NOTES = new NotesTable();

    public static DriftDetector of(Mask mask, IgnoreRules ignore, LocalDate today) {
        return new DriftDetector(TypeCatalog.embedded(), Protections.embedded(), mask, ignore, today);
    }

    /// Names the properties that identify a type, for readers of live state.
    public static List<String> identifiers(String type) {
        return TypeCatalog.embedded()
                .find(type)
                .map(facts -> facts.primaryIdentifier().stream()
                        .map(path -> path.toString().substring(1))
                        .toList())
                .orElse(List.of());
    }

    public Detection detect(States states) {
        var judged = states.deployed().effective().orElse(states.safe().template());
        if (!states.deployed().stable()) {
            return nothingChecked(judged, Reason.STACK_BUSY);
        }
        if (judged.unsupported().isPresent()) {
            return nothingChecked(judged, Reason.UNSUPPORTED_TEMPLATE);
        }
        return new Run(states, judged).detect();
    }

    private static Detection nothingChecked(Template template, Reason reason) {
        var unchecked = template.resources().values().stream()
                .map(r -> new Unchecked(r.logicalId(), r.type(), null, reason))
                .toList();
        var coverage = new Coverage(unchecked.size(), 0, unchecked);
        return new Detection(
                new DriftReport(List.of(), coverage, List.of(), List.of(), List.of(), List.of()), Map.of());
    }

    /// One comparison underway.
    private final class Run {
        private final States states;
        private final StackId id;
        private final EvaluatedTemplate expected;
        private final EvaluatedTemplate safe;
        private final Matcher.Matches matches;
        private final Map<String, LiveResource> earlier;
        private final ResourceDrift resources;
        private final DriftIds ids;
        private final List<Drift> drifts = new ArrayList<>();
        private final List<Unchecked> unchecked = new ArrayList<>();
        private final List<Listed> managed = new ArrayList<>();
        private final List<Listed> ignored = new ArrayList<>();
        private final List<Listed> inventory = new ArrayList<>();
        private final Map<String, Detection.Model> models = new LinkedHashMap<>();
        private int compared;

        Run(States states, Template judged) {
            this.states = states;
            this.id = states.id();
            this.ids = new DriftIds(id, mask);
            boolean two = judged != states.safe().template();
            var values = new StackValues(id, states.deployed());
            var own = two ? List.<dev.phantom.state.ParameterValue>of() : states.safe().parameters();
            var first = values.evaluate(judged, own, Map.of());
            var matcher = new Matcher(catalog, new Arns(id.account(), id.region()), physicalIds());
            this.matches = matcher.match(first.resources(), states.live().resources());
            this.earlier = states.baseline().isEmpty()
                    ? Map.of()
                    : matcher.match(first.resources(), states.baseline().resources()).partners();
            this.expected = StackValues.open(first) ? values.evaluate(judged, own, matches.partners()) : first;
            this.safe = two ? values.evaluate(states.safe().template(), states.safe().parameters(), matches.partners()) : expected;
            this.resources = new ResourceDrift(
                    catalog,
                    protections,
                    MANAGED,
                    NOTES,
                    mask,
                    new Arns(id.account(), id.region()),
                    states.deployed().tags(),
                    references(),
                    expected.resources(),
                    safe::origin);
        }

        private Map<String, String> physicalIds() {
            var all = new HashMap<String, String>();
            states.deployed().resources().forEach((logicalId, resource) -> all.put(logicalId, resource.physicalId()));
            return all;
        }

        private String physicalId(String logicalId) {
            var mapped = states.deployed().resources().get(logicalId);
            if (mapped != null && !mapped.physicalId().isEmpty()) {
                return mapped.physicalId();
            }
            var live = matches.partners().get(logicalId);
            return live == null ? "" : live.physicalId();
        }

        private References references() {
            var named = new HashMap<String, References.Named>();
            var back = new HashMap<String, String>();
            matches.partners().forEach((logicalId, live) -> {
                named.put(logicalId, new References.Named(names(logicalId, live), live.properties()));
                back.put(live.logicalId(), logicalId);
            });
            return new References(named, back);
        }

        private java.util.Set<String> names(String logicalId, LiveResource live) {
            var names = new java.util.HashSet<String>();
            names.add(physicalId(logicalId));
            if (live.identifier().size() == 1) {
                names.addAll(live.identifier().values());
            }
            names.remove("");
            return names;
        }

        Detection detect() {
            expected.resources().forEach(this::resource);
            matches.strangers().forEach(this::stranger);
            states.live().unmanaged().forEach(this::unmanaged);
            var coverage = new Coverage(expected.resources().size(), compared, unchecked);
            return new Detection(
                    new DriftReport(drifts, coverage, undeployed(), managed, ignored, inventory), models);
        }

        private void resource(String logicalId, EvaluatedResource resource) {
            var live = matches.partners().get(logicalId);
            var reason = live == null ? withoutPartner(logicalId, resource) : status(live);
            if (reason.isPresent() || live == null) {
                unchecked.add(new Unchecked(logicalId, resource.source().type(), null, reason.orElse(Reason.NOT_IN_LIVE)));
                return;
            }
            var own = new LiveResource(
                    logicalId, physicalId(logicalId), live.type(), live.identifier(), live.properties(), live.provenance(),
                    live.status(), live.detail());
            if (live.status() == LiveResource.Status.DELETED) {
                compared++;
                keep(new Drift("", "", logicalId, own.physicalId(), live.type(), Drift.Status.DELETED, List.of(),
                        resource.properties(), MapValue.EMPTY));
                return;
            }
            models.put(logicalId, new Detection.Model(resource.properties(), own));
            var outcome = resources.compare(
                    logicalId, own.physicalId(), resource.properties(), live, earlier.get(logicalId));
            outcome.gaps().forEach(gap -> unchecked.add(new Unchecked(logicalId, live.type(), gap.path(), gap.reason())));
            if (outcome.gaps().stream().allMatch(gap -> gap.reason().structural())) {
                compared++;
            }
            managed.addAll(outcome.managed());
            inventory.addAll(outcome.inventory());
            Optional.ofNullable(outcome.drift()).ifPresent(this::keep);
        }

        private Optional<Reason> status(LiveResource live) {
            return switch (live.status()) {
                case READ, DELETED -> Optional.empty();
                case DENIED -> Optional.of(Reason.READ_DENIED);
                case FAILED -> Optional.of(Reason.READ_FAILED);
                case UNSUPPORTED -> Optional.of(Reason.NO_READ_HANDLER);
            };
        }

        private Optional<Reason> withoutPartner(String logicalId, EvaluatedResource resource) {
            var type = resource.source().type();
            if (type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource")) {
                return Optional.of(Reason.CUSTOM_RESOURCE);
            }
            if (matches.ambiguous().contains(logicalId)) {
                return Optional.of(Reason.AMBIGUOUS_IDENTITY);
            }
            if (!resource.certain()) {
                return Optional.of(Reason.UNRESOLVED);
            }
            return catalog.find(type)
                    .map(facts -> facts.hasReadHandler() ? Reason.NOT_IN_LIVE : Reason.NO_READ_HANDLER)
                    .or(() -> Optional.of(type.startsWith("AWS::CDK::") ? Reason.NO_READ_HANDLER : Reason.UNKNOWN_TYPE));
        }

        private void stranger(LiveResource live) {
            inventory.add(new Listed(live.logicalId(), live.physicalId(), live.type(), null, "ADD", null,
                    live.properties(), "not in the template"));
        }

        private void unmanaged(LiveResource live) {
            keep(new Drift("", "", live.logicalId(), live.physicalId(), live.type(), Drift.Status.UNMANAGED, List.of(),
                    MapValue.EMPTY, live.properties()));
        }

        /// Takes out what the team ignores, and names the rest.
        private void keep(Drift drift) {
            var whole = ignore.covering(id, drift.logicalId(), drift.type(), null, today);
            if (drift.changes().isEmpty() && whole.isPresent()) {
                ignored.add(new Listed(drift.logicalId(), drift.physicalId(), drift.type(), null,
                        drift.status() == Drift.Status.DELETED ? "REMOVE" : "ADD", null, null, whole.get().reason()));
                return;
            }
            var kept = new ArrayList<Change>();
            var subject = new ManagedFacts.Subject(
                    drift.logicalId(), drift.type(), drift.physicalId(), drift.expected(), drift.actual());
            for (var change : drift.changes()) {
                ignore.covering(id, drift.logicalId(), drift.type(), change.path(), today)
                        .ifPresentOrElse(
                                rule -> ignored.add(ResourceDrift.listed(subject, change, rule.reason())),
                                () -> kept.add(change));
            }
            if (!kept.isEmpty() || drift.changes().isEmpty()) {
                drifts.add(ids.named(new Drift("", "", drift.logicalId(), drift.physicalId(), drift.type(),
                        drift.status(), kept, drift.expected(), drift.actual())));
            }
        }

        /// What the repository says otherwise than the deployed template.
        private List<Undeployed> undeployed() {
            var found = new ArrayList<Undeployed>();
            if (safe == expected || states.safe().template().unsupported().isPresent()) {
                return found;
            }
            safe.resources().forEach((logicalId, mine) -> {
                var theirs = expected.resources().get(logicalId);
                var type = mine.source().type();
                if (theirs == null) {
                    found.add(new Undeployed(logicalId, type, null, "ADD", mine.properties(), null));
                    return;
                }
                resources.between(type, theirs.properties(), mine.properties()).changes().forEach(change ->
                        found.add(new Undeployed(logicalId, type, change.path(), change.kind(),
                                change.actualValue().orElse(null), change.expectedValue().orElse(null))));
            });
            expected.resources().forEach((logicalId, theirs) -> {
                if (!safe.resources().containsKey(logicalId)) {
                    found.add(new Undeployed(logicalId, theirs.source().type(), null, "REMOVE", null, theirs.properties()));
                }
            });
            return found;
        }
    }

    /// Physical ids of a stack, for callers that hold the mapping as rows.
    public static Map<String, StackResource> byLogicalId(List<StackResource> rows) {
        var all = new LinkedHashMap<String, StackResource>();
        rows.forEach(row -> all.put(row.logicalId(), row));
        return all;
    }
}
