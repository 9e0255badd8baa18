package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.HIGH;

import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.Set;

/// Instances whose metadata service answers without a session token.
final class InstanceMetadataV1 implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-017",
            "the instance metadata service answers without a token",
            "With version 1 one forged request through a web application hands out the credentials of the instance's role.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8");

    private static final Set<String> OPTIONAL = Set.of("optional");
    private static final List<Guard> GUARDS = List.of(
            Guard.not(
                    "AWS::EC2::Instance", "/MetadataOptions/HttpTokens", OPTIONAL, HIGH, "session tokens are optional"),
            Guard.not(
                    "AWS::EC2::LaunchTemplate",
                    "/LaunchTemplateData/MetadataOptions/HttpTokens",
                    OPTIONAL,
                    HIGH,
                    "session tokens are optional"),
            Guard.not(
                    "AWS::AutoScaling::LaunchConfiguration",
                    "/MetadataOptions/HttpTokens",
                    OPTIONAL,
                    HIGH,
                    "session tokens are optional"));

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(String type, PropertyView model, String environment) {
        return Guard.risks(GUARDS, type, model);
    }
}
