package dev.phantom.run.walk;

import dev.phantom.analysis.CaseRedaction;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.subject.Subject;
import dev.phantom.fault.Attempt;
import dev.phantom.fault.Diagnostic;
import dev.phantom.iac.Definition;
import dev.phantom.patch.ChangePreview;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchPlan;
import dev.phantom.patch.Proof;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.patch.prove.DeclaredRediff;
import dev.phantom.patch.prove.PatchGate;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.run.Losses;
import dev.phantom.run.Stage;
import dev.phantom.run.StageRunner;
import dev.phantom.severity.Assessor;
import dev.phantom.stack.KeptAnswers;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.stack.Stack;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Turns decisions into patches, and proves each before anybody sees it.
public final class Proposing {

    private final DriftDetector detector;
    private final Assessor assessor;
    private final ChangePreview preview;
    private final PatchBases bases;
    private final KeptProofs kept;

    /// @param answers what was proven for the same contents is not proven again
    public Proposing(
            SafeStateSource safe,
            DriftDetector detector,
            Assessor assessor,
            ChangePreview preview,
            KeptAnswers answers,
            InstantSource clock) {
        this.kept = new KeptProofs(answers, detector.mask(), clock);
        this.detector = detector;
        this.assessor = assessor;
        this.preview = preview;
        this.bases = new PatchBases(safe, detector.knowledge());
    }

    List<Proposal> proposals(
            StageRunner stages,
            StacksSharingTemplate around,
            States states,
            Detection detection,
            List<DriftGroup> groups,
            Losses losses) {
        if (states.safe().source().equals(SafeState.Source.DEPLOYED)) {
            return groups.stream().map(Proposing::withoutFile).toList();
        }
        var stack = around.stack(states.id());
        var nested = !around.isRoot(stack.id());
        var subjects = Subject.of(stack, detection, detector.knowledge().of(stack.id()));
        var faults = new ArrayList<Diagnostic>();
        var base = Attempt.of(
                () -> Optional.of(stages.in(Stage.PLAN, stack, () -> bases.of(stack, around, states, detection))),
                fault -> {
                    faults.add(fault);
                    return Optional.<PatchBase>empty();
                });
        return groups.stream()
                .map(group -> !group.wantsPatch()
                        ? new Proposal.Nothing(group)
                        : base.map(there -> propose(
                                        stages,
                                        stack,
                                        there,
                                        states,
                                        group,
                                        writable(group, detection),
                                        subjects,
                                        detection.report(),
                                        nested,
                                        losses))
                                .orElseGet(() -> lost(Stage.PLAN, group, faults.getFirst(), losses)))
                .toList();
    }

    /// What is decided of a group, each drift with the values that a patch writes: a case shows a variable's as a tag.
    private List<PatchBase.Decision> writable(DriftGroup group, Detection detection) {
        var redaction = new CaseRedaction(detector.mask());
        return group.members().stream()
                .map(d -> new PatchBase.Decision(
                        detection.report().drifts().stream()
                                .filter(raw -> raw.driftId().equals(d.drift().driftId()))
                                .findFirst()
                                .map(raw -> redaction.writable(raw, detection.secrets()))
                                .orElse(d.drift()),
                        d.verdict()))
                .toList();
    }

    /// A stage that failed for a group: no patch, and why.
    private static Proposal lost(Stage stage, DriftGroup group, Diagnostic fault, Losses losses) {
        return refused(group, losses.lost(stage, group.members().getFirst().drift(), fault));
    }

    private static Proposal refused(DriftGroup group, Diagnostic why) {
        return new Proposal.Refusal(group, why.line(), new Proof(List.of()));
    }

    private static Proposal withoutFile(DriftGroup group) {
        return group.wantsPatch()
                ? new Proposal.Refusal(
                        group, "the template of this nested stack is not in the repository", new Proof(List.of()))
                : new Proposal.Nothing(group);
    }

    private Proposal propose(
            StageRunner stages,
            Stack stack,
            PatchBase base,
            States states,
            DriftGroup group,
            List<PatchBase.Decision> members,
            Function<Drift, Subject> subjects,
            DriftReport detection,
            boolean nested,
            Losses losses) {
        var plan = Attempt.<PatchPlan>of(
                () -> stages.in(Stage.PLAN, stack, () -> PatchPlanner.plan(base, members)),
                fault -> new PatchPlan.Refused(
                        losses.lost(Stage.PLAN, members.getFirst().drift(), fault)));
        return switch (plan) {
            case PatchPlan.Refused refused -> refused(group, refused.reason());
            case PatchPlan.Planned whole -> {
                var planned = nested ? whole.nested() : whole;
                var gate = new PatchGate(
                        rediff(states, base, detection, members),
                        d -> assessor.assess(subjects.apply(d)),
                        kept.over(preview, states, base.secrets()));
                yield Attempt.<Proposal>of(
                        () -> new Proposal.Patch(
                                group,
                                planned.patch(),
                                stages.in(Stage.PROVE, stack, () -> gate.prove(base, planned, members))
                                        .shown(base.secrets())),
                        fault -> lost(Stage.PROVE, group, fault, losses));
            }
        };
    }

    /// A comparison that Terraform made is not made again by anybody else: what it found is held against the files.
    private PatchGate.Rediff rediff(
            States states, PatchBase base, DriftReport found, List<PatchBase.Decision> members) {
        return states.plan() == null
                ? (files, view) -> again(states, files)
                : new DeclaredRediff(
                        base,
                        found,
                        members.stream().map(PatchBase.Decision::drift).toList());
    }

    /// The comparison once more, the files taken as if they were deployed.
    private DriftReport again(States states, Workspace files) {
        Definition template = files.read();
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
                files.format()
                        .values(path, text)
                        .forEach((name, value) ->
                                given.put(name, new ParameterValue(name, value.value(), value.origin())));
            }
        });
        return List.copyOf(given.values());
    }
}
