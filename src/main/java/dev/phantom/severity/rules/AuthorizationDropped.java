package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyView;
import java.util.List;

/// A door that asked who comes, and no longer does.
final class AuthorizationDropped implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-018",
            "requests are no longer authorised",
            "Without authorisation or the firewall in front, anyone's requests reach the application.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-8");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        return LostProtections.risks(CARD.id(), subject.facts(), model);
    }
}
