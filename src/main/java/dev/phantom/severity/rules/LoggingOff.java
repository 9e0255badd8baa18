package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.stream.Stream;

/// Audit and access logs switched off, or kept for a shorter time.
final class LoggingOff implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-009",
            "logs are no longer written or kept",
            "What is not logged cannot be investigated; switching logs off is also what an intruder does first. High for "
                    + "CloudTrail, which all attribution relies on.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        return LostProtections.risks(CARD.id(), subject.facts(), model);
    }

    @Override
    public List<Finding> findings(Subject subject) {
        var drift = subject.drift();
        var retention = Lowered.of(drift, "RetentionInDays").stream()
                // no retention at all means kept for ever
                .filter(l -> !l.isNone())
                .map(l -> finding(l.path(), "logs are kept %s days, not %s".formatted(l.live(), l.safe())));
        var switched = Flip.of(drift).stream()
                .filter(f -> !f.on() && underLogging(f.path()))
                .map(f -> finding(f.path(), "%s is off".formatted(f.path().last())));
        return Stream.of(RiskRule.super.findings(subject).stream(), retention, switched)
                .flatMap(s -> s)
                .distinct()
                .toList();
    }

    private static boolean underLogging(PropertyPath path) {
        return path.segments().stream()
                .anyMatch(s -> s.matches("LoggingInfo|LogPublishingOptions|Logging|LoggingConfig"));
    }

    private static Finding finding(PropertyPath path, String title) {
        return new Finding(CARD.id(), MEDIUM, path, title, true, CARD.reference());
    }
}
