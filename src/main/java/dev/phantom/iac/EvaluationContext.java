package dev.phantom.iac;

import dev.phantom.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a definition is declared with. Everything may be unknown; nothing is guessed.
///
/// @param parameters values from parameter files, the command line or the deployment, by parameter name; defaults need
///                   not be given
/// @param imports    exports of other stacks, by export name
/// @param references what is known of the stack's own resources
public record EvaluationContext(
        Map<String, Given> parameters, Pseudo pseudo, Map<String, String> imports, References references) {

    /// The parameter that says which workspace of a Terraform module is meant; no variable can have this name.
    public static final String WORKSPACE = "terraform.workspace";

    /// Nothing is known but the template.
    public static final EvaluationContext NONE =
            new EvaluationContext(Map.of(), Pseudo.UNKNOWN, Map.of(), References.NONE);

    public EvaluationContext {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        imports = Map.copyOf(imports);
    }

    /// The pseudo parameters; an empty string or list is not known.
    public record Pseudo(
            String account, String region, String stackName, String stackId, List<String> notificationArns) {
        public static final Pseudo UNKNOWN = new Pseudo("", "", "", "", List.of());

        public Pseudo {
            notificationArns = List.copyOf(notificationArns);
        }
    }

    /// What a reference to a resource of the stack stands for.
    @FunctionalInterface
    public interface References {
        References NONE = (logicalId, attribute) -> Optional.empty();

        /// @param attribute empty for `Ref`, else the attribute of `Fn::GetAtt`
        Optional<Value> value(String logicalId, String attribute);

        /// The zones that `Fn::GetAZs` gives for a region.
        default Optional<List<String>> availabilityZones(String region) {
            return Optional.empty();
        }
    }
}
