package dev.phantom.drift.detect;

import dev.phantom.drift.plan.TerraformPlan;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;
import org.jspecify.annotations.Nullable;

/// The four states of one stack.
///
/// @param id   what is known of the stack's identity; its unknown parts are empty
/// @param plan what Terraform says of them, which has compared them already; null for a stack of CloudFormation
public record States(
        StackId id,
        SafeState safe,
        DeployedState deployed,
        LiveState live,
        Baseline baseline,
        @Nullable TerraformPlan plan) {

    /// Of a stack of CloudFormation.
    public States(StackId id, SafeState safe, DeployedState deployed, LiveState live, Baseline baseline) {
        this(id, safe, deployed, live, baseline, null);
    }
}
