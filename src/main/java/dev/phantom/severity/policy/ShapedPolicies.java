package dev.phantom.severity.policy;

import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Resources that are one statement of a policy, with a property for each of its parts.
///
/// The service makes the statement so: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html,
/// https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html,
/// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html,
/// https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html
final class ShapedPolicies {
    private static final String FUNCTION = "AWS::Lambda::Permission";
    private static final PropertyPath PRINCIPAL = PropertyPath.of("Principal");
    private static final PropertyPath ALLOWED = PropertyPath.of("AllowedPrincipals");

    private ShapedPolicies() {}

    /// The place, if the type is such a resource.
    static Optional<PolicyPlace> place(String type) {
        return switch (type) {
            case FUNCTION -> resource(type, PRINCIPAL, Severity.CRITICAL);
            case "AWS::Lambda::LayerVersionPermission" -> resource(type, PRINCIPAL, Severity.MEDIUM);
            case "AWS::Events::EventBusPolicy" -> resource(type, PRINCIPAL, Severity.HIGH);
            case "AWS::EC2::VPCEndpointServicePermissions" -> resource(type, ALLOWED, Severity.HIGH);
            case String other -> Optional.empty();
        };
    }

    private static Optional<PolicyPlace> resource(String type, PropertyPath path, Severity worst) {
        return Optional.of(new PolicyPlace(type, path, PolicyPlace.Kind.RESOURCE, worst));
    }

    /// The statement that a model stands for; empty if it names nobody.
    static Optional<Value> statement(PolicyPlace place, PropertyView model) {
        var who = model.raw(place.path().segments().toArray(String[]::new));
        var conditions = new LinkedHashMap<String, Value>();
        condition("ArnLike", "aws:SourceArn", model.at("SourceArn"), conditions);
        condition("StringEquals", "aws:SourceAccount", model.at("SourceAccount"), conditions);
        condition("StringEquals", "aws:PrincipalOrgID", model.at("PrincipalOrgID"), conditions);
        condition("StringEquals", "aws:PrincipalOrgID", model.at("OrganizationId"), conditions);
        model.text("Condition", "Type")
                .ifPresent(type -> condition(
                        type, model.text("Condition", "Key").orElse(""), model.at("Condition", "Value"), conditions));
        return who.map(principal -> new MapValue(Map.of(
                "Effect",
                Value.string("Allow"),
                "Principal",
                principal,
                "Action",
                model.at("Action").orElse(Value.string("ec2:CreateVpcEndpoint")),
                "Condition",
                new MapValue(conditions))));
    }

    /// A function that the public may call has a rule of its own.
    static PolicyRisk told(String type, PolicyRisk risk) {
        return type.equals(FUNCTION) && risk.topic() == Topic.PUBLIC
                ? new PolicyRisk(Topic.FUNCTION, risk.path(), risk.level(), risk.title())
                : risk;
    }

    private static void condition(String operator, String key, Optional<Value> value, Map<String, Value> into) {
        value.ifPresent(v -> {
            var all = new LinkedHashMap<>(into.get(operator) instanceof MapValue map ? map.entries() : Map.of());
            all.put(key, v);
            into.put(operator, new MapValue(all));
        });
    }
}
