package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.List;

/// A network ACL entry that lets everybody in.
final class OpenNetworkAcl implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-002",
            "a network ACL is open to the world",
            "The ACL is the second line of defence around a subnet; open to everyone, it leaves only the security groups.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        var inward = subject.type().equals("AWS::EC2::NetworkAclEntry")
                && !model.flag("Egress").orElse(false)
                && model.text("RuleAction").filter("allow"::equalsIgnoreCase).isPresent();
        return Anywhere.source(model).filter(s -> inward).stream()
                .map(source -> new Risk(
                        "acl " + model.text("Protocol").orElse("-1") + " "
                                + model.text("PortRange", "From").orElse("all"),
                        PropertyPath.ROOT,
                        Severity.MEDIUM,
                        "the network ACL admits " + source))
                .toList();
    }
}
