package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.AddressRange;
import dev.phantom.severity.Anywhere;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A rule of a firewall lets through what none did: other ports, or from more addresses or another group. What
/// everybody
/// may reach is [OpenIngress]'s and [OpenNetworkAcl]'s.
final class WiderTraffic implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-024",
            "a firewall lets more through",
            "Ports or addresses are open that were not. High where public addresses reach a data store, medium for other "
                    + "public addresses, and for a private network or another group on every port or one of high risk; else low, as "
                    + "are single private addresses and what is let out.",
            "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html");

    private static final List<String> RANGES =
            List.of("CidrIp", "CidrIpv6", "CIDRIP", "CidrBlock", "Ipv6CidrBlock", "IpRange");
    private static final List<String> NAMED = List.of(
            "SourceSecurityGroupId",
            "SourceSecurityGroupName",
            "SourcePrefixListId",
            "DestinationSecurityGroupId",
            "DestinationPrefixListId",
            "EC2SecurityGroupId",
            "EC2SecurityGroupName");
    private static final String OUT = "out";
    private static final String IN = "in";

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        return switch (subject.type()) {
            case "AWS::EC2::SecurityGroup" ->
                Stream.concat(
                                each(subject, model, "SecurityGroupIngress", IN),
                                each(subject, model, "SecurityGroupEgress", OUT))
                        .toList();
            case "AWS::RDS::DBSecurityGroup" ->
                each(subject, model, "DBSecurityGroupIngress", IN).toList();
            case "AWS::GameLift::Fleet" ->
                each(subject, model, "EC2InboundPermissions", IN).toList();
            case "AWS::EC2::SecurityGroupIngress",
                    "AWS::RDS::DBSecurityGroupIngress",
                    "AWS::Redshift::ClusterSecurityGroupIngress" ->
                risk(subject, model, PropertyPath.ROOT, IN).stream().toList();
            case "AWS::EC2::SecurityGroupEgress" ->
                risk(subject, model, PropertyPath.ROOT, OUT).stream().toList();
            case "AWS::EC2::NetworkAclEntry" -> entry(subject, model);
            default -> List.of();
        };
    }

    private static List<Risk> entry(Subject subject, PropertyView model) {
        var way = model.flag("Egress").orElse(false) ? OUT : IN;
        return model.text("RuleAction").filter("allow"::equalsIgnoreCase).isEmpty()
                ? List.of()
                : risk(subject, model, PropertyPath.ROOT, way).stream().toList();
    }

    private static Stream<Risk> each(Subject subject, PropertyView model, String list, String way) {
        if (model.at(list).filter(v -> v instanceof Value.MapValue).isPresent()) {
            return model.items(list).stream().flatMap(rule -> risk(subject, rule, PropertyPath.of(list), way).stream());
        }
        var risks = new ArrayList<Risk>();
        var rules = model.items(list);
        for (int i = 0; i < rules.size(); i++) {
            risk(subject, rules.get(i), PropertyPath.of(list).child(i), way).ifPresent(risks::add);
        }
        return risks.stream();
    }

    private static Optional<Risk> risk(Subject subject, PropertyView rule, PropertyPath path, String way) {
        return source(rule).map(source -> {
            var ports = ports(subject, rule);
            return new Risk(
                    way + " " + source + " " + ports.key(),
                    path,
                    way.equals(OUT) ? Severity.LOW : level(subject, ports, source),
                    "%s open %s %s".formatted(ports.words(), way.equals(OUT) ? "to" : "for", source));
        });
    }

    private static PortRange ports(Subject subject, PropertyView rule) {
        return switch (subject.type()) {
            case "AWS::EC2::NetworkAclEntry" -> PortRange.ofEntry(rule);
            case "AWS::GameLift::Fleet" -> PortRange.ofFleet(rule);
            default -> PortRange.of(rule);
        };
    }

    /// Without spaces: a range, or what names a group or a list of ranges.
    private static Optional<String> source(PropertyView rule) {
        return RANGES.stream()
                .flatMap(key -> rule.text(key).stream())
                .findFirst()
                .or(() -> NAMED.stream()
                        .flatMap(key -> rule.raw(key).stream())
                        .findFirst()
                        .map(WiderTraffic::name))
                .map(text -> text.strip().replace(' ', '-'))
                .filter(text -> !text.isEmpty());
    }

    private static String name(Value value) {
        return value instanceof Value.Reference r
                ? r.logicalId()
                : new PropertyView(value.settled()).text().orElse("a group that is not known");
    }

    private static Severity level(Subject subject, PortRange ports, String source) {
        var range = AddressRange.of(source);
        if (range.filter(r -> !r.isPrivate()).isPresent()) {
            return data(subject) ? Severity.HIGH : Severity.MEDIUM;
        }
        var one = range.filter(r -> r.prefix() == r.bits()).isPresent();
        return !one && (ports.everyPort() || ports.highRisk()) ? Severity.MEDIUM : Severity.LOW;
    }

    private static boolean data(Subject subject) {
        return subject.type().startsWith("AWS::RDS::")
                || subject.type().startsWith("AWS::Redshift::")
                || NetworkReach.of(subject).data().isPresent();
    }

    @Override
    public boolean tells(Risk live) {
        return !Anywhere.is(part(live, 1));
    }

    @Override
    public boolean covers(Risk safe, Risk live) {
        return part(safe, 0).equals(part(live, 0))
                && (part(safe, 1).equals(part(live, 1)) || covers(part(safe, 1), part(live, 1)))
                && ports(safe).contains(ports(live));
    }

    private static boolean covers(String safe, String live) {
        return AddressRange.of(safe)
                .filter(s -> AddressRange.of(live).filter(s::covers).isPresent())
                .isPresent();
    }

    private static String part(Risk risk, int at) {
        return Objects.requireNonNull(risk.key().split(" ", 3)[at]);
    }

    private static PortRange ports(Risk risk) {
        return PortRange.parse(part(risk, 2));
    }
}
