package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyView;
import java.util.List;

/// A resource that got a public address or endpoint.
final class PubliclyReachable implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-008",
            "a resource became publicly reachable",
            "With a public endpoint only credentials and security groups stand between the internet and the data.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        return LostProtections.risks(CARD.id(), subject.facts(), model);
    }
}
