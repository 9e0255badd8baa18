package dev.phantom.aws.live;

import dev.phantom.drift.CloudControlIdentifier;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.Given;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.StackResource;
import dev.phantom.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which resource of AWS a stack resource is: its identifier, from the physical id and the deployed properties.
final class StackIdentifiers {

    private final TypeCatalog types;
    private final Optional<Declaration> evaluated;
    private final Map<String, CloudControlIdentifier> worked = new HashMap<>();

    StackIdentifiers(DeployedState deployed, TypeCatalog types) {
        this.types = types;
        this.evaluated = deployed.effective().map(t -> t.declare(context(deployed)));
    }

    /// For Cloud Control. Where the schema does not help, the physical id, as a guess.
    CloudControlIdentifier of(StackResource resource) {
        return worked.computeIfAbsent(resource.logicalId(), id -> workedOut(resource));
    }

    private CloudControlIdentifier workedOut(StackResource resource) {
        var parts = names(resource.type()).size();
        if (parts > 1 && resource.physicalId().split("\\|", -1).length == parts) {
            return new CloudControlIdentifier.Known(
                    resource.physicalId(), true); // CloudFormation joins them too at times
        }
        return types.find(resource.type())
                .map(facts -> CloudControlIdentifier.of(facts, declared(resource), resource.physicalId()))
                .orElseGet(() -> new CloudControlIdentifier.Known(resource.physicalId(), true));
    }

    /// Whether a resource that a scan or a template names by this identifier is the stack's.
    boolean matches(StackResource resource, Map<String, String> identifier) {
        if (identifier.containsValue(resource.physicalId())) {
            return identifier.size() == 1 || consistent(resource, identifier);
        }
        var joined = types.find(resource.type())
                .map(facts -> CloudControlIdentifier.of(facts, identifier))
                .filter(CloudControlIdentifier.Known.class::isInstance)
                .map(k -> ((CloudControlIdentifier.Known) k).text())
                .orElseGet(() -> String.join("|", identifier.values()));
        return joined.equals(resource.physicalId())
                || (of(resource) instanceof CloudControlIdentifier.Known known
                        && known.text().equals(joined));
    }

    /// No part of the identifier contradicts a declared property of that name.
    private boolean consistent(StackResource resource, Map<String, String> identifier) {
        var properties = declared(resource);
        return identifier.entrySet().stream()
                .allMatch(part -> !(properties.get(part.getKey()) instanceof Value value)
                        || !(value.settled() instanceof Value.Scalar scalar)
                        || scalar.text().equals(part.getValue()));
    }

    private List<String> names(String type) {
        return types.find(type).map(TypeFacts::primaryIdentifier).orElse(List.of()).stream()
                .map(p -> p.toString().substring(1))
                .toList();
    }

    private Value.MapValue declared(StackResource resource) {
        return evaluated
                .map(e -> e.resources().get(resource.logicalId()))
                .map(r -> settled(r.properties()))
                .orElse(Value.MapValue.EMPTY);
    }

    private static Value.MapValue settled(Value.MapValue properties) {
        var entries = new LinkedHashMap<String, Value>();
        properties.entries().forEach((k, v) -> entries.put(k, v.settled()));
        return new Value.MapValue(entries);
    }

    private static EvaluationContext context(DeployedState deployed) {
        var parameters = new LinkedHashMap<String, Given>();
        deployed.parameters().forEach(p -> parameters.put(p.name(), p.given()));
        var id = deployed.id();
        return new EvaluationContext(
                parameters,
                new Pseudo(id.account(), id.region(), id.name(), deployed.stackArn(), List.of()),
                deployed.exports(),
                (logicalId, attribute) -> attribute.isEmpty()
                        ? Optional.ofNullable(deployed.resources().get(logicalId))
                                .filter(r -> !r.physicalId().isEmpty())
                                .map(r -> Value.string(r.physicalId()))
                        : Optional.empty());
    }
}
