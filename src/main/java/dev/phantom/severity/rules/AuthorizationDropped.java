package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.HIGH;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.Set;

/// A door that asked who comes, and no longer does.
final class AuthorizationDropped implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-018",
            "requests are no longer authorised",
            "Without authorisation or the firewall in front everybody's requests reach the application.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-8");

    private static final Set<String> NONE = Set.of("NONE");
    private static final List<Guard> GUARDS = List.of(
            Guard.not(
                    "AWS::ApiGateway::Method",
                    "/AuthorizationType",
                    NONE,
                    MEDIUM,
                    "the method asks for no authorisation"),
            Guard.not(
                    "AWS::ApiGatewayV2::Route",
                    "/AuthorizationType",
                    NONE,
                    MEDIUM,
                    "the route asks for no authorisation"),
            Guard.not(
                    "AWS::AppSync::GraphQLApi", "/AuthenticationType", Set.of("API_KEY"), HIGH, "an API key is enough"),
            Guard.present(
                    "AWS::CloudFront::Distribution",
                    "/DistributionConfig/WebACLId",
                    MEDIUM,
                    "no firewall stands in front"));

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(String type, PropertyView model, String environment) {
        return Guard.risks(GUARDS, type, model);
    }
}
