package dev.phantom.severity.policy;

import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Policies that an identity has by their name.
final class ManagedPolicies {
    private ManagedPolicies() {}

    /// Where a type lists them.
    static Optional<PolicyPlace> place(String type) {
        return switch (type) {
            case "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group" -> list(type, "ManagedPolicyArns");
            case "AWS::SSO::PermissionSet" -> list(type, "ManagedPolicies");
            case "AWS::Serverless::Function", "AWS::Serverless::StateMachine" -> list(type, "Policies");
            case String other -> Optional.empty();
        };
    }

    private static Optional<PolicyPlace> list(String type, String property) {
        return Optional.of(new PolicyPlace(
                type, PropertyPath.of(property), PolicyPlace.Kind.IDENTITY, Severity.HIGH));
    }

    /// Those that make an administrator or give a whole service, where safe had them not.
    static List<PolicyRisk> attached(String type, PropertyView safe, PropertyView live) {
        var risks = new ArrayList<PolicyRisk>();
        place(type).map(p -> p.path().last()).ifPresent(property -> {
            var known = safe.items(property).stream()
                    .flatMap(i -> i.text().stream())
                    .map(ManagedPolicies::name)
                    .collect(Collectors.toSet());
            var items = live.items(property);
            for (int i = 0; i < items.size(); i++) {
                var arn = items.get(i).text().orElse("");
                if (!known.contains(name(arn))) {
                    var path = PropertyPath.of(property).child(i);
                    level(name(arn)).ifPresent(level ->
                            risks.add(new PolicyRisk(Topic.IDENTITY, path, level, "attached: " + arn)));
                }
            }
        });
        return risks;
    }

    /// AWS calls a policy so that allows all actions of a service:
    /// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
    private static Optional<Severity> level(String name) {
        if (PolicyTables.administrators().contains(name)) {
            return Optional.of(Severity.HIGH);
        }
        return name.endsWith("FullAccess") ? Optional.of(Severity.MEDIUM) : Optional.empty();
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
