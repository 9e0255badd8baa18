package dev.phantom.reconcile;

import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.drift.plan.PlanReader;
import dev.phantom.drift.plan.PlanSecrets;
import dev.phantom.drift.plan.PlannedUpdate;
import dev.phantom.secret.ShowPolicy;
import dev.phantom.stack.Progress;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.TerraformReverts;
import dev.phantom.stack.TerraformReverts.Saved;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Carries an approval out for resources of a Terraform module, or does nothing: by one saved plan that is limited to
/// them. Terraform applies a saved plan as it is, or refuses it where the state has moved.
///
/// @param module   that the stack names
/// @param progress one line of text per step, for people
public record ModuleReconciler(
        TerraformReverts reverts, RootModule module, Knowledge knowledge, ShowPolicy policy, Progress progress) {

    /// What [#apply] would do. Makes a plan and deletes it again.
    public Reconciliation plan(Approval approval) {
        return carryOut(approval, false);
    }

    /// Does what was approved, exactly, or nothing.
    public Reconciliation apply(Approval approval) {
        return carryOut(approval, true);
    }

    private Reconciliation carryOut(Approval approval, boolean execute) {
        try (var saved = saved(approval)) {
            var proof = proof(approval, saved);
            if (proof.settled()) {
                return new Reconciliation.Settled(Optional.empty());
            }
            var reasons = proof.reasons();
            if (!reasons.isEmpty()) {
                return new Reconciliation.Blocked(reasons);
            }
            if (!execute) {
                return new Reconciliation.Provable(proof.shown());
            }
            saved.apply(progress);
            return new Reconciliation.Executed(proof.shown(), AfterExecution.left(() -> left(approval)));
        }
    }

    /// What another plan of the same resources would still do.
    private List<String> left(Approval approval) {
        try (var again = saved(approval)) {
            var proof = proof(approval, again);
            return proof.shown().rows().stream()
                    .flatMap(row -> row.cells().isEmpty()
                            ? Stream.of(row.logicalId() + " still differs")
                            : row.cells().stream().map(cell -> row.logicalId() + " " + cell.path() + " still differs"))
                    .toList();
        }
    }

    private Saved saved(Approval approval) {
        return reverts.saved(module, List.copyOf(approval.entries().keySet()), progress);
    }

    private PlanProof proof(Approval approval, Saved saved) {
        var json = new ByteArrayInputStream(saved.json().getBytes(StandardCharsets.UTF_8));
        var plan = PlanReader.read(module.directory(), json, knowledge.providers());
        var stack = approval.stack();
        var update = new PlannedUpdate(
                plan, knowledge.providers(), new Arns(stack.account(), stack.region()), knowledge.facts());
        return new PlanProof(plan, update, approval, PlanSecrets.of(plan, policy));
    }
}
