package dev.phantom.terraform;

import dev.phantom.fault.HealthCheck;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.RootModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which Terraform is run, and whether each root module can be planned by it. No plan is made.
///
/// @param base    the folder that the directories of root modules are below
/// @param modules by the name of their stack
public record TerraformDoctor(
        Map<String, String> environment, Path base, Limits limits, Map<String, RootModule> modules) {

    private static final String NAME = "terraform";

    public TerraformDoctor {
        environment = Map.copyOf(environment);
        modules = Collections.unmodifiableMap(new LinkedHashMap<>(modules));
    }

    /// None where no stack is planned by Terraform here.
    public List<HealthCheck> signs() {
        if (modules.isEmpty()) {
            return List.of();
        }
        var signs = new ArrayList<HealthCheck>();
        try {
            var engine = TerraformEngine.find(environment, base, limits);
            signs.add(HealthCheck.ok(NAME, engine.engine() + " is run"));
            modules.forEach((stack, module) -> signs.add(sign(engine, stack, module)));
        } catch (PhantomException e) {
            signs.add(HealthCheck.fail(NAME, e.diagnostic().line(), ""));
        }
        return signs;
    }

    private static HealthCheck sign(TerraformEngine engine, String stack, RootModule module) {
        var name = NAME + " " + stack;
        try {
            engine.requireReady(module);
            return HealthCheck.ok(name, module.directory() + " is initialized, workspace " + module.workspace());
        } catch (PhantomException e) {
            return HealthCheck.fail(name, e.diagnostic().line(), "");
        }
    }
}
