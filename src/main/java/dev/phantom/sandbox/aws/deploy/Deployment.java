package dev.phantom.sandbox.aws.deploy;

import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Given;
import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.evaluate.Evaluator;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A template with its parameters, as CloudFormation would deploy it.
///
/// @param resources by logical id, in document order
public record Deployment(Map<String, Declared> resources) {

    public Deployment {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    }

    /// One resource of it.
    ///
    /// @param properties with their functions worked out; what cannot be is [Value.Unknown], what comes from a NoEcho
    ///                   parameter is [Value.Sensitive]
    /// @param attributes `DeletionPolicy`, `Metadata`, … as written
    public record Declared(String logicalId, String type, MapValue properties, Map<String, Value> attributes) {
        public Declared {
            attributes = Map.copyOf(attributes);
        }

        /// Whether CloudFormation hides what it deploys at this place.
        boolean hides(PropertyPath path) {
            return Trees.at(properties, path).filter(Trees::secret).isPresent();
        }

        /// What runs, as CloudFormation shows it: what the template hides is hidden there too.
        public MapValue hiding(MapValue actual) {
            var result = new LinkedHashMap<>(actual.entries());
            result.replaceAll((name, value) -> hides(PropertyPath.of(name)) ? new Value.Sensitive("") : value);
            return new MapValue(result);
        }
    }

    /// @param parameters every parameter that has a value, by name
    /// @throws dev.phantom.fault.PhantomException if the text is no template
    public static Deployment of(String text, Map<String, String> parameters, DeploymentContext around) {
        var given = new LinkedHashMap<String, Given>();
        parameters.forEach((name, value) -> given.put(name, new Given(Value.string(value), Origin.ABSENT)));
        var evaluated = Evaluator.evaluate(
                TemplateReader.read("template", text),
                new EvaluationContext(given, around.pseudo(), around.exports(), around.references()));
        var resources = new LinkedHashMap<String, Declared>();
        evaluated
                .resources()
                .forEach((id, resource) -> resources.put(
                        id,
                        new Declared(
                                id,
                                resource.source().type(),
                                resource.properties(),
                                resource.source().attributes().entries())));
        return new Deployment(resources);
    }
}
