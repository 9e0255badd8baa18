package dev.phantom.severity.rules;

import dev.phantom.drift.Change;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A stage of an API that a usage plan limited and limits no longer: the plan names another, or the stage became one
/// that no plan of the stack names.
final class UsagePlanLost implements SeverityRule {
    private static final Card CARD = new Card(
            "PH-SEV-028",
            "an API is limited by no usage plan",
            "A usage plan throttles its clients and counts their requests; without it one client may use up all there is.",
            "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html");

    private static final String PLAN = "AWS::ApiGateway::UsagePlan";

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Finding> findings(Subject subject) {
        return switch (subject.type()) {
            case PLAN ->
                changed(subject, "ApiStages")
                        .filter(c -> c.expectedValue().isPresent())
                        .map(UsagePlanLost::finding)
                        .toList();
            case "AWS::ApiGateway::Stage", "AWS::ApiGateway::Deployment" ->
                Stream.of("RestApiId", "StageName")
                        .flatMap(property -> changed(subject, property))
                        .filter(c -> planned(subject, c.expectedValue()) && !planned(subject, c.actualValue()))
                        .map(UsagePlanLost::finding)
                        .limit(1)
                        .toList();
            default -> List.of();
        };
    }

    private static Stream<Change> changed(Subject subject, String property) {
        return subject.drift().changes().stream().filter(c -> c.path().startsWith(PropertyPath.of(property)));
    }

    /// Whether a plan of the stack names the API or the stage.
    private static boolean planned(Subject subject, Optional<Value> named) {
        var name = named.flatMap(UsagePlanLost::name);
        return name.isPresent()
                && subject.models().all().values().stream()
                        .filter(model -> model.live().type().equals(PLAN))
                        .flatMap(model -> new PropertyView(model.expected()).items("ApiStages").stream())
                        .flatMap(stage -> Stream.of("ApiId", "Stage").flatMap(key -> stage.raw(key).stream()))
                        .anyMatch(value -> name.equals(name(value)));
    }

    private static Optional<String> name(Value value) {
        return value instanceof Value.Reference r ? Optional.of(r.logicalId()) : new PropertyView(value).text();
    }

    private static Finding finding(Change change) {
        return new Finding(
                CARD.id(),
                Severity.LOW,
                change.path(),
                "the stage is in no usage plan any more",
                true,
                CARD.reference());
    }
}
