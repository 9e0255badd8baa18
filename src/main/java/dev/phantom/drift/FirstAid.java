package dev.phantom.drift;

import dev.phantom.secret.People;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.Stack;
import java.util.Optional;

/// The one line that takes a drift back at once. Whoever manages the resource does it: Cloud Control for one of
/// CloudFormation, which knows no deployment of a single resource; Terraform for one of a root module, by an apply limited
/// to its address, which shows its plan and asks before it does anything.
///
/// @see <a href="https://developer.hashicorp.com/terraform/cli/commands/plan#resource-targeting">Resource targeting</a>
public final class FirstAid {

    /// How a text shows that something was left out of it.
    private static final String LEFT_OUT = "(secret ";

    private FirstAid() {}

    /// @param drift   as a person may see it
    /// @param catalog of where the resource runs
    /// @return empty where there is no such line, or a part of it may not be shown
    public static Optional<String> line(Drift drift, TypeCatalog catalog, Stack stack) {
        var planned = stack.planned();
        return planned == null
                ? ByHand.line(drift, catalog, stack.id().region())
                : Optional.of(apply(drift.logicalId(), planned.module()))
                        .filter(line -> !People.lackIn(line) && !line.contains(LEFT_OUT));
    }

    private static String apply(String address, RootModule module) {
        var line = new StringBuilder();
        if (!module.workspace().equals(RootModule.DEFAULT)) {
            line.append("TF_WORKSPACE=").append(ByHand.quoted(module.workspace())).append(' ');
        }
        line.append("terraform -chdir=").append(ByHand.quoted(module.directory())).append(" apply");
        module.varFiles().forEach(file -> line.append(" -var-file=").append(ByHand.quoted(file)));
        return line.append(" -target=").append(ByHand.quoted(address)).toString();
    }
}
