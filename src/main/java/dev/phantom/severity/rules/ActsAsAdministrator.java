package dev.phantom.severity.rules;

import dev.phantom.drift.Change;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A workload that was given a role that administers, by what the role says where the stack has it, else by its name.
final class ActsAsAdministrator implements SeverityRule {
    private static final Card CARD = new Card(
            "PH-SEV-027",
            "a workload acts as an administrator",
            "Whoever gets into it may do everything in the account. High, as full administrative privileges are.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1");

    private static final Set<String> ROLES = Set.of(
            "Role",
            "RoleArn",
            "RoleARN",
            "TaskRoleArn",
            "JobRoleArn",
            "IamInstanceProfile",
            "ServiceRole",
            "ExecutionRoleArn",
            "InstanceRoleArn",
            "IamRoleArn",
            "NodeRole");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Finding> findings(Subject subject) {
        return subject.drift().changes().stream()
                .filter(change -> !change.path().isRoot()
                        && ROLES.contains(change.path().last())
                        && administers(change.actualValue(), subject)
                        && !administers(change.expectedValue(), subject))
                .map(ActsAsAdministrator::finding)
                .toList();
    }

    private static Finding finding(Change change) {
        return new Finding(
                CARD.id(), Severity.HIGH, change.path(), "its role is one of an administrator", true, CARD.reference());
    }

    private static boolean administers(Optional<Value> role, Subject subject) {
        return role.filter(r -> subject.models()
                        .live(r)
                        .map(properties -> attached(new PropertyView(properties)))
                        .orElseGet(() -> named(r)))
                .isPresent();
    }

    private static boolean attached(PropertyView role) {
        return Stream.concat(
                        role.items("ManagedPolicyArns").stream().flatMap(arn -> arn.text().stream()),
                        role.text("RoleName").stream())
                .anyMatch(ActsAsAdministrator::named);
    }

    private static boolean named(Value role) {
        return role instanceof Value.Reference r
                ? named(r.logicalId())
                : new PropertyView(role)
                        .text()
                        .filter(ActsAsAdministrator::named)
                        .isPresent();
    }

    private static boolean named(String name) {
        return name.toLowerCase(Locale.ROOT).contains("admin");
    }
}
