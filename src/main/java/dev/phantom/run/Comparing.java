package dev.phantom.run;

import dev.phantom.drift.attribute.Attributor;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.Progress;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackTree;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The first half of the walk: reads the four states of a stack, compares them, and asks who wrote what differs.
public record Comparing(Ports ports, DriftDetector detector, InstantSource clock, Progress progress) {

    /// What differs and who wrote it; nothing is adopted, cut or judged yet.
    record Compared(States states, Detection detection, ChangeLog.Writes writes, List<String> gaps) {}

    /// The stack and what is nested below it, with the repository's and CloudFormation's word on each.
    List<NestedStacks.Member> nest(StageRunner stages, Stack stack, List<Stack> configured) {
        var safe = stages.in(Stage.READ_SAFE, stack, () -> ports.safe().read(stack));
        var tree = stages.in(Stage.READ_LIVE, stack, () -> StackTree.read(ports.deployed(), stack.id()));
        return stages.in(Stage.READ_SAFE, stack, () -> NestedStacks.of(stack, safe, tree, ports.safe(), configured));
    }

    Compared of(StageRunner stages, NestedStacks.Member member) {
        var stack = member.stack();
        var deployed = member.tree().deployed();
        var live = stages.in(
                Stage.READ_LIVE, stack, () -> member.tree().heeded(ports.live().read(deployed, progress)));
        var states = new States(
                stack.id(), member.safe(), deployed, live, ports.history().baseline(stack.id()));
        var compared = stages.in(Stage.COMPARE, stack, scope -> compared(states, scope));
        var writes =
                stages.in(Stage.ATTRIBUTE, stack, () -> new WriteSearch(ports.writes(), clock).of(states, compared));
        var attributed = stages.in(Stage.ATTRIBUTE, stack, () -> attribute(states, compared, writes.found()));
        var gaps = new ArrayList<>(member.gaps());
        gaps.addAll(detector.untold(states));
        gaps.addAll(writes.gaps());
        return new Compared(states, attributed, writes.found(), gaps);
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

    private Detection attribute(States states, Detection compared, ChangeLog.Writes writes) {
        var bracket = new Attributor.Bracket(
                states.deployed().lastUpdated(),
                states.baseline().at(),
                states.live().capturedAt());
        return new Attributor(detector, states.id()).attribute(compared, writes, bracket);
    }
}
