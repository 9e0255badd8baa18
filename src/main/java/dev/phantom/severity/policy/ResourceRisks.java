package dev.phantom.severity.policy;

import static dev.phantom.severity.Severity.LOW;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.severity.Severity;
import dev.phantom.severity.policy.PolicyChange.More;
import dev.phantom.severity.policy.PolicyChange.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What it means that a resource's own policy gives more.
final class ResourceRisks {
    private ResourceRisks() {}

    static List<PolicyRisk> of(PolicyChange change) {
        return change.more().stream()
                .flatMap(more -> risk(change, more).stream())
                .distinct()
                .toList();
    }

    private static Optional<PolicyRisk> risk(PolicyChange change, More more) {
        var own = change.live().own();
        var grant = more.grant().with(more.actions());
        if (grant.reach(own).isPublic()) {
            var open = change.safe().beyondPublic(grant);
            if (!open.isEmpty()) {
                return Optional.of(risk(Topic.PUBLIC, grant, change.worst(), published(grant, open, own)));
            }
        }
        return switch (more.reason()) {
            case DENIAL -> Optional.empty();
            case CONDITIONS -> Optional.of(risk(Topic.CONDITION, grant, MEDIUM, loosened(change.safe(), more)));
            case PRINCIPAL, ACTIONS, RESOURCES -> admitted(more, grant, own);
        };
    }

    private static Optional<PolicyRisk> admitted(More more, Grant grant, String own) {
        if (grant.principal().kind() == Principal.Kind.SERVICE) {
            return grant.restricted(own) || !grant.conditions().tests().isEmpty() && pinned(grant, own)
                    ? Optional.empty()
                    : Optional.of(risk(Topic.DEPUTY, grant, LOW, deputy(grant, more)));
        }
        if (grant.principal().kind() == Principal.Kind.EVERYBODY && grant.reach(own) == Reach.OWN) {
            return Optional.empty(); // nobody from outside the account, and nobody in it by name
        }
        var level = pinned(grant, own) ? LOW : MEDIUM;
        return Optional.of(risk(Topic.ADMITTED, grant, level, named(grant, more, own)));
    }

    /// Whether a condition says who may be behind the request.
    static boolean pinned(Grant grant, String own) {
        return grant.conditions().reach(own).compareTo(Reach.ANY_ACCOUNT) < 0;
    }

    static PolicyRisk risk(Topic topic, Grant grant, Severity level, String title) {
        return new PolicyRisk(topic, grant.statement().path(), level, title);
    }

    private static String published(Grant grant, ActionSet open, String own) {
        var reach = grant.reach(own);
        var who = reach == Reach.EVERYBODY ? grant.principal().name() : reach.text();
        return "%s may %s%s".formatted(who, grant.statement().deed(open), remarks(grant));
    }

    /// Conditions that leave it public are named: who reads on would take them for a restriction.
    private static String remarks(Grant grant) {
        var unknown = grant.conditions().unknown();
        var idle = grant.conditions().tests().stream()
                .filter(ConditionTest::known)
                .map(ConditionTest::key)
                .distinct()
                .collect(Collectors.joining(", "));
        var words = Stream.of(
                        idle.isEmpty() ? "" : "its condition on " + idle + " restricts to nobody in particular",
                        unknown.isEmpty()
                                ? ""
                                : "the value of its condition on " + String.join(", ", unknown) + " is not known")
                .filter(w -> !w.isEmpty())
                .collect(Collectors.joining("; "));
        return words.isEmpty() ? "" : " (" + words + ")";
    }

    private static String named(Grant grant, More more, String own) {
        var reach = grant.reach(own);
        var limits = grant.principal().kind() == Principal.Kind.EVERYBODY ? " from " + reach.text() : "";
        var where =
                more.reason() == Reason.RESOURCES ? " on " + grant.resource().pattern() : "";
        return "%s%s may %s%s"
                .formatted(grant.principal().name(), limits, grant.statement().deed(more.actions()), where);
    }

    private static String deputy(Grant grant, More more) {
        return "%s may %s for any account: no condition on aws:SourceAccount or aws:SourceArn"
                .formatted(grant.principal().name(), grant.statement().deed(more.actions()));
    }

    static String loosened(PolicyAccess safe, More more) {
        var keys = safe.grants().stream()
                .filter(g -> g.reaches(more.grant()) && g.actions().meets(more.actions()))
                .flatMap(g -> g.conditions().tests().stream())
                .filter(t -> more.grant().conditions().tests().stream().noneMatch(l -> l.implies(t)))
                .map(ConditionTest::key)
                .distinct()
                .collect(Collectors.joining(", "));
        return "%s may %s under a looser condition%s"
                .formatted(
                        more.grant().principal().name(),
                        more.grant().statement().deed(more.actions()),
                        keys.isEmpty() ? "" : " on " + keys);
    }
}
