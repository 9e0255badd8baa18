package dev.phantom.severity.rules;

import dev.phantom.drift.Drift;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.AddressRange;
import dev.phantom.severity.Anywhere;
import dev.phantom.severity.Finding;
import dev.phantom.severity.FindingPath;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A network ACL entry that lets everybody in, or everything out.
final class OpenNetworkAcl implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-002",
            "a network ACL is open to the world",
            "The ACL is the second line of defence around a subnet; open to everyone, it leaves only the security groups. "
                    + "Medium for all ports and those of remote administration, for everything outwards, and where an entry denies "
                    + "less; low for others.",
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
    public List<Finding> findings(Subject subject) {
        return Stream.concat(RiskRule.super.findings(subject).stream(), deniesLess(subject).stream())
                .toList();
    }

    /// What the entry denied and denies no longer.
    private static Optional<Finding> deniesLess(Subject subject) {
        var drift = subject.drift();
        var safe = new PropertyView(drift.expected());
        var live = new PropertyView(drift.actual());
        return drift.status() == Drift.Status.MODIFIED
                        && denies(subject, safe)
                        && !(denies(subject, live) && covers(live, safe))
                ? FindingPath.of(drift, PropertyPath.ROOT)
                        .map(path -> new Finding(
                                CARD.id(),
                                Severity.MEDIUM,
                                path,
                                "the network ACL denies less",
                                true,
                                CARD.reference()))
                : Optional.empty();
    }

    private static boolean denies(Subject subject, PropertyView entry) {
        return subject.type().equals("AWS::EC2::NetworkAclEntry")
                && entry.text("RuleAction").filter("deny"::equalsIgnoreCase).isPresent();
    }

    private static boolean covers(PropertyView live, PropertyView safe) {
        return live.flag("Egress").orElse(false).equals(safe.flag("Egress").orElse(false))
                && PortRange.ofEntry(live).contains(PortRange.ofEntry(safe))
                && Stream.of("CidrBlock", "Ipv6CidrBlock").allMatch(key -> covers(live.text(key), safe.text(key)));
    }

    private static boolean covers(Optional<String> live, Optional<String> safe) {
        return safe.isEmpty()
                || live.equals(safe)
                || live.flatMap(AddressRange::of)
                        .filter(range -> safe.flatMap(AddressRange::of)
                                .filter(range::covers)
                                .isPresent())
                        .isPresent();
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
