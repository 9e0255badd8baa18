package dev.phantom.severity.rules;

import dev.phantom.drift.Drift;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.FindingPath;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.stream.Stream;

/// A security group that let traffic through and lets none through any more: who is behind it is cut off.
final class TrafficCutOff implements SeverityRule {
    private static final Card CARD = new Card(
            "PH-SEV-025",
            "traffic is cut off",
            "A security group without a rule lets nothing through; what uses it no longer answers, or no longer gets out.",
            "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Finding> findings(Subject subject) {
        var drift = subject.drift();
        return switch (subject.type()) {
            case "AWS::EC2::SecurityGroup" ->
                Stream.of("SecurityGroupIngress", "SecurityGroupEgress")
                        .flatMap(list -> none(drift, list))
                        .toList();
            case "AWS::RDS::DBSecurityGroup" ->
                none(drift, "DBSecurityGroupIngress").toList();
            default -> List.of();
        };
    }

    private static Stream<Finding> none(Drift drift, String list) {
        var were = new PropertyView(drift.expected()).items(list);
        var are = new PropertyView(drift.actual()).items(list);
        return drift.status() != Drift.Status.MODIFIED || were.isEmpty() || !are.isEmpty()
                ? Stream.empty()
                : FindingPath.of(drift, PropertyPath.of(list)).stream()
                        .map(path -> new Finding(
                                CARD.id(),
                                Severity.MEDIUM,
                                path,
                                list.endsWith("Egress") ? "the group lets nothing out" : "the group lets nothing in",
                                false,
                                CARD.reference()));
    }
}
