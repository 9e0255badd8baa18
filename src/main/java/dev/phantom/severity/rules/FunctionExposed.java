package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.CRITICAL;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyPath;
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
        return Stream.concat(
                        LostProtections.risks(CARD.id(), subject.facts(), model).stream(),
                        permission(subject.type(), model))
                .toList();
    }

    private static Stream<Risk> permission(String type, PropertyView model) {
        var everybody = type.equals("AWS::Lambda::Permission")
                && model.text("Principal").filter("*"::equals).isPresent()
                && Stream.of("SourceArn", "SourceAccount", "PrincipalOrgID")
                        .noneMatch(k -> model.at(k).isPresent());
        return everybody
                ? Stream.of(new Risk(
                        "everybody", PropertyPath.of("Principal"), CRITICAL, "everybody may invoke the function"))
                : Stream.empty();
    }
}
