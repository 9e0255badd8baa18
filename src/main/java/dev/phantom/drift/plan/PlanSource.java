package dev.phantom.drift.plan;

import dev.phantom.stack.Progress;
import dev.phantom.stack.Stack;

/// Gives what Terraform says of a stack's root module: of a plan that somebody made, or of plans that are made now.
@FunctionalInterface
public interface PlanSource {

    /// @param stack whose `planned` is there
    /// @throws dev.phantom.fault.PhantomException PLAN_UNREADABLE, FILE_UNREADABLE, or what the engine refuses with
    TerraformPlan read(Stack stack, Progress progress);
}
