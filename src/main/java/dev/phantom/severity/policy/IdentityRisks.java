package dev.phantom.severity.policy;

import static dev.phantom.severity.Severity.HIGH;
import static dev.phantom.severity.Severity.LOW;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.severity.Severity;
import dev.phantom.severity.policy.PolicyChange.More;
import dev.phantom.severity.policy.PolicyChange.Reason;
import dev.phantom.severity.policy.PolicyTables.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What it means that an identity may do more.
final class IdentityRisks {
    /// Services whose ARNs begin with a name, not with a kind of resource.
    private static final Set<String> NAMES = Set.of("s3", "sns", "sqs", "execute-api", "apigateway", "codecommit");

    private IdentityRisks() {}

    static List<PolicyRisk> of(PolicyChange change) {
        var more = change.more();
        var risks = new ArrayList<>(more.stream()
                .filter(m -> m.reason() != Reason.DENIAL)
                .map(IdentityRisks::risk)
                .distinct()
                .toList());
        if (risks.stream().noneMatch(r -> r.level() == HIGH)) {
            together(change, more).ifPresent(risks::add);
        }
        return risks;
    }

    private static PolicyRisk risk(More more) {
        var grant = more.grant();
        var everywhere = everywhere(grant);
        var level = level(grant, more.actions(), everywhere);
        var title = title(grant, more.actions(), everywhere);
        return more.reason() == Reason.CONDITIONS
                ? ResourceRisks.risk(Topic.CONDITION, grant, level.or(MEDIUM), title + ", under a looser condition")
                : ResourceRisks.risk(Topic.IDENTITY, grant, level, title);
    }

    private static Severity level(Grant grant, ActionSet actions, boolean everywhere) {
        if (actions.nearlyAll()) {
            return everywhere || !grant.statement().allBut() ? HIGH : MEDIUM;
        }
        if (escalates(actions, everywhere)) {
            return everywhere ? HIGH : MEDIUM;
        }
        boolean wide = everywhere && (actions.changes() || actions.meets(PolicyTables.sensitive()));
        return wide || grant.actions().wholeService() ? MEDIUM : LOW;
    }

    private static String title(Grant grant, ActionSet actions, boolean everywhere) {
        var where = everywhere ? " on every resource" : "";
        var names = grant.statement().named(actions);
        if (actions.nearlyAll()) {
            return "allows " + (grant.statement().allBut() ? names : "every action") + where;
        }
        return escalates(actions, everywhere)
                ? "allows " + names + where + ", by which an identity can gain more permissions"
                : "allows " + names + where;
    }

    private static boolean escalates(ActionSet actions, boolean everywhere) {
        return actions.meets(PolicyTables.escalating(everywhere));
    }

    /// Ways that need several actions, of which live now has all.
    private static Optional<PolicyRisk> together(PolicyChange change, List<More> more) {
        return PolicyTables.escalations().stream()
                .filter(path -> !path.alone() && open(path, change.live()) && !open(path, change.safe()))
                .flatMap(path -> more.stream()
                        .filter(m -> path.actions().stream().anyMatch(m.actions()::meets))
                        .map(m -> ResourceRisks.risk(
                                Topic.IDENTITY,
                                m.grant(),
                                level(path, change.live()),
                                "allows " + String.join(", ", path.names())
                                        + ", by which together an identity can gain more permissions")))
                .findFirst();
    }

    private static boolean open(Path path, PolicyAccess access) {
        return path.actions().stream()
                .allMatch(action -> access.giving(action).findAny().isPresent());
    }

    private static Severity level(Path path, PolicyAccess access) {
        return access.giving(path.actions().getFirst()).anyMatch(IdentityRisks::everywhere) ? HIGH : MEDIUM;
    }

    /// On everything, or on everything of a kind: `*`, `arn:aws:iam::*:role/*`.
    static boolean everywhere(Grant grant) {
        var parts = grant.resource().pattern().split(":", 6);
        if (parts.length < 6) {
            return Stream.of("*", "arn:*").anyMatch(grant.resource().pattern()::equals);
        }
        var name = parts[5];
        return name.equals("*") || !NAMES.contains(parts[2]) && name.matches("[a-z-]+[/:]\\*");
    }
}
