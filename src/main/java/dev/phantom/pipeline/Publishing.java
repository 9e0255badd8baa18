package dev.phantom.pipeline;

import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.StackValues;
import dev.phantom.drift.detect.States;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.ChangePreview;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchPlan;
import dev.phantom.patch.Proof;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.patch.prove.PatchGate;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.Round;
import dev.phantom.pullrequest.digest.Digest;
import dev.phantom.pullrequest.life.DriftGrouping;
import dev.phantom.pullrequest.life.PullRequestLifecycle;
import dev.phantom.pullrequest.rule.KeepOrders;
import dev.phantom.severity.Assessor;
import dev.phantom.state.DeployedState;
import dev.phantom.state.LiveResource;
import dev.phantom.state.ParameterValue;
import dev.phantom.state.SafeState;
import dev.phantom.state.SafeStateSource;
import dev.phantom.state.Stack;
import dev.phantom.state.StackId;
import dev.phantom.template.Template;
import dev.phantom.template.Value;
import dev.phantom.template.read.ParameterFile;
import dev.phantom.template.read.TemplateReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns decisions into proven patches and these into pull requests.
public final class Publishing {

    private final SafeStateSource safe;
    private final DriftDetector detector;
    private final Assessor assessor;
    private final ChangePreview preview;
    private final @Nullable CodeHost host;
    private final PublishPolicy policy;
    private final Map<StackId, List<Stack>> written = new HashMap<>();
    private boolean suspended;

    /// @param host null: there is none, nothing is published, and each outcome says so
    public Publishing(
            SafeStateSource safe,
            DriftDetector detector,
            Assessor assessor,
            ChangePreview preview,
            @Nullable CodeHost host,
            PublishPolicy policy) {
        this.safe = safe;
        this.detector = detector;
        this.assessor = assessor;
        this.preview = preview;
        this.host = host;
        this.policy = policy;
    }

    /// For the rest of the run: the code host did not even answer what is there.
    void suspend() {
        suspended = true;
    }

    /// The stacks that a patch must not move.
    ///
    /// @param configured every configured one
    /// @param nest       the stack's own nest, of which more is known than files tell; the root first
    record Around(List<Stack> configured, List<Nest.Member> nest) {
        StackId root() {
            return nest.getFirst().stack().id();
        }

        Stack stack(StackId id) {
            return nest.stream()
                    .map(Nest.Member::stack)
                    .filter(s -> s.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// @param notices what a person should know beside the outcomes
    record Published(Map<String, Outcome> outcomes, Register register, List<String> notices) {
        @Nullable
        Outcome outcome(String driftId) {
            return outcomes.get(driftId);
        }
    }

    Published publish(
            Stages stages,
            Around around,
            States states,
            Detection detection,
            List<Decision> decisions,
            Register register) {
        if (decisions.isEmpty() && (host == null || suspended)) {
            return new Published(Map.of(), register, List.of());
        }
        var stack = around.stack(states.id());
        var groups = DriftGrouping.of(decisions, register);
        var proposals = new ArrayList<Proposal>();
        if (states.safe().source() == SafeState.Source.DEPLOYED) {
            groups.forEach(group -> proposals.add(withoutFile(group)));
        } else {
            var base = stages.in(Stage.PLAN, stack, () -> base(stack, around, states, detection));
            var nested = !stack.id().equals(around.root());
            groups.forEach(group -> proposals.add(propose(stages, stack, base, states, group, nested)));
        }
        if (host == null || suspended) {
            return new Published(unpublished(proposals), register, List.of());
        }
        var codeHost = host;
        return stages.in(Stage.PUBLISH, stack, () -> {
            var found = detection.report();
            var told = found.with(found.coverage().shown(detection.secrets()));
            var round = new Round(stack, told, proposals, detector.types().of(stack.id()));
            var done = new PullRequestLifecycle(codeHost, policy).publish(round, register);
            var notices = new ArrayList<>(done.notices());
            notices.addAll(orders(codeHost, stack, states, round, done.register()));
            var outcomes = new LinkedHashMap<>(done.outcomes());
            outcomes.replaceAll((driftId, outcome) -> codeHost.told(outcome));
            return new Published(outcomes, done.register(), notices);
        });
    }

    private static Proposal withoutFile(DriftGroup group) {
        return group.wantsPatch()
                ? new Proposal.Refusal(
                        group, "the template of this nested stack is not in the repository", new Proof(List.of()))
                : new Proposal.Nothing(group);
    }

    /// What people asked for on the pull requests of a stack that may have some.
    private List<String> orders(CodeHost there, Stack stack, States states, Round round, Register register) {
        var mayWrite = !policy.paused() && (stack.mode() == Stack.Mode.DRAFT || stack.mode() == Stack.Mode.READY);
        return mayWrite
                ? new KeepOrders(
                                there,
                                stack.id(),
                                detector.today(),
                                states.safe().commit())
                        .settle(round, register)
                : List.of();
    }

    /// The digest issue, once all stacks are walked; empty where nothing may be written, or there is none and nothing
    /// to say. When no stack is in mode `issue` any more, one that is left is closed.
    Optional<Outcome> digest(List<Stack> configured, List<Digest.Seen> seen) {
        var stacks =
                configured.stream().filter(s -> s.mode() == Stack.Mode.ISSUE).toList();
        if (host == null || suspended || policy.paused()) {
            return Optional.empty();
        }
        var walked =
                seen.stream().filter(s -> s.stack().mode() == Stack.Mode.ISSUE).toList();
        return new Digest(host.issues(), policy, host.isPublic())
                .settle(stacks, walked)
                .map(host::told);
    }

    private Proposal propose(
            Stages stages, Stack stack, PatchBase base, States states, DriftGroup group, boolean nested) {
        if (!group.wantsPatch()) {
            return new Proposal.Nothing(group);
        }
        var members = group.members().stream()
                .map(d -> new PatchBase.Decision(d.drift(), d.verdict()))
                .toList();
        var plan = stages.in(Stage.PLAN, stack, () -> PatchPlanner.plan(base, members));
        return switch (plan) {
            case PatchPlan.Refused refused ->
                new Proposal.Refusal(group, refused.reason().line(), new Proof(List.of()));
            case PatchPlan.Planned whole -> {
                var planned = nested ? whole.nested() : whole;
                var gate = new PatchGate(
                        (files, view) -> again(states, files), d -> assessor.assess(d, stack.environment()), preview);
                var proof = stages.in(Stage.VERIFY, stack, () -> gate.prove(base, planned, members));
                yield new Proposal.Patch(group, planned.patch(), proof);
            }
        };
    }

    /// The comparison once more, the files taken as if they were deployed.
    private dev.phantom.drift.DriftReport again(States states, Workspace files) {
        Template template = TemplateReader.read(files.template(), files.text(files.template()));
        var now = states.deployed().withoutTemplates();
        var source = states.safe();
        var parameters = parameters(files, source);
        var patched = new SafeState(
                source.source(),
                source.repository(),
                source.commit(),
                source.path(),
                template,
                files.texts(),
                parameters);
        return detector.detect(new States(states.id(), patched, now, states.live(), states.baseline()))
                .report();
    }

    private static List<ParameterValue> parameters(Workspace files, SafeState source) {
        Map<String, ParameterValue> given = new LinkedHashMap<>();
        source.parameters().forEach(p -> given.put(p.name(), p));
        files.texts().forEach((path, text) -> {
            if (!path.equals(files.template())) {
                ParameterFile.read(path, text)
                        .parameters()
                        .forEach((name, value) ->
                                given.put(name, new ParameterValue(name, value.value(), value.origin())));
            }
        });
        return List.copyOf(given.values());
    }

    private PatchBase base(Stack stack, Around around, States states, Detection detection) {
        var partners = new LinkedHashMap<String, LiveResource>();
        detection.models().forEach((logicalId, model) -> partners.put(logicalId, model.live()));
        var own = new StackView(
                stack.id().name(),
                stack.parameters(),
                new StackValues(stack.id(), states.deployed().withoutTemplates())
                        .context(states.safe().template(), states.safe().parameters(), partners));
        return new PatchBase(
                stack.id(),
                states.safe().commit(),
                new Workspace(states.safe().path(), states.safe().files()),
                own,
                all(around).stream()
                        .filter(other -> shares(stack, other))
                        .map(other -> view(other, around.nest()))
                        .toList(),
                owned(partners),
                detector.types().of(stack.id()));
    }

    /// Those configured, those of the stack's own nest, and those that the templates of others nest.
    private List<Stack> all(Around around) {
        var all = new LinkedHashMap<StackId, Stack>();
        around.nest().forEach(m -> all.put(m.stack().id(), m.stack()));
        around.configured().forEach(s -> {
            all.putIfAbsent(s.id(), s);
            if (!s.id().equals(around.root())) {
                written.computeIfAbsent(s.id(), id -> Nest.written(s, safe)).forEach(n -> all.putIfAbsent(n.id(), n));
            }
        });
        return List.copyOf(all.values());
    }

    private static boolean shares(Stack stack, Stack other) {
        return !other.id().equals(stack.id())
                && (other.template().equals(stack.template())
                        || other.parameters().stream().anyMatch(stack.parameters()::contains));
    }

    private StackView view(Stack other, List<Nest.Member> nest) {
        var member =
                nest.stream().filter(m -> m.stack().id().equals(other.id())).findFirst();
        if (member.isPresent()) {
            return new StackView(
                    other.id().name(), other.parameters(), member.get().context());
        }
        try {
            var state = safe.read(other);
            var values = new StackValues(other.id(), DeployedState.unknown(other.id()));
            return new StackView(
                    other.id().name(),
                    other.parameters(),
                    values.context(state.template(), state.parameters(), Map.of()));
        } catch (PhantomException e) {
            var values = new StackValues(other.id(), DeployedState.unknown(other.id()));
            return new StackView(other.id().name(), other.parameters(), values.context(List.of(), Map.of()));
        }
    }

    private static Map<String, Value.Reference> owned(Map<String, LiveResource> partners) {
        var owned = new LinkedHashMap<String, Value.Reference>();
        partners.forEach((logicalId, live) -> {
            if (live.physicalId().length() > 3) {
                owned.putIfAbsent(
                        live.physicalId(), new Value.Reference(logicalId, "", Value.string(live.physicalId())));
            }
            if (live.properties().get("Arn") instanceof Value.Scalar arn) {
                owned.putIfAbsent(arn.text(), new Value.Reference(logicalId, "Arn", arn));
            }
        });
        return owned;
    }

    private Map<String, Outcome> unpublished(List<Proposal> proposals) {
        var why = suspended
                ? Outcome.none(Outcome.Kind.FAILED, "what is on the code host could not be read")
                : Outcome.none(Outcome.Kind.HELD_BACK, "mode");
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (var proposal : proposals) {
            var outcome = switch (proposal) {
                case Proposal.Patch p -> why.with(p.proof());
                case Proposal.Refusal r ->
                    Outcome.none(Outcome.Kind.REFUSED, r.reason()).with(r.proof());
                case Proposal.Nothing n -> null;
            };
            if (outcome != null) {
                proposal.group().members().forEach(d -> outcomes.put(d.drift().driftId(), outcome));
            }
        }
        return outcomes;
    }
}
