package dev.phantom.sandbox.aws.deploy;

import dev.phantom.template.EvaluationContext;
import dev.phantom.template.EvaluationContext.Given;
import dev.phantom.template.Evaluator;
import dev.phantom.template.Origin;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.TemplateReader;
import dev.phantom.template.Value;
import dev.phantom.template.Value.MapValue;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A template with its parameters, as CloudFormation would deploy it.
///
/// @param resources by logical id, in document order
public record Deployment(Map<String, Declared> resources) {

    public Deployment {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    }

    /// One resource of it.
    ///
    /// @param properties with their functions worked out; a part that cannot be is [Value.Unknown]
    /// @param shown      the same as CloudFormation shows it: what comes from a NoEcho parameter is a secret
    /// @param attributes `DeletionPolicy`, `Metadata`, … as written
    public record Declared(
            String logicalId, String type, MapValue properties, MapValue shown, Map<String, Value> attributes) {
        public Declared {
            attributes = Map.copyOf(attributes);
        }

        /// Whether CloudFormation hides what it deploys at this place.
        boolean hides(PropertyPath path) {
            return Trees.at(shown, path).filter(Trees::secret).isPresent();
        }
    }

    /// @param parameters every parameter that has a value, by name
    /// @param noEcho     names of those whose value is not shown
    /// @throws dev.phantom.fault.PhantomException if the text is no template
    public static Deployment of(
            String text, Map<String, String> parameters, Collection<String> noEcho, Surroundings around) {
        var template = TemplateReader.read("template", text);
        var given = new LinkedHashMap<String, Given>();
        parameters.forEach((name, value) -> given.put(name, new Given(Value.string(value), Origin.ABSENT)));
        var real = Evaluator.evaluate(template, context(given, around));
        noEcho.forEach(name -> given.put(name, new Given(new Value.Unknown(name, true), Origin.ABSENT)));
        var shown = Evaluator.evaluate(template, context(given, around));
        var resources = new LinkedHashMap<String, Declared>();
        real.resources()
                .forEach((id, resource) -> resources.put(
                        id,
                        new Declared(
                                id,
                                resource.source().type(),
                                resource.properties(),
                                Optional.ofNullable(shown.resources().get(id))
                                        .map(r -> r.properties())
                                        .orElse(MapValue.EMPTY),
                                resource.source().attributes().entries())));
        return new Deployment(resources);
    }

    private static EvaluationContext context(Map<String, Given> given, Surroundings around) {
        return new EvaluationContext(given, around.pseudo(), around.exports(), around.references());
    }
}
