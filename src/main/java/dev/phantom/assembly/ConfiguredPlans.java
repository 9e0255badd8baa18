package dev.phantom.assembly;

import dev.phantom.drift.knowledge.ProviderSchemas;
import dev.phantom.drift.plan.PlanReader;
import dev.phantom.drift.plan.PlanSource;
import dev.phantom.drift.plan.TerraformPlan;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.Progress;
import dev.phantom.stack.Stack;
import java.io.ByteArrayInputStream;

/// The plans of the configured stacks: from the file that a stack names.
record ConfiguredPlans(Invocation invocation, ProviderSchemas providers) implements PlanSource {

    @Override
    public TerraformPlan read(Stack stack, Progress progress) {
        var planned = stack.planned();
        if (planned == null || planned.plan().isEmpty()) {
            throw new PhantomException(new Diagnostic(
                    Code.CONFIG_BAD_VALUE,
                    "the stack names no plan",
                    "write one with `terraform show -json PLAN > FILE`, and set plan: FILE",
                    stack.id().name()));
        }
        progress.accept("reading the plan " + planned.plan());
        var bytes = NamedFiles.bytes(invocation, planned.plan());
        return PlanReader.read(planned.plan(), new ByteArrayInputStream(bytes), providers);
    }
}
