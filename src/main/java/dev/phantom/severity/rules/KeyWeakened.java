package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.stream.Stream;

/// A KMS key disabled, no longer rotated, or faster gone.
final class KeyWeakened implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-014",
            "an encryption key is weakened",
            "A disabled key makes its data unreadable, a key that never rotates ages, and a short waiting time leaves less "
                    + "chance to stop its deletion.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4");

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
        var waiting = Lowered.of(drift, "PendingWindowInDays").stream()
                .filter(l -> drift.type().equals("AWS::KMS::Key"))
                .map(l -> new Finding(
                        CARD.id(),
                        MEDIUM,
                        l.path(),
                        "the key is deleted after %s days".formatted(l.live()),
                        true,
                        CARD.reference()));
        return Stream.concat(RiskRule.super.findings(subject).stream(), waiting).toList();
    }
}
