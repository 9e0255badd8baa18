package dev.phantom.run.walk;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Witness;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.States;
import dev.phantom.fault.Gap;
import dev.phantom.stack.DetectionSource;
import dev.phantom.stack.Progress;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackResource;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Objects;

/// Asks CloudFormation's own drift detection about the changes that one witness alone vouches for, where a pull request
/// needs two. It takes minutes, so it is asked about nothing else, and about the same state once.
record Corroboration(DetectionSource source, KeptDetection kept, Progress progress) {

    Attributed.Corroborated of(Stack stack, Attributed.Settled settled) {
        var found = settled.adoption().detection();
        var asked = stack.mode() == Stack.Mode.DRAFT || stack.mode() == Stack.Mode.READY
                ? alone(settled.attributed().states(), found)
                : List.<StackResource>of();
        if (asked.isEmpty()) {
            return new Attributed.Corroborated(settled, found, List.of());
        }
        var seen = kept.of(source, settled.attributed().states(), found, asked, progress);
        var report = found.report();
        var drifts = report.drifts().stream().map(d -> vouched(d, seen)).toList();
        return new Attributed.Corroborated(settled, found.with(report.with(drifts)), Gap.texts(seen.gaps()));
    }

    private static List<StackResource> alone(States states, Detection found) {
        return found.report().drifts().stream()
                .filter(d ->
                        d.changes().stream().anyMatch(c -> !c.circumstances().witnessed()))
                .map(d -> states.deployed().resources().get(d.logicalId()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Drift vouched(Drift drift, DetectionSource.Seen seen) {
        var differing = seen.differing().getOrDefault(drift.logicalId(), List.of());
        return differing.isEmpty()
                ? drift
                : drift.with(drift.changes().stream()
                        .map(c -> differing.stream().anyMatch(path -> meets(c, path))
                                ? c.with(c.circumstances().witness(Witness.DETECTION))
                                : c)
                        .toList());
    }

    /// Drift detection tells a property at its own depth: at, above or below ours. A row without a property vouches for
    /// none.
    private static boolean meets(Change change, PropertyPath path) {
        return !path.isRoot()
                && (path.overlaps(change.path())
                        || change instanceof Change.NotEqual both && path.overlaps(both.actualPath()));
    }
}
