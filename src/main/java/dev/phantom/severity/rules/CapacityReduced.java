package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule;
import dev.phantom.severity.control.EmbeddedControls;
import dev.phantom.severity.control.Flip;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Less capacity, or no spare for a failing zone.
final class CapacityReduced implements SeverityRule {
    private static final Card CARD = new Card(
            "PH-SEV-020",
            "capacity or redundancy is reduced",
            "The next peak or zone failure meets less capacity than planned.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-5");

    private static final Pattern NUMBERS =
            Pattern.compile("MinSize|MaxSize|DesiredCapacity|DesiredCount|NumCacheNodes|NumCacheClusters"
                    + "|ReadCapacityUnits|WriteCapacityUnits|ReservedConcurrentExecutions|ProvisionedConcurrentExecutions|MinCapacity"
                    + "|MaxCapacity|InstanceCount|ShardCount|NumberOfNodes|ReplicasPerNodeGroup|NumNodeGroups");
    private static final Pattern SPARES = Pattern.compile(
            "MultiAZ|MultiAZEnabled|AutomaticFailoverEnabled|ZoneAwarenessEnabled|MultiAZWithStandbyEnabled");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Finding> findings(Subject subject) {
        var drift = subject.drift();
        var fewer = Lowered.of(drift, NUMBERS).stream()
                .map(l -> finding(l.path(), "%s lowered from %s to %s".formatted(l.name(), l.safe(), l.live())));
        var spare = Flip.of(drift).stream()
                .filter(f -> !f.on() && SPARES.matcher(f.name()).matches())
                .filter(f -> !EmbeddedControls.controls().speaksOf(subject.type(), f.name()))
                .map(f -> finding(f.path(), "%s is off: no standby in another zone".formatted(f.name())));
        return Stream.concat(fewer, spare).distinct().toList();
    }

    private static Finding finding(PropertyPath path, String title) {
        return new Finding(CARD.id(), Severity.MEDIUM, path, title, false, CARD.reference());
    }
}
