package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.policy.Topic;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.stream.Stream;

/// A Lambda function that everybody may call.
final class FunctionExposed implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-015",
            "a function can be called by everybody",
            "The caller runs our code with the function's role, and each call is billed.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1");

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
        return Stream.concat(
                        RiskRule.super.findings(subject).stream(),
                        PolicyRule.findings(CARD, Topic.FUNCTION, subject).stream())
                .toList();
    }
}
