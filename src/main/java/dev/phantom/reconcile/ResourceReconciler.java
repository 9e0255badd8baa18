package dev.phantom.reconcile;

import dev.phantom.drift.Change;
import dev.phantom.drift.CloudControlIdentifier;
import dev.phantom.drift.CloudControlIdentifier.Known;
import dev.phantom.drift.Drift;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.detect.Detection;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.ContentDigest;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ResourceUpdates;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/// Carries the approval of one resource out by Cloud Control, past its stack, or does nothing: where no change set can,
/// and only where the team allows it. What else drifted stays as it is.
///
/// @param stacks  reads and compares
/// @param updates writes
/// @param types   of the stack's account and region
/// @param grave   whether a drift of the stack is a security finding of level high or critical
public record ResourceReconciler(
        Reconciler stacks, ResourceUpdates updates, TypeCatalog types, BiPredicate<Detection, Drift> grave) {

    /// What [#apply] would send. Nothing is sent.
    ///
    /// @param first what the change set came to
    public Reconciliation plan(Approval approval, Reconciliation.Blocked first) {
        return first.or(carryOut(approval, first, false));
    }

    /// Does what was approved, exactly, or nothing.
    ///
    /// @param first what the change set came to
    public Reconciliation apply(Approval approval, Reconciliation.Blocked first) {
        return first.or(carryOut(approval, first, true));
    }

    private Reconciliation carryOut(Approval approval, Reconciliation.Blocked first, boolean execute) {
        if (first.obstacle() == Reconciliation.Obstacle.APPROVAL) {
            return first;
        }
        if (approval.entries().size() != 1) {
            return blocked("update-resource patches one resource, and these records name "
                    + approval.entries().size());
        }
        var look = stacks.look(approval);
        var seen = look.reading();
        if (seen.settled(approval)) {
            return new Reconciliation.Settled(Optional.empty());
        }
        var reasons = new ArrayList<>(seen.unlike(approval));
        var id = approval.entries().keySet().iterator().next();
        var entries = approval.entries().getOrDefault(id, List.of());
        var model = seen.detection().models().get(id);
        var type = types.find(approval.records().getFirst().type()).orElse(null);
        if (type == null) {
            reasons.add(id + ": the schema of its type is not known");
        }
        if (first.obstacle() == Reconciliation.Obstacle.NEIGHBOURS && !waitsGravely(approval, seen)) {
            return blocked(
                    "update-resource carries out what waits for the rest of the stack only for a security finding of"
                            + " level high or critical");
        }
        if (!reasons.isEmpty() || type == null || model == null) {
            return new Reconciliation.Blocked(Reconciliation.Obstacle.UPDATE, reasons);
        }
        reasons.addAll(new ResourceConditions(id, type, model).against(entries));
        if (!(CloudControlIdentifier.of(
                        type, model.live().properties(), model.live().physicalId())
                instanceof Known known)) {
            reasons.add(id + ": its Cloud Control identifier is not known");
            return new Reconciliation.Blocked(Reconciliation.Obstacle.UPDATE, reasons);
        }
        if (!reasons.isEmpty()) {
            return new Reconciliation.Blocked(Reconciliation.Obstacle.UPDATE, reasons);
        }
        var read = updates.read(approval.stack(), type.type(), known.text());
        if (!read.equals(model.live().properties())) {
            return blocked(id + " changed while it was read");
        }
        ResourcePatch patch;
        try {
            patch = ResourcePatch.of(id, type, known.text(), read, entries);
        } catch (PhantomException e) {
            return blocked(id + ": the approved path no longer exists: "
                    + e.diagnostic().summary());
        }
        reasons.addAll(unproven(look, approval, patch));
        if (!reasons.isEmpty()) {
            return new Reconciliation.Blocked(Reconciliation.Obstacle.UPDATE, reasons);
        }
        return execute ? executed(approval, look, patch, read) : new Reconciliation.Patchable(patch);
    }

    private boolean waitsGravely(Approval approval, StackReading seen) {
        return seen.detection().report().drifts().stream()
                .filter(drift -> approval.entries().containsKey(drift.logicalId()))
                .map(drift -> drift.with(approved(approval, drift)))
                .anyMatch(drift -> grave.test(seen.detection(), drift));
    }

    private static List<Change> approved(Approval approval, Drift drift) {
        var entries = approval.entries().getOrDefault(drift.logicalId(), List.of());
        return drift.changes().stream()
                .filter(c -> entries.stream().anyMatch(e -> IndexFreePaths.alike(e.path(), c.path())))
                .toList();
    }

    /// The comparison of what would run then: the approved is gone from it, and everything else is as before.
    private List<String> unproven(Reconciler.Look look, Approval approval, ResourcePatch patch) {
        var id = patch.logicalId();
        if (patch.steps().isEmpty()) {
            return List.of(id + ": the patch would change nothing");
        }
        var then = stacks.reading(look.with(id, patch.after()));
        var others = others(approval, look.reading(), id);
        var reasons = new ArrayList<String>();
        unmatched(then.changes(id), others)
                .forEach(c -> reasons.add(id + " " + c.path() + ": it would still differ, or would differ now"));
        unmatched(others, then.changes(id))
                .forEach(c -> reasons.add(id + " " + c.path() + ": it would change too, which was not approved"));
        return reasons;
    }

    /// What differs after all but what differed before and was not approved.
    private static List<String> left(Approval approval, StackReading before, StackReading after) {
        var differing = after.changes().keySet().stream()
                .flatMap(id -> unmatched(after.changes(id), others(approval, before, id)).stream()
                        .map(c -> id + " " + c.path() + " still differs"));
        var gone =
                after.gone().stream().filter(id -> !before.gone().contains(id)).map(id -> id + " no longer exists");
        return Stream.concat(differing, gone).toList();
    }

    /// What of a resource differs and is not approved.
    private static List<Change> others(Approval approval, StackReading seen, String id) {
        return seen.pair(id, approval.entries().getOrDefault(id, List.of()), new ArrayList<>());
    }

    /// Those that have no partner among the others; each is a partner once.
    private static List<Change> unmatched(List<Change> all, List<Change> others) {
        var rest = new ArrayList<>(others);
        return all.stream()
                .filter(change -> {
                    var partner =
                            rest.stream().filter(o -> sameChange(o, change)).findFirst();
                    partner.ifPresent(rest::remove);
                    return partner.isEmpty();
                })
                .toList();
    }

    /// An index moves with its list.
    private static boolean sameChange(Change one, Change other) {
        return one.kind().equals(other.kind())
                && IndexFreePaths.alike(one.path(), other.path())
                && Equality.of(one.expectedValue(), other.expectedValue())
                && Equality.of(one.actualValue(), other.actualValue());
    }

    private Reconciliation executed(Approval approval, Reconciler.Look look, ResourcePatch patch, MapValue read) {
        if (!updates.read(approval.stack(), patch.type(), patch.identifier()).equals(read)) {
            return blocked(patch.logicalId() + " changed between the plan and the update");
        }
        stacks.progress().accept(approval.stack().name() + ": updating " + patch.logicalId() + " by Cloud Control");
        updates.update(
                new ResourceUpdates.Request(
                        approval.stack(), patch.type(), patch.identifier(), patch.steps(), token(approval, read)),
                stacks.progress());
        return new Reconciliation.Patched(
                patch,
                AfterExecution.left(() -> left(
                        approval, look.reading(), stacks.look(approval).reading())));
    }

    /// Of this order on this state: the same once more is one request.
    private static String token(Approval approval, MapValue read) {
        var all = new ContentDigest(Mask.of(""));
        approval.records().stream()
                .map(r -> r.driftId() + r.contentHash())
                .sorted()
                .forEach(all::add);
        return "phantom-" + all.add(read).hex().substring(0, 32);
    }

    private static Reconciliation blocked(String reason) {
        return new Reconciliation.Blocked(Reconciliation.Obstacle.UPDATE, List.of(reason));
    }
}
