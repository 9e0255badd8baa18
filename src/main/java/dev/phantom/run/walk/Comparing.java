package dev.phantom.run.walk;

import dev.phantom.drift.attribute.Attributor;
import dev.phantom.drift.attribute.OwnArn;
import dev.phantom.drift.attribute.Recollection;
import dev.phantom.drift.attribute.Sightings;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.plan.PlanStates;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.LastLook;
import dev.phantom.run.RunEvent;
import dev.phantom.run.RunEvents;
import dev.phantom.run.Stage;
import dev.phantom.run.StageRunner;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Progress;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackTree;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The first half of the walk: reads the four states of a stack, compares them, and asks who wrote what differs.
///
/// @param terraform the states that are known of all stacks of the run
public record Comparing(
        Ports ports, DriftDetector detector, InstantSource clock, Progress progress, TerraformStates terraform) {

    /// Before any state is read.
    public Comparing(Ports ports, DriftDetector detector, InstantSource clock, Progress progress) {
        this(ports, detector, clock, progress, TerraformStates.NONE);
    }

    /// The same with what the states of Terraform hold.
    Comparing knowing(TerraformStates states) {
        return new Comparing(ports, detector, clock, progress, states);
    }

    /// The stack and what is nested below it, with the repository's and CloudFormation's word on each.
    ///
    /// Where the repository gives nothing, CloudFormation's word stands for it. One that answers with something that
    /// cannot be used (no such file, a template that is none) is an error.
    public List<NestedStacks.Member> nest(StageRunner stages, Stack stack, List<Stack> configured) {
        if (stack.planned() != null) {
            return List.of(planned(stages, stack));
        }
        var lost = new ArrayList<Diagnostic>();
        var safe = safe(stages, stack, lost);
        var tree = stages.in(
                Stage.READ_LIVE,
                stack,
                () -> StackTree.read(ports.deployed(), stack.id(), safe.isPresent() && imports(safe.get())));
        return stages.in(
                Stage.READ_SAFE,
                stack,
                () -> safe.isPresent()
                        ? NestedStacks.of(stack, safe.get(), tree, ports.safe(), configured)
                        : NestedStacks.deployed(stack, tree, lost.getFirst(), configured));
    }

    /// A root module of Terraform: its state is what was deployed, and nothing is nested below it.
    private NestedStacks.Member planned(StageRunner stages, Stack stack) {
        var plan = stages.in(Stage.READ_LIVE, stack, () -> ports.plans().read(stack, progress));
        var lost = new ArrayList<Diagnostic>();
        var safe = safe(stages, stack, lost).orElseGet(() -> PlanStates.safe(plan));
        var gaps = lost.stream()
                .map(why -> "the repository was not read: " + why.line() + "; only the plan is known")
                .toList();
        var tree = new StackTree(PlanStates.deployed(plan, stack.id()), Map.of(), Map.of());
        return new NestedStacks.Member(
                stack, tree, safe, null, null, gaps, lost.isEmpty() ? null : lost.getFirst(), plan);
    }

    private static boolean imports(SafeState safe) {
        return DeployedState.mayUse(safe.template(), "ImportValue");
    }

    private Optional<SafeState> safe(StageRunner stages, Stack stack, List<Diagnostic> lost) {
        try {
            return Optional.of(
                    stages.in(Stage.READ_SAFE, stack, () -> ports.safe().read(stack)));
        } catch (PhantomException e) {
            if (!e.diagnostic().cause().withheld()) {
                throw e;
            }
            lost.add(e.diagnostic());
            return Optional.empty();
        }
    }
    /// The same, saying what goes on of one stack.
    Comparing saying(Progress of) {
        return new Comparing(ports, detector, clock, of, terraform);
    }

    Compared compare(StageRunner stages, NestedStacks.Member member) {
        var stack = member.stack();
        var deployed = member.tree().deployed();
        var plan = member.plan();
        var live = stages.in(Stage.READ_LIVE, stack, () -> live(member));
        var earlier = earlier(stack.id(), deployed);
        var states = new States(stack.id(), member.safe(), deployed, live, earlier.standing(), plan);
        var compared = stages.in(Stage.COMPARE, stack, scope -> compared(states, scope));
        var gaps = new ArrayList<>(member.gaps());
        gaps.addAll(detector.factGaps(states));
        gaps.addAll(DriftDetector.unread(states));
        return new Compared(states, earlier, compared, gaps);
    }

    private LiveState live(NestedStacks.Member member) {
        var id = member.stack().id();
        var types = detector.knowledge().terraform();
        var others = terraform.around(id, types);
        var plan = member.plan();
        if (plan == null) {
            return member.tree().markingLost(ports.live().read(member.tree().deployed(), others, progress));
        }
        return ports.live().beside(PlanStates.live(plan, id), TerraformStates.of(plan, types), others, progress);
    }

    private EarlierLook earlier(StackId id, DeployedState deployed) {
        var history = ports.history();
        var seen = history.runs().lastLook(id).map(LastLook::sightings).orElse(Sightings.NONE);
        return new EarlierLook(seen, deployed, history.baselines().baseline(id));
    }

    /// The same without the team's rules.
    Comparing withoutRules() {
        var bare = new DriftDetector(detector.knowledge(), detector.mask(), IgnoreRules.BARE, detector.today());
        return new Comparing(ports, bare, clock, progress, terraform);
    }

    /// Compared once more, and told who wrote what differs and what earlier runs knew of it.
    Detection again(Attributed as) {
        var attributed = attribute(as.states(), as.earlier(), detector.detect(as.states()), as.writes());
        return recalled(as.states(), as.earlier(), attributed, as.writes());
    }

    Attributed attribute(StageRunner stages, NestedStacks.Member member, Compared compared) {
        var stack = member.stack();
        var states = compared.states();
        var writes = stages.in(
                Stage.ATTRIBUTE,
                stack,
                () -> new WriteSearch(
                                ports.writes(),
                                clock,
                                new OwnArn(detector.knowledge().of(stack.id()), stack.id()))
                        .of(states, compared.earlier(), compared.detection()));
        var found = states.plan() == null ? writes.found() : TerraformWrites.told(writes.found());
        var detection = stages.in(
                Stage.ATTRIBUTE,
                stack,
                () -> recalled(
                        states,
                        compared.earlier(),
                        attribute(states, compared.earlier(), compared.detection(), found),
                        found));
        var gaps = new ArrayList<>(compared.gaps());
        gaps.addAll(writes.gaps());
        return new Attributed(states, compared.earlier(), detection, found, gaps);
    }

    /// With what earlier looks knew of it.
    private Detection recalled(States states, EarlierLook earlier, Detection attributed, ChangeLog.Writes writes) {
        var recollection = new Recollection(detector, states.id(), earlier.sightings());
        return recollection.attributed(recollection.confirmed(attributed), writes);
    }

    private Detection compared(States states, RunEvents.StageScope scope) {
        var found = detector.detect(states);
        var coverage = found.report().coverage();
        scope.happened(new RunEvent.StackCompared(
                coverage.resources(),
                coverage.compared(),
                found.report().drifts().size()));
        return found;
    }

    private Detection attribute(States states, EarlierLook earlier, Detection compared, ChangeLog.Writes writes) {
        var captured = states.live().capturedAt();
        var memory =
                new Attributor.Memory(piece -> earlier.bracket(piece, captured), states.baseline(), earlier::undrifted);
        return new Attributor(detector, states.id()).attribute(compared, writes, memory);
    }
}
