package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.HIGH;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.drift.Drift;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A KMS key disabled, no longer rotated, or faster gone.
final class KeyWeakened implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-014",
            "an encryption key is weakened",
            "A disabled key makes its data unreadable, a key that never rotates ages, and a short waiting time leaves less "
                    + "chance to stop its deletion.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4");

    private static final List<Guard> GUARDS = List.of(
            Guard.flag("AWS::KMS::Key", "/EnableKeyRotation", MEDIUM, "the key is no longer rotated"),
            Guard.not("AWS::KMS::Key", "/Enabled", Set.of("false"), HIGH, "the key is disabled"));

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(String type, PropertyView model, String environment) {
        return Guard.risks(GUARDS, type, model);
    }

    @Override
    public List<Finding> assess(Drift drift, String environment) {
        var waiting = Lowered.of(drift, "PendingWindowInDays").stream()
                .filter(l -> drift.type().equals("AWS::KMS::Key"))
                .map(l -> new Finding(
                        CARD.id(),
                        MEDIUM,
                        l.path(),
                        "the key is deleted after %s days".formatted(l.live()),
                        true,
                        CARD.reference()));
        return Stream.concat(RiskRule.super.assess(drift, environment).stream(), waiting)
                .toList();
    }
}
