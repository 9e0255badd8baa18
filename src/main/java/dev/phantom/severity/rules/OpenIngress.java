package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Assessor;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.Severity;
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
                    + "databases and other ports that AWS lists as high risk, and for all ports at once; medium for the rest.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        return switch (subject.type()) {
            case "AWS::EC2::SecurityGroup" -> each(model, "SecurityGroupIngress", subject.environment());
            case "AWS::RDS::DBSecurityGroup" -> each(model, "DBSecurityGroupIngress", subject.environment());
            case "AWS::EC2::SecurityGroupIngress", "AWS::RDS::DBSecurityGroupIngress" ->
                risk(model, PropertyPath.ROOT, subject.environment()).stream().toList();
            default -> List.of();
        };
    }

    @Override
    public boolean covers(Risk safe, Risk live) {
        return PortRange.parse(safe.key()).contains(PortRange.parse(live.key()));
    }

    private static List<Risk> each(PropertyView model, String list, String environment) {
        var risks = new ArrayList<Risk>();
        var rules = model.items(list);
        if (model.at(list).filter(v -> v instanceof Value.MapValue).isPresent()) {
            return risk(new PropertyView(model.at(list).orElseThrow()), PropertyPath.of(list), environment).stream()
                    .toList();
        }
        for (int i = 0; i < rules.size(); i++) {
            risk(rules.get(i), PropertyPath.of(list).child(i), environment).ifPresent(risks::add);
        }
        return risks;
    }

    private static Optional<Risk> risk(PropertyView rule, PropertyPath path, String environment) {
        return Anywhere.source(rule).map(source -> {
            var ports = PortRange.of(rule);
            var dangerous = Assessor.production(environment) ? Severity.CRITICAL : Severity.HIGH;
            return new Risk(
                    ports.key(),
                    path,
                    ports.highRisk() ? dangerous : Severity.MEDIUM,
                    "%s open to the world (%s)".formatted(ports.words(), source));
        });
    }
}
