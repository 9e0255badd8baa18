package dev.phantom.cli.command;

import dev.phantom.assembly.Invocation;
import dev.phantom.assembly.KnownTypes;
import dev.phantom.assembly.LocalEngine;
import dev.phantom.config.PhantomConfig;
import dev.phantom.drift.terraform.TerraformTypes;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.reconcile.Approval;
import dev.phantom.reconcile.ModuleReconciler;
import dev.phantom.reconcile.Reconciliation;
import dev.phantom.stack.Progress;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.Stack;
import java.util.Objects;
import java.util.Optional;

/// Carries out the records of root modules of Terraform. Which module a stack is stands in the configuration alone.
record RootModules(Invocation invocation, Optional<PhantomConfig> config) {

    /// Whether these are records of a root module.
    static boolean has(Approval approval) {
        return approval.records().stream().allMatch(record -> TerraformTypes.isTerraform(record.type()));
    }

    Reconciliation carriedOut(Approval approval, boolean execute, Progress progress) {
        var there = config.orElseThrow(() -> missing(approval));
        var module = module(there, approval);
        var reconciler = new ModuleReconciler(
                new LocalEngine(there, invocation).reverts(),
                module,
                KnownTypes.offline(invocation, progress::accept),
                there.show(),
                progress);
        return execute ? reconciler.apply(approval) : reconciler.plan(approval);
    }

    private static RootModule module(PhantomConfig config, Approval approval) {
        return config.stacks().stream()
                .filter(stack -> stack.id().equals(approval.stack()))
                .map(Stack::planned)
                .filter(Objects::nonNull)
                .map(Stack.Planned::module)
                .findFirst()
                .orElseThrow(() -> missing(approval));
    }

    private static PhantomException missing(Approval approval) {
        return new PhantomException(new Diagnostic(
                Code.RECONCILE_BLOCKED,
                "the record is of a Terraform resource, and no stack with format: terraform has this account, region"
                        + " and name",
                "name the stack in phantom.yaml, or pass the configuration with --config",
                approval.stack().toString()));
    }
}
