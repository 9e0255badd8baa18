package dev.phantom.cli.init;

import dev.phantom.assembly.PlannedModules;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The steps of a workflow that ready root modules for Phantom. They run in the job that has credentials, and leave
/// nothing of a state behind: a plan that a stack names is made there and read there.
public final class TerraformSteps {

    /// Where the steps come in a workflow.
    private static final String PLACE = "#terraform\n";

    /// What can stand in a shell's double quotes and in YAML's, and begins no expression of GitHub's.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/@+,=: -]+");

    private static final String SETUP =
            "      - uses: hashicorp/setup-terraform@b9cd54a3c349d3f38e8881555d616ced269862dd # v3.1.2\n"
                    + "        with: { terraform_version: \"~> 1.5\", terraform_wrapper: false }"
                    + " # as the team applies with\n";

    private TerraformSteps() {}

    /// @throws PhantomException CONFIG_BAD_VALUE where a name cannot be written into a workflow
    public static String in(String workflow, List<PlannedModules.Module> modules) {
        var steps = new StringBuilder();
        if (!modules.isEmpty()) {
            steps.append(SETUP);
            modules.stream()
                    .map(PlannedModules.Module::directory)
                    .distinct()
                    .forEach(directory -> steps.append("      - run: " + terraform(directory)
                            + " init -input=false -lockfile=readonly -no-color\n"));
            modules.stream().filter(module -> !module.plan().isEmpty()).forEach(module -> steps.append(plan(module)));
        }
        return workflow.replace(PLACE, steps);
    }

    private static String terraform(String directory) {
        return "terraform -chdir=\"" + plain(directory) + "\"";
    }

    private static String plan(PlannedModules.Module module) {
        var terraform = terraform(module.directory());
        var saved = "\"$RUNNER_TEMP/" + module.name().replaceAll("[^A-Za-z0-9]", "-") + ".tfplan\"";
        var values = module.varFiles().stream()
                .map(file -> " -var-file=\"" + plain(file) + "\"")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                "      - run: |                         # values in clear: they stay on this runner",
                "          " + terraform + " plan -refresh-only -lock=false -input=false -no-color" + values + " -out="
                        + saved + " > /dev/null",
                "          " + terraform + " show -json " + saved + " > \"" + plain(module.plan()) + "\"",
                "        env: { TF_WORKSPACE: \"" + plain(module.workspace()) + "\" }",
                "");
    }

    private static String plain(String name) {
        if (!PLAIN.matcher(name).matches()) {
            throw new PhantomException(new Diagnostic(
                    Code.CONFIG_BAD_VALUE,
                    "'" + name + "' cannot be written into a workflow",
                    "use letters, digits and ._/@+,=:- in names of folders and files",
                    ""));
        }
        return name;
    }
}
