package dev.phantom.severity.rules;

import dev.phantom.drift.Drift;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A policy lost a statement that denied something: plain HTTP, another region, deletion.
final class RefusalDropped implements SeverityRule {
    private static final Card CARD = new Card(
            "PH-SEV-013",
            "a policy no longer denies what it denied",
            "An explicit Deny beats every Allow; it is usually there for a reason such as refusing plain HTTP.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5");

    private static final Set<String> DOCUMENTS = Set.of(
            "PolicyDocument",
            "KeyPolicy",
            "ResourcePolicy",
            "RepositoryPolicyText",
            "AccessPolicies",
            "FileSystemPolicy",
            "AssumeRolePolicyDocument");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Finding> findings(Subject subject) {
        var drift = subject.drift();
        if (drift.status() != Drift.Status.MODIFIED) {
            return List.of();
        }
        return DOCUMENTS.stream()
                .sorted()
                .flatMap(property -> dropped(drift, property))
                .toList();
    }

    private static Stream<Finding> dropped(Drift drift, String property) {
        var root = PropertyPath.of(property);
        var changed =
                drift.changes().stream().filter(c -> c.path().startsWith(root)).findFirst();
        if (changed.isEmpty() || denials(drift.actual(), property) >= denials(drift.expected(), property)) {
            return Stream.empty();
        }
        return Stream.of(new Finding(
                CARD.id(), Severity.MEDIUM, changed.get().path(), "a Deny statement is gone", true, CARD.reference()));
    }

    private static long denials(dev.phantom.value.Value.MapValue model, String property) {
        return PolicyDocument.of(new PropertyView(model).at(property)).statements().stream()
                .filter(s ->
                        s.view().text("Effect").filter("Deny"::equalsIgnoreCase).isPresent())
                .count();
    }
}
