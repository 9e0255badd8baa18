package dev.phantom.sandbox.aws.deploy;

import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.EvaluationContext.References;
import java.util.Map;

/// Where a template is deployed.
///
/// @param exports    of the account and region, by name
/// @param references what `Ref` and `Fn::GetAtt` give there
public record DeploymentContext(Pseudo pseudo, Map<String, String> exports, References references) {
    public DeploymentContext {
        exports = Map.copyOf(exports);
    }
}
