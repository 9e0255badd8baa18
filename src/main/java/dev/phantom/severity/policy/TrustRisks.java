package dev.phantom.severity.policy;

import static dev.phantom.severity.Severity.CRITICAL;
import static dev.phantom.severity.Severity.HIGH;
import static dev.phantom.severity.Severity.LOW;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.severity.Severity;
import dev.phantom.severity.policy.PolicyChange.More;
import dev.phantom.severity.policy.PolicyChange.Reason;
import java.util.List;
import java.util.Optional;

/// What it means that more may assume a role.
final class TrustRisks {
    private static final ActionSet ASSUMING =
            ActionSet.of(List.of("sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:*"));

    private TrustRisks() {}

    static List<PolicyRisk> of(PolicyChange change) {
        return change.more().stream()
                .filter(more -> more.reason() != Reason.DENIAL || isPublic(change, more))
                .filter(more -> more.reason() != Reason.CONDITIONS || !narrower(change, more.grant()))
                .map(more -> risk(change, more))
                .distinct()
                .toList();
    }

    private static boolean isPublic(PolicyChange change, More more) {
        return more.grant().reach(change.live().own()).isPublic();
    }

    /// Whether what it now asks for says more of who asks than all that it asked for.
    private static boolean narrower(PolicyChange change, Grant grant) {
        var own = change.live().own();
        var now = grant.conditions().reach(own);
        return change.safe().grants().stream()
                .filter(g -> g.reaches(grant))
                .allMatch(g -> now.compareTo(g.conditions().reach(own)) < 0);
    }

    private static PolicyRisk risk(PolicyChange change, More more) {
        var grant = more.grant();
        var own = change.live().own();
        var open = grant.reach(own) == Reach.FEDERATED
                ? Federation.openTo(grant.principal(), grant.conditions())
                : Optional.<String>empty();
        var level = more.actions().meets(ASSUMING) ? level(grant, own) : LOW;
        return ResourceRisks.risk(Topic.TRUST, grant, level, title(grant, more, own, open));
    }

    private static Severity level(Grant grant, String own) {
        return switch (grant.reach(own)) {
            case EVERYBODY -> CRITICAL;
            case ANY_ACCOUNT, FEDERATED, UNKNOWN -> HIGH;
            case NAMED -> conditioned(grant, own) ? MEDIUM : HIGH;
            case NOBODY, OWN, SERVICE, ORGANIZATION, NETWORK -> MEDIUM;
        };
    }

    /// By an external id, a second factor, an audience, or whatever says who asks.
    private static boolean conditioned(Grant grant, String own) {
        return grant.conditions().reach(own) != Reach.EVERYBODY
                || grant.principal().kind() == Principal.Kind.FEDERATED
                        && grant.conditions().tests().stream().anyMatch(t -> t.positive() && !t.absent());
    }

    private static String title(Grant grant, More more, String own, Optional<String> open) {
        var who = grant.principal().name();
        var service = grant.principal().kind() == Principal.Kind.SERVICE;
        var how = open.map(o -> ": " + o + " of it")
                .orElseGet(() -> more.reason() == Reason.CONDITIONS
                        ? " under a looser condition"
                        : service || conditioned(grant, own) ? "" : " without a condition");
        return who + " may assume the role" + how;
    }
}
