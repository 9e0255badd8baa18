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

    /// Those that make an administrator or give a whole service, where safe had them not.
    static List<PolicyRisk> attached(PropertyPath list, PropertyView safe, PropertyView live) {
        var property = list.last();
        var known = safe.items(property).stream()
                .flatMap(i -> i.text().stream())
                .map(ManagedPolicies::name)
                .collect(Collectors.toSet());
        var items = live.items(property);
        var risks = new ArrayList<PolicyRisk>();
        for (int i = 0; i < items.size(); i++) {
            var arn = items.get(i).text().orElse("");
            var path = list.child(i);
            if (!known.contains(name(arn))) {
                level(name(arn))
                        .ifPresent(level -> risks.add(new PolicyRisk(Topic.IDENTITY, path, level, "attached: " + arn)));
            }
        }
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
