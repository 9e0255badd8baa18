package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Anywhere;
import dev.phantom.severity.Production;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.Severity;
import dev.phantom.severity.control.Levels;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ports that the whole internet may reach.
final class OpenIngress implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-001",
            "a port is open to the world",
            "Anybody on the internet can reach it. Critical in production (high elsewhere) for remote administration, "
                    + "databases and other ports that AWS lists as high risk, for all ports at once, and for any port of a "
                    + "public data store; high for other ports, medium for 80 and 443; less where all that use the group "
                    + "have private addresses.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        return switch (subject.type()) {
            case "AWS::EC2::SecurityGroup" -> each(subject, model, "SecurityGroupIngress");
            case "AWS::RDS::DBSecurityGroup" -> each(subject, model, "DBSecurityGroupIngress");
            case "AWS::EC2::SecurityGroupIngress", "AWS::RDS::DBSecurityGroupIngress" ->
                risk(subject, model, PropertyPath.ROOT).stream().toList();
            default -> List.of();
        };
    }

    @Override
    public boolean covers(Risk safe, Risk live) {
        return PortRange.parse(safe.key()).contains(PortRange.parse(live.key()));
    }

    private static List<Risk> each(Subject subject, PropertyView model, String list) {
        var only = model.at(list).filter(v -> v instanceof Value.MapValue);
        if (only.isPresent()) {
            return risk(subject, new PropertyView(only.get()), PropertyPath.of(list)).stream()
                    .toList();
        }
        var risks = new ArrayList<Risk>();
        var rules = model.items(list);
        for (int i = 0; i < rules.size(); i++) {
            risk(subject, rules.get(i), PropertyPath.of(list).child(i)).ifPresent(risks::add);
        }
        return risks;
    }

    private static Optional<Risk> risk(Subject subject, PropertyView rule, PropertyPath path) {
        return Anywhere.source(rule).map(source -> {
            var ports = PortRange.of(rule);
            var reach = NetworkReach.of(subject);
            var reasons =
                    new ArrayList<>(List.of("open to the world", reach.kind().words()));
            reach.data().ifPresent(reasons::add);
            reasons.add(Levels.environment(subject.environment()));
            return new Risk(
                    ports.key(),
                    path,
                    level(ports, reach, Production.is(subject.environment())),
                    "%s open to the world (%s)".formatted(ports.words(), source),
                    reasons);
        });
    }

    private static Severity level(PortRange ports, NetworkReach reach, boolean production) {
        var level =
                reach.kind() == NetworkReach.Kind.PUBLIC && reach.data().isPresent() ? Severity.CRITICAL : base(ports);
        if (reach.kind() == NetworkReach.Kind.PRIVATE || ports.web() && reach.balanced()) {
            level = lower(level);
        }
        return production || level != Severity.CRITICAL ? level : Severity.HIGH;
    }

    /// Security Hub: EC2.19 for ports of high risk, EC2.18 for all but those of the web.
    private static Severity base(PortRange ports) {
        if (!ports.hasPorts()) {
            return Severity.MEDIUM;
        }
        if (ports.highRisk()) {
            return Severity.CRITICAL;
        }
        return ports.web() ? Severity.MEDIUM : Severity.HIGH;
    }

    private static Severity lower(Severity level) {
        return Severity.values()[Math.max(0, level.ordinal() - 1)];
    }
}
