package dev.phantom.assembly;

import dev.phantom.config.PhantomConfig;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.TerraformPlans;
import dev.phantom.stack.TerraformReverts;
import dev.phantom.terraform.TerraformDoctor;
import dev.phantom.terraform.TerraformEngine;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Terraform of this machine, for the root modules of a configuration. It is found when it is first needed, and
/// once. Safe for use by several threads.
public final class LocalEngine {

    private final PhantomConfig config;
    private final Invocation invocation;
    private @Nullable TerraformEngine found;

    public LocalEngine(PhantomConfig config, Invocation invocation) {
        this.config = config;
        this.invocation = invocation;
    }

    /// @throws dev.phantom.fault.PhantomException if there is none that can be used
    public TerraformPlans plans() {
        return engine();
    }

    /// @throws dev.phantom.fault.PhantomException if there is none that can be used
    public TerraformReverts reverts() {
        return engine();
    }

    static TerraformDoctor doctor(PhantomConfig config, Invocation invocation, Map<String, RootModule> modules) {
        return new TerraformDoctor(invocation.environment(), folder(config, invocation), config.limits(), modules);
    }

    private synchronized TerraformEngine engine() {
        var there = found;
        if (there == null) {
            there = TerraformEngine.find(invocation.environment(), folder(config, invocation), config.limits());
            found = there;
        }
        return there;
    }

    /// What the directories of root modules are below: the folder of the safe state, else the checkout in which Phantom
    /// runs.
    private static Path folder(PhantomConfig config, Invocation invocation) {
        var folder = config.folder();
        return folder == null ? invocation.folder() : invocation.path(folder);
    }
}
