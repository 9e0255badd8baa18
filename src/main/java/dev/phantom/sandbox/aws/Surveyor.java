package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.drift.knowledge.EmbeddedKnowledge;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.sandbox.aws.deploy.Attachments;
import dev.phantom.sandbox.aws.deploy.Deployment;
import dev.phantom.sandbox.aws.deploy.DeploymentContext;
import dev.phantom.sandbox.aws.deploy.DriftAware;
import dev.phantom.sandbox.aws.deploy.Planner;
import dev.phantom.sandbox.aws.deploy.RunningResources;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Holds the templates of a stack against the world.
final class Surveyor {

    final DriftAware rules;
    private final AwsWorld world;

    Surveyor(AwsWorld world) {
        this.world = world;
        this.rules = new DriftAware(EmbeddedKnowledge.types().with(world.registry));
    }

    /// What the stack was last told.
    Deployment deployed(DeployedStack stack) {
        return deployment(stack, stack.effective(), stack.texts("parameters"));
    }

    Deployment deployment(DeployedStack stack, String template, Map<String, String> parameters) {
        var arn = stack.arn().split(":", -1);
        var exports = new LinkedHashMap<String, String>();
        world.stacks.stream()
                .filter(s -> s.arn().startsWith(String.join(":", List.of(arn).subList(0, 5))))
                .forEach(s -> exports.putAll(s.texts("exports")));
        return Deployment.of(
                template,
                parameters,
                new DeploymentContext(
                        new Pseudo(arn[4], arn[3], stack.name(), stack.arn(), List.of()),
                        exports,
                        (logicalId, attribute) -> reference(stack, logicalId, attribute)));
    }

    Planner planner(DeployedStack stack, Deployment previous, Deployment desired) {
        return new Planner(rules, previous, desired, id -> running(stack, desired, id));
    }

    Optional<LiveModel> model(DeployedStack stack, String logicalId) {
        return world.models.stream()
                .filter(m -> stack.name().equals(m.stack) && m.logicalId.equals(logicalId) && stack.holds(m))
                .findFirst();
    }

    /// A resource as the services tell it, without what other resources of its own stack attached to it.
    RunningResources running(DeployedStack stack, Deployment deployment, String logicalId) {
        var resource = deployment.resources().get(logicalId);
        var type = resource == null ? "" : resource.type();
        return new RunningResources(
                world.mayRead(type),
                model(stack, logicalId)
                        .map(m -> Attachments.without(deployment, type, m.physicalId, value(m.properties))));
    }

    static MapValue value(JsonNode model) {
        try {
            return ValueJson.parse(model.toString()) instanceof MapValue map ? map : MapValue.EMPTY;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Value> reference(DeployedStack stack, String logicalId, String attribute) {
        var physicalId = stack.resources().stream()
                .filter(r -> r.logicalId().equals(logicalId))
                .map(DeployedStack.Row::physicalId)
                .filter(p -> !p.isEmpty())
                .findFirst();
        if (attribute.isEmpty()) {
            return physicalId.map(Value::string);
        }
        var node = model(stack, logicalId)
                .map(m -> m.properties.at("/" + attribute.replace(".", "/")))
                .filter(JsonNode::isValueNode)
                .map(n -> (Value) Value.string(n.asText()));
        return node.or(() -> physicalId
                .filter(p -> attribute.endsWith("Arn") && p.startsWith("arn:"))
                .map(Value::string));
    }
}
