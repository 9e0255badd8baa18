package dev.phantom.drift.detect;

import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.Unchecked.Reason;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.iac.Definition;
import dev.phantom.secret.SecretCollector;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One comparison underway.
final class StackComparison {

    private final DriftDetector detector;
    private final TypeKnowledge knowledge;
    private final States states;
    private final StackId id;
    private final Declaration expected;
    private final Declaration safe;
    private final Partners partners;
    private final Map<String, LiveResource> earlier;
    private final ResourceDrift resources;
    private final RuledDrifts ruled;
    private final List<Unchecked> unchecked = new ArrayList<>();
    private final List<Listed> managed = new ArrayList<>();
    private final List<Listed> inventory = new ArrayList<>();
    private final Map<String, Detection.Model> models = new LinkedHashMap<>();
    private int compared;

    StackComparison(DriftDetector detector, States states, Definition judged) {
        this.detector = detector;
        this.states = states;
        this.id = states.id();
        this.ruled = new RuledDrifts(detector, id);
        this.knowledge = detector.knowledge().of(id);
        boolean two = judged != states.safe().template();
        var values = new StackValues(id, states.deployed(), knowledge.facts());
        var own = two
                ? List.<dev.phantom.stack.ParameterValue>of()
                : states.safe().parameters();
        var first = values.evaluate(judged, own, Map.of());
        var matcher =
                new Matcher(knowledge, new Arns(id.account(), id.region()), Partners.physicalIds(states.deployed()));
        this.partners = new Partners(
                states.deployed(),
                matcher.match(first.resources(), states.live().resources()),
                knowledge.facts());
        this.earlier = states.baseline().isEmpty()
                ? Map.of()
                : matcher.match(first.resources(), states.baseline().resources())
                        .partners();
        this.expected = StackValues.open(first)
                ? values.evaluate(judged, own, partners.matches().partners())
                : first;
        this.safe = two
                ? values.evaluate(
                        states.safe().template(),
                        states.safe().parameters(),
                        partners.matches().partners())
                : expected;
        this.resources = new ResourceDrift(
                detector,
                knowledge,
                new Arns(id.account(), id.region()),
                states.deployed().tags(),
                partners.references(),
                expected.resources(),
                safe::origin);
    }

    Detection detect() {
        expected.resources().forEach(this::resource);
        partners.matches().strangers().forEach(this::stranger);
        new UnmanagedResources(knowledge.facts(), states.live()).drifts().forEach(ruled::keep);
        var coverage = new Coverage(expected.resources().size(), compared, unchecked);
        var secrets = secrets();
        var ids = new DriftIds(id, detector.mask(), secrets);
        return new Detection(
                new DriftReport(
                        ruled.drifts().stream().map(ids::named).toList(),
                        coverage,
                        Undeployment.between(safe, expected, states.safe().template(), resources, detector.policy()),
                        managed,
                        ruled.ignored(),
                        inventory),
                models,
                secrets);
    }

    /// Of the whole stack, whatever was compared: a secret here may stand in a text there.
    private Secrets secrets() {
        var learning = new SecretCollector(detector.policy());
        expected.resources().forEach((logicalId, resource) -> {
            var live = partners.of(logicalId);
            learning.models(resource.properties(), live == null ? MapValue.EMPTY : live.properties());
        });
        if (safe != expected) {
            safe.resources().values().forEach(resource -> learning.model(resource.properties()));
        }
        Stream.concat(partners.matches().strangers().stream(), states.live().unmanaged().stream())
                .forEach(live -> learning.model(live.properties()));
        return learning.secrets();
    }

    private void resource(String logicalId, DeclaredResource resource) {
        var live = partners.of(logicalId);
        var reason = live == null ? withoutPartner(logicalId, resource) : status(live);
        if (reason.isPresent() || live == null) {
            unchecked.add(new Unchecked(logicalId, resource.source().type(), null, reason.orElse(Reason.NOT_IN_LIVE)));
            return;
        }
        var own = new LiveResource(
                logicalId,
                partners.physicalId(logicalId),
                live.type(),
                live.identifier(),
                live.properties(),
                live.provenance(),
                live.status(),
                live.detail());
        if (live.status() == LiveResource.Status.DELETED) {
            compared++;
            ruled.keep(Drift.unnamed(
                    logicalId,
                    own.physicalId(),
                    live.type(),
                    Drift.Status.DELETED,
                    List.of(),
                    resource.properties(),
                    MapValue.EMPTY));
            return;
        }
        models.put(logicalId, new Detection.Model(resource.properties(), own));
        var outcome = resources.compare(resource.properties(), own, earlier.get(logicalId));
        outcome.gaps().forEach(gap -> unchecked.add(new Unchecked(logicalId, live.type(), gap.path(), gap.reason())));
        if (outcome.gaps().stream().allMatch(gap -> gap.reason().structural())) {
            compared++;
        }
        managed.addAll(outcome.managed());
        inventory.addAll(outcome.inventory());
        Optional.ofNullable(outcome.drift()).ifPresent(ruled::keep);
    }

    private Optional<Reason> status(LiveResource live) {
        return switch (live.status()) {
            case READ, DELETED -> Optional.empty();
            case DENIED -> Optional.of(Reason.READ_DENIED);
            case FAILED -> Optional.of(Reason.READ_FAILED);
            case UNSUPPORTED -> Optional.of(Reason.NO_READ_HANDLER);
        };
    }

    private Optional<Reason> withoutPartner(String logicalId, DeclaredResource resource) {
        var type = resource.source().type();
        if (type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource")) {
            return Optional.of(Reason.CUSTOM_RESOURCE);
        }
        if (partners.matches().ambiguous().contains(logicalId)) {
            return Optional.of(Reason.AMBIGUOUS_IDENTITY);
        }
        if (!resource.certain()) {
            return Optional.of(Reason.UNRESOLVED);
        }
        return knowledge
                .schema(type)
                .map(facts -> facts.hasReadHandler() ? Reason.NOT_IN_LIVE : Reason.NO_READ_HANDLER)
                .or(() -> Optional.of(type.startsWith("AWS::CDK::") ? Reason.NO_READ_HANDLER : Reason.UNKNOWN_TYPE));
    }

    private void stranger(LiveResource live) {
        inventory.add(new Listed(
                live.logicalId(),
                live.physicalId(),
                live.type(),
                null,
                "ADD",
                null,
                live.properties(),
                "not in the template"));
    }
}
