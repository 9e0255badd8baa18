package dev.phantom.assembly;

import dev.phantom.drift.knowledge.ProviderSchemas;
import dev.phantom.drift.plan.PlanReader;
import dev.phantom.drift.plan.PlanSource;
import dev.phantom.drift.plan.TerraformPlan;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.Progress;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.Stack;
import dev.phantom.stack.TerraformPlans;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

/// The plans of the configured stacks: of the file that a stack names, else of the engine.
///
/// @param engine finds it when it is first needed
record ConfiguredPlans(Invocation invocation, ProviderSchemas providers, Supplier<TerraformPlans> engine)
        implements PlanSource {

    /// Where plans of a pipeline lie, if not where Phantom runs: whoever starts it names a folder, the configuration a
    /// file below it.
    private static final String FOLDER = "PHANTOM_PLANS";

    @Override
    public TerraformPlan read(Stack stack, Progress progress) {
        var planned = stack.planned();
        if (planned == null) {
            throw new IllegalArgumentException("a stack of CloudFormation has no plan");
        }
        if (planned.plan().isEmpty()) {
            return made(planned.module(), progress);
        }
        progress.accept("reading the plan " + planned.plan());
        // who may push names it, and may have pushed a link
        var folder = invocation.path(invocation.env(FOLDER));
        var file = folder.resolve(planned.plan());
        NamedFiles.within(folder, file, planned.plan());
        return read(planned.plan(), NamedFiles.bytes(file, planned.plan()));
    }

    /// Both plans; without the second one drift is known all the same.
    private TerraformPlan made(RootModule module, Progress progress) {
        var drift = read(module.directory(), json(engine.get().drift(module, progress)));
        try {
            return drift.with(read(module.directory(), json(engine.get().undeployed(module, progress))));
        } catch (PhantomException e) {
            return drift.noting("no plan with -refresh=false could be made: "
                    + e.diagnostic().line());
        }
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private TerraformPlan read(String name, byte[] json) {
        return PlanReader.read(name, new ByteArrayInputStream(json), providers);
    }
}
