package dev.phantom.assembly;

import dev.phantom.config.PhantomConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The root modules of a configuration, as a pipeline has to ready them.
public final class PlannedModules {

    /// @param directory below the folder in which Phantom runs
    /// @param plan      the file with a plan's JSON that Phantom reads; empty where it makes the plans
    public record Module(String name, String directory, String workspace, List<String> varFiles, String plan) {
        public Module {
            varFiles = List.copyOf(varFiles);
        }
    }

    private PlannedModules() {}

    /// None where there is no configuration yet.
    ///
    /// @param notes takes what the file should say otherwise, a line each
    public static List<Module> of(Invocation invocation, Consumer<String> notes) {
        return FoundConfig.read(invocation, "", notes).map(PlannedModules::of).orElse(List.of());
    }

    private static List<Module> of(PhantomConfig config) {
        var modules = new ArrayList<Module>();
        for (var stack : config.stacks()) {
            var planned = stack.planned();
            if (planned != null) {
                var module = planned.module();
                var below = config.folder() == null ? "" : config.folder() + "/";
                modules.add(new Module(
                        stack.id().name(),
                        below + module.directory(),
                        module.workspace(),
                        module.varFiles(),
                        planned.plan()));
            }
        }
        return modules;
    }
}
