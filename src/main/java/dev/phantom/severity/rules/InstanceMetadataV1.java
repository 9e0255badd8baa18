package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Instances whose metadata service answers without a session token.
final class InstanceMetadataV1 implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-017",
            "the instance metadata service answers without a token",
            "With version 1 one forged request through a web application hands out the credentials of the instance's role.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8");

    @Override
    public Card card() {
        return CARD;
    }

    /// The data of a launch template is written and never read, so it is no protection that a comparison can watch.
    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        var risks = new ArrayList<>(LostProtections.risks(CARD.id(), subject.facts(), model));
        var tokens = PropertyPath.of("LaunchTemplateData", "MetadataOptions", "HttpTokens");
        if (subject.type().equals("AWS::EC2::LaunchTemplate")
                && model.at(tokens)
                        .filter(v -> v instanceof Value.Scalar s && s.text().equalsIgnoreCase("optional"))
                        .isPresent()) {
            risks.add(new Risk("optional tokens", tokens, Severity.HIGH, "session tokens are optional"));
        }
        return risks;
    }
}
