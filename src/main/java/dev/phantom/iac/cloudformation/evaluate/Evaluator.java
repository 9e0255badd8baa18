package dev.phantom.iac.cloudformation.evaluate;

import dev.phantom.iac.Declaration;
import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;

/// Works out the functions of a template, as far as they can be known here.
public final class Evaluator {
    private Evaluator() {}

    /// Never fails: what cannot be worked out is [Value.Unknown] with its reason. Ask [Template#unsupported()] whether
    /// the template can be evaluated here at all.
    public static Declaration evaluate(Template template, EvaluationContext context) {
        var evaluation = new Evaluation(template, context);
        return new Declaration(
                resources(template, evaluation), outputs(template, evaluation), new OriginWalk(evaluation));
    }

    private static Map<String, DeclaredResource> resources(Template template, Evaluation evaluation) {
        Map<String, DeclaredResource> resources = new LinkedHashMap<>();
        template.resources().forEach((id, resource) -> {
            Value exists = resource.condition() == null
                    ? Truth.TRUE
                    : evaluation.conditions().named(resource.condition());
            if (!Truth.isFalse(exists)) {
                var properties = evaluation.budget().part(() -> evaluation.properties(resource.properties()));
                resources.put(id, new DeclaredResource(resource, properties, Truth.isTrue(exists)));
            }
        });
        return resources;
    }

    private static Map<String, Value> outputs(Template template, Evaluation evaluation) {
        Map<String, Value> outputs = new LinkedHashMap<>();
        template.section("Outputs").entries().forEach((name, body) -> {
            if (body instanceof MapValue output && output.get("Value") instanceof Value value) {
                boolean gone = output.get("Condition") instanceof Scalar condition
                        && Truth.isFalse(evaluation.conditions().named(condition.text()));
                if (!gone) {
                    outputs.put(name, evaluation.budget().part(() -> evaluation.value(value)));
                }
            }
        });
        return outputs;
    }
}
