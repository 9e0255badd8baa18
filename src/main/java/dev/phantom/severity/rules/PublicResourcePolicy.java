package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyView;
import java.util.List;

/// A resource policy that admits everybody, or that no longer refuses what it refused.
final class PublicResourcePolicy implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-012",
            "a resource policy grants access to everyone",
            "A principal of * without a condition is the whole world, other AWS accounts included. Critical where data lies "
                    + "behind it, else high.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        return ResourcePolicy.of(subject.facts(), model).stream()
                .flatMap(policy -> policy.statements()
                        .filter(PublicResourcePolicy::admitsEverybody)
                        .flatMap(placed -> placed.statement().actions().stream()
                                .map(action -> new Risk(
                                        key(action), placed.path(), policy.worst(), "everybody may " + action))))
                .toList();
    }

    @Override
    public boolean covers(Risk safe, Risk live) {
        return RiskRule.super.covers(safe, live) || safe.key().equals(key("*"));
    }

    private static String key(String action) {
        return "everybody " + action;
    }

    private static boolean admitsEverybody(ResourcePolicy.Placed placed) {
        var statement = placed.statement();
        return statement.allows() && statement.anyPrincipal() && !statement.conditioned();
    }
}
