package dev.phantom.severity.policy;

import static dev.phantom.severity.Severity.LOW;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.severity.policy.PolicyChange.Reason;
import java.util.List;

/// What it means that a network endpoint lets more through. It gives nobody a permission, so everybody is not the
/// public:
/// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
final class EndpointRisks {
    private EndpointRisks() {}

    static List<PolicyRisk> of(PolicyChange change) {
        return change.more().stream()
                .filter(more -> more.reason() != Reason.DENIAL)
                .map(more -> ResourceRisks.risk(
                        more.reason() == Reason.CONDITIONS ? Topic.CONDITION : Topic.ADMITTED,
                        more.grant(),
                        more.actions().nearlyAll() || more.actions().changes() ? MEDIUM : LOW,
                        "the endpoint lets %s through for %s"
                                .formatted(
                                        more.grant().statement().named(more.actions()),
                                        more.grant().principal().name())))
                .distinct()
                .toList();
    }
}
