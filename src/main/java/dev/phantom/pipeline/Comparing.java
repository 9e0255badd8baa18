package dev.phantom.pipeline;

import dev.phantom.drift.attribute.Attributor;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.state.ChangeLog;
import dev.phantom.state.Stack;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// The first half of the walk: reads the four states of a stack, compares them, and asks who wrote what differs.
public record Comparing(Ports ports, DriftDetector detector, InstantSource clock, Consumer<String> progress) {

    /// What differs and who wrote it; nothing is adopted, cut or judged yet.
    record Compared(States states, Detection detection, ChangeLog.Writes writes, List<String> gaps) {}

    Compared of(Stages stages, Stack stack) {
        var safe = stages.in(Stage.READ_SAFE, stack, () -> ports.safe().read(stack));
        var deployed = stages.in(Stage.READ_LIVE, stack, () -> ports.deployed().read(stack.id()));
        var live = stages.in(Stage.READ_LIVE, stack, () -> ports.live().read(deployed, progress));
        var states =
                new States(stack.id(), safe, deployed, live, ports.history().baseline(stack.id()));
        var compared = stages.in(Stage.COMPARE, stack, () -> detector.detect(states));
        var writes = stages.in(Stage.ATTRIBUTE, stack, () -> new Writers(ports.writes(), clock).of(states, compared));
        var attributed = stages.in(Stage.ATTRIBUTE, stack, () -> attribute(states, compared, writes.found()));
        return new Compared(states, attributed, writes.found(), writes.gaps());
    }

    private Detection attribute(States states, Detection compared, ChangeLog.Writes writes) {
        var bracket = new Attributor.Bracket(
                states.deployed().lastUpdated(),
                states.baseline().at(),
                states.live().capturedAt());
        return new Attributor(detector, states.id()).attribute(compared, writes, bracket);
    }
}
