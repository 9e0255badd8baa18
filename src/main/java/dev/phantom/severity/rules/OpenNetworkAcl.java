package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Anywhere;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.List;

/// A network ACL entry that lets everybody in, or everything out.
final class OpenNetworkAcl implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-002",
            "a network ACL is open to the world",
            "The ACL is the second line of defence around a subnet; open to everyone, it leaves only the security groups. "
                    + "Medium for all ports and those of remote administration, and for everything outwards; low for others.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        var allows = subject.type().equals("AWS::EC2::NetworkAclEntry")
                && model.text("RuleAction").filter("allow"::equalsIgnoreCase).isPresent();
        var outward = model.flag("Egress").orElse(false);
        var ports = PortRange.ofEntry(model);
        return Anywhere.source(model)
                .filter(s -> allows && (!outward || ports.protocol().equals("-1")))
                .stream()
                .map(source -> new Risk(
                        (outward ? "out " : "in ") + ports.key(),
                        PropertyPath.ROOT,
                        outward || ports.administers() ? Severity.MEDIUM : Severity.LOW,
                        "%s %s"
                                .formatted(
                                        outward ? "the network ACL lets everything out to" : "the network ACL admits",
                                        source)))
                .toList();
    }

    @Override
    public boolean covers(Risk safe, Risk live) {
        return direction(safe).equals(direction(live)) && ports(safe).contains(ports(live));
    }

    private static String direction(Risk risk) {
        return risk.key().substring(0, risk.key().indexOf(' '));
    }

    private static PortRange ports(Risk risk) {
        return PortRange.parse(risk.key().substring(risk.key().indexOf(' ') + 1));
    }
}
