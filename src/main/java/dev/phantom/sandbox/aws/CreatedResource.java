package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.aws.deploy.Deployment.Declared;
import dev.phantom.sandbox.aws.deploy.PlannedChange;
import dev.phantom.sandbox.aws.deploy.Trees;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// A resource that CloudFormation makes anew.
final class CreatedResource {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CreatedResource() {}

    /// A live model of what is declared, with the names that AWS gives.
    static LiveModel of(AwsWorld world, DeployedStack stack, Declared declared) {
        var properties = json(declared.properties());
        world.types.writeOnly(declared.type()).forEach(path -> Json.remove(properties, path));
        var physicalId = name(world.types, declared.type(), declared.properties())
                .orElseGet(() -> stack.name() + "-" + declared.logicalId() + "-"
                        + UUID.randomUUID()
                                .toString()
                                .replace("-", "")
                                .substring(0, 12)
                                .toUpperCase(Locale.ROOT));
        var identifier = new LinkedHashMap<String, String>();
        for (var part : world.types.identifier(declared.type())) {
            var own = properties.path(part).asText();
            identifier.put(part, own.isEmpty() ? physicalId : own);
        }
        identifier.forEach(properties::put);
        var arn = stack.arn().split(":", -1);
        return new LiveModel(
                arn[4],
                arn[3],
                declared.type(),
                identifier,
                physicalId,
                declared.logicalId(),
                stack.name(),
                properties);
    }

    /// The name that a template chose for a new resource; empty if AWS chooses.
    static Optional<String> name(ResourceTypes types, PlannedChange row) {
        return row.after().flatMap(v -> v instanceof MapValue map ? name(types, row.type(), map) : Optional.empty());
    }

    private static Optional<String> name(ResourceTypes types, String type, MapValue properties) {
        var identifier = types.identifier(type);
        return identifier.size() != 1
                ? Optional.empty()
                : Trees.at(properties, PropertyPath.of(identifier.getFirst()))
                        .flatMap(v -> v instanceof Scalar s ? Optional.of(s.text()) : Optional.empty());
    }

    static ObjectNode json(MapValue properties) {
        var text = Trees.known(properties).flatMap(JsonRendering::of).orElse("{}");
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
