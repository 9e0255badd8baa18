package dev.phantom.reconcile;

import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSets;
import dev.phantom.stack.DeployedStateSource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.LiveStateSource;
import dev.phantom.stack.Progress;
import dev.phantom.stack.SafeState;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Carries an approval out, by one drift-aware change set on what is deployed, or does nothing. A change set has no
/// resource selector, so whatever else drifted in the stack stands in the way. A commit that is not deployed is never
/// shipped by it.
///
/// @param progress one line of text per step, for people
public record Reconciler(
        DeployedStateSource deployed,
        LiveStateSource live,
        ChangeSets changeSets,
        DriftDetector detector,
        Progress progress) {

    public Reconciler {
        detector = new DriftDetector(
                detector.knowledge(), detector.mask(), IgnoreRules.NONE, detector.today(), detector.policy());
    }

    /// What [#apply] would do. Makes a change set and deletes it again.
    public Reconciliation plan(Approval approval) {
        return carryOut(approval, false);
    }

    /// Does what was approved, exactly, or nothing.
    public Reconciliation apply(Approval approval) {
        return carryOut(approval, true);
    }

    private Reconciliation carryOut(Approval approval, boolean execute) {
        changeSets.sweep(approval.stack(), description(approval), progress);
        var seen = look(approval).reading();
        if (seen.settled(approval)) {
            return new Reconciliation.Settled(changeSets.executed(approval.stack(), description(approval), progress));
        }
        var reasons = seen.against(approval);
        if (!reasons.isEmpty()) {
            return new Reconciliation.Blocked(obstacle(approval, seen), reasons);
        }
        var changeSet = changeSets.create(request(approval, seen), progress);
        boolean executed = false;
        try {
            reasons = new RowProof(approval, seen, detector).against(changeSet);
            if (!reasons.isEmpty()) {
                return new Reconciliation.Blocked(Reconciliation.Obstacle.CHANGE_SET, reasons);
            }
            if (!execute) {
                return new Reconciliation.Provable(seen.shown(changeSet));
            }
            reasons = again(approval, changeSet);
            if (!reasons.isEmpty()) {
                return new Reconciliation.Blocked(reasons);
            }
            progress.accept(approval.stack().name() + ": executing the change set");
            changeSets.execute(approval.stack(), changeSet.id(), progress);
            executed = true;
        } finally {
            if (!executed) {
                discard(approval, changeSet);
            }
        }
        return new Reconciliation.Executed(seen.shown(changeSet), AfterExecution.left(() -> left(approval)));
    }

    private static Reconciliation.Obstacle obstacle(Approval approval, StackReading seen) {
        return seen.unlike(approval).isEmpty() ? Reconciliation.Obstacle.NEIGHBOURS : Reconciliation.Obstacle.APPROVAL;
    }

    /// One that is being executed cannot be deleted, and need not be.
    private void discard(Approval approval, ChangeSet changeSet) {
        try {
            changeSets.delete(approval.stack(), changeSet.id());
        } catch (PhantomException e) {
            progress.accept("the change set was not deleted: " + e.diagnostic().line());
        }
    }

    /// The last look before anything is done: the same change set, and what runs still is what was approved.
    private List<String> again(Approval approval, ChangeSet changeSet) {
        var now = look(approval).reading();
        var described = changeSets.describe(approval.stack(), changeSet.id());
        var moved = described.equals(changeSet)
                ? List.<String>of()
                : List.of("the change set changed between the plan and the execution");
        return Stream.of(moved, now.against(approval), new RowProof(approval, now, detector).against(described))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private List<String> left(Approval approval) {
        var after = look(approval).reading();
        return Stream.concat(
                        after.gone().stream().map(id -> id + " no longer exists"),
                        after.changes().entrySet().stream()
                                .flatMap(e -> e.getValue().stream()
                                        .map(change -> e.getKey() + " " + change.path() + " still differs")))
                .toList();
    }

    /// A reading, and the states that it is of.
    record Look(States states, StackReading reading) {

        /// The same states with another live model of one resource.
        States with(String logicalId, MapValue properties) {
            var live = states.live();
            var resources = live.resources().stream()
                    .map(r -> r.logicalId().equals(logicalId) ? r.with(properties) : r)
                    .toList();
            return new States(
                    states.id(),
                    states.safe(),
                    states.deployed(),
                    new LiveState(
                            live.id(), live.scanId(), live.source(), live.capturedAt(), resources, live.unmanaged()),
                    states.baseline());
        }
    }

    StackReading reading(States states) {
        return StackReading.of(states.deployed(), detector.detect(states));
    }

    Look look(Approval approval) {
        var states = states(approval);
        return new Look(states, reading(states));
    }

    private States states(Approval approval) {
        var current = deployed.read(approval.stack());
        if (!current.id().equals(approval.stack())) {
            throw new PhantomException(
                    Code.RECONCILE_BLOCKED, "the record is for " + approval.stack() + ", and this is " + current.id());
        }
        if (!current.stable()) {
            throw new PhantomException(
                    Code.RECONCILE_BLOCKED,
                    approval.stack().name() + " is " + current.status() + begun(approval)
                            + "; wait until the operation has finished");
        }
        var runs = live.read(current, progress);
        var safe = new SafeState(
                SafeState.Source.DEPLOYED,
                "",
                "",
                "",
                current.effective()
                        .orElseThrow(() -> new PhantomException(
                                Code.RECONCILE_BLOCKED, approval.stack().name() + ": the template cannot be read")),
                Map.of(),
                current.parameters());
        var none = new States(current.id(), safe, current, runs, Baseline.none(current.id()));
        return approval.pins()
                ? new States(current.id(), safe, current, runs, PinnedValues.baseline(approval, detector.detect(none)))
                : none;
    }

    /// Whose operation it is, where it is this order's.
    private String begun(Approval approval) {
        return changeSets
                .executed(approval.stack(), description(approval), progress)
                .filter(e -> e.status().endsWith("_IN_PROGRESS"))
                .map(e -> ", which is this order, executed at " + e.at() + " by " + e.by())
                .orElse("");
    }

    private static ChangeSets.Request request(Approval approval, StackReading seen) {
        return new ChangeSets.Request(
                approval.stack(),
                approval.pins() ? Optional.of(PinnedValues.template(approval, seen.deployed())) : Optional.empty(),
                Map.of(),
                true,
                description(approval));
    }

    /// Names the order, however often it is carried out.
    private static String description(Approval approval) {
        return "Phantom: revert " + String.join(", ", names(approval));
    }

    private static List<String> names(Approval approval) {
        return approval.records().stream().map(r -> r.driftId()).sorted().toList();
    }
}
