package dev.phantom.assembly;

import dev.phantom.config.PhantomConfig;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.patch.ChangePreview;
import dev.phantom.patch.prove.ChangeSetPreview;
import dev.phantom.patch.prove.PlanPreview;
import dev.phantom.stack.Progress;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.util.HashMap;
import java.util.Optional;

/// Who would deploy a patched file, and is asked what that would do.
record Deployers(PhantomConfig config, AwsConnection aws, LocalEngine engine, Knowledge knowledge, Progress progress) {

    /// CloudFormation where the configuration says so, Terraform wherever it made the plan.
    ChangePreview preview() {
        var ofStacks = config.policy().proof() == PhantomConfig.Policy.Proof.LOCAL
                ? ChangePreview.LOCAL
                : new ChangeSetPreview(aws.changeSets(), progress);
        var planned = new HashMap<StackId, Stack.Planned>();
        config.stacks().forEach(stack -> {
            if (stack.planned() != null) {
                planned.put(stack.id(), stack.planned());
            }
        });
        var ofModules = new PlanPreview(
                engine::plans,
                base -> Optional.ofNullable(planned.get(base.id()))
                        .filter(one -> one.plan().isEmpty())
                        .map(Stack.Planned::module),
                knowledge.providers(),
                progress);
        return (base, plan, decisions) ->
                (planned.containsKey(base.id()) ? ofModules : ofStacks).check(base, plan, decisions);
    }
}
