package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.evaluate.ModuleScope.Env;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Source;
import dev.phantom.iac.terraform.syntax.Expression.Entry;
import dev.phantom.iac.terraform.syntax.Expression.Name;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.PropertyPath;
import java.util.Optional;

/// The variables that `terragrunt.hcl` gives its module.
final class TerragruntInputs {

    private TerragruntInputs() {}

    /// Whether they decide a variable: they name it, or something that they are made of may.
    static boolean decide(HclFile terragrunt, String name) {
        var inputs = terragrunt.body().attribute("inputs");
        boolean computed = inputs.isPresent() && !(inputs.get().value() instanceof ObjectCons);
        return computed
                || terragrunt.body().blocks("include").findAny().isPresent()
                || entry(terragrunt, name).isPresent();
    }

    /// Where the value is written; empty if it is not in this file.
    static Optional<Source> source(HclFile terragrunt, ModuleScope scope, String name) {
        return entry(terragrunt, name).map(e -> new Source(e.value(), Env.of(scope, terragrunt), PropertyPath.ROOT));
    }

    private static Optional<Entry> entry(HclFile terragrunt, String name) {
        return terragrunt
                .body()
                .attribute("inputs")
                .filter(i -> i.value() instanceof ObjectCons)
                .flatMap(i -> ((ObjectCons) i.value())
                        .entries().stream().filter(e -> isNamed(e, name)).findFirst());
    }

    private static boolean isNamed(Entry entry, String name) {
        return entry.key() instanceof Name n && n.text().equals(name)
                || entry.key() instanceof Template t && t.isPlain() && t.text().equals(name);
    }
}
