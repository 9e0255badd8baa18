package dev.phantom.run;

import dev.phantom.drift.DriftReport;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.iac.Definition;
import dev.phantom.patch.ChangePreview;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchPlan;
import dev.phantom.patch.Proof;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.patch.prove.PatchGate;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.severity.Assessor;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.stack.Stack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns decisions into patches, and proves each before anybody sees it.
public final class Proposing {

    private final DriftDetector detector;
    private final Assessor assessor;
    private final ChangePreview preview;
    private final PatchBases bases;

    public Proposing(SafeStateSource safe, DriftDetector detector, Assessor assessor, ChangePreview preview) {
        this.detector = detector;
        this.assessor = assessor;
        this.preview = preview;
        this.bases = new PatchBases(safe, detector.types());
    }

    List<Proposal> proposals(
            StageRunner stages,
            StacksSharingTemplate around,
            States states,
            Detection detection,
            List<DriftGroup> groups) {
        if (states.safe().source() == SafeState.Source.DEPLOYED) {
            return groups.stream().map(Proposing::withoutFile).toList();
        }
        var stack = around.stack(states.id());
        var base = stages.in(Stage.PLAN, stack, () -> bases.of(stack, around, states, detection));
        var nested = !around.isRoot(stack.id());
        return groups.stream()
                .map(group -> propose(stages, stack, base, states, group, nested))
                .toList();
    }

    private static Proposal withoutFile(DriftGroup group) {
        return group.wantsPatch()
                ? new Proposal.Refusal(
                        group, "the template of this nested stack is not in the repository", new Proof(List.of()))
                : new Proposal.Nothing(group);
    }

    private Proposal propose(
            StageRunner stages, Stack stack, PatchBase base, States states, DriftGroup group, boolean nested) {
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
