package dev.phantom.cli.command;

import dev.phantom.cli.terminal.Terminal;
import dev.phantom.reconcile.Approval;
import dev.phantom.reconcile.Reconciliation;
import dev.phantom.reconcile.ResourcePatch;
import dev.phantom.report.PlainText;
import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSets;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value;
import java.util.Optional;

/// What came of an order, in words.
final class ReconciliationText {

    private ReconciliationText() {}

    /// The exact patch.
    static void steps(Terminal terminal, ResourcePatch patch) {
        terminal.out()
                .println(PlainText.whole("  update-resource " + patch.logicalId() + " (" + patch.type() + " "
                        + patch.identifier() + ")"));
        patch.steps()
                .forEach(step -> terminal.out()
                        .println(PlainText.whole("    /" + step.property() + ": "
                                + shown(Optional.ofNullable(step.before())) + " → "
                                + shown(Optional.of(step.after())))));
        terminal.out()
                .println("  AWS advises against updating a resource of a stack by Cloud Control;"
                        + " CloudFormation does not learn of it");
    }

    /// What came of it, whole, as it is said on the pull request.
    static String words(Approval approval, Reconciliation outcome) {
        var name = approval.stack().name() + ": " + headline(approval, outcome);
        return switch (outcome) {
            case Reconciliation.Settled s ->
                s.before().map(before -> name + "; " + executed(before)).orElse(name);
            case Reconciliation.Provable p -> name;
            case Reconciliation.Blocked b -> name + ": " + String.join("; ", b.reasons());
            case Reconciliation.Executed e -> e.verified() ? name : name + ", and " + String.join("; ", e.left());
            case Reconciliation.Patchable p -> name;
            case Reconciliation.Patched p -> p.verified() ? name : name + ", and " + String.join("; ", p.left());
        };
    }

    static String headline(Approval approval, Reconciliation outcome) {
        return switch (outcome) {
            case Reconciliation.Settled s -> "nothing is left to revert; nothing was done";
            case Reconciliation.Provable p ->
                (RootModules.has(approval) ? "one plan of Terraform" : "one change set")
                        + " does exactly what was approved; nothing was executed";
            case Reconciliation.Blocked b -> "nothing was done";
            case Reconciliation.Executed e ->
                e.verified()
                        ? "verified: the revert was executed, and the live state is as approved"
                        : "not converged: the revert was executed";
            case Reconciliation.Patchable p ->
                "no change set can do it; Cloud Control does exactly what was approved; nothing was sent";
            case Reconciliation.Patched p ->
                p.verified()
                        ? "verified: Cloud Control carried the revert out, and the live state is as approved"
                        : "not converged: Cloud Control carried the revert out";
        };
    }

    static String executed(ChangeSets.Execution before) {
        return "executed before, at " + before.at() + " by " + before.by() + ": " + before.status()
                + " (stack events with the request token " + before.token() + ")";
    }

    static void rows(Terminal terminal, ChangeSet changeSet) {
        for (var row : changeSet.rows()) {
            terminal.out()
                    .println(PlainText.whole("  " + row.action() + " " + row.logicalId() + " (" + row.type() + ")"));
            row.cells()
                    .forEach(cell -> terminal.out()
                            .println(PlainText.whole(
                                    "    " + cell.path() + ": " + shown(cell.before()) + " → " + shown(cell.after()))));
        }
    }

    private static String shown(Optional<Value> value) {
        return value.map(v -> JsonRendering.of(v).orElse("(not shown)")).orElse("(absent)");
    }
}
