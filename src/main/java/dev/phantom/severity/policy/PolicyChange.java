package dev.phantom.severity.policy;

import dev.phantom.severity.Severity;
import dev.phantom.severity.policy.PolicyPlace.Kind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// The policies of one kind that a resource has: as they should be, and as they are.
///
/// @param worst how bad it is when everybody is admitted
record PolicyChange(Kind kind, Severity worst, PolicyAccess safe, PolicyAccess live) {
    private static final long MOST_PAIRS = 4_000_000;

    /// Why live gives what safe does not.
    enum Reason {
        PRINCIPAL,
        ACTIONS,
        RESOURCES,
        CONDITIONS,
        DENIAL
    }

    /// Actions that live gives and safe does not.
    record More(Grant grant, ActionSet actions, Reason reason) {}

    List<More> more() {
        var more = new ArrayList<More>();
        for (var grant : changed()) {
            var actions = safe.beyond(grant);
            if (!actions.isEmpty()) {
                more.add(new More(grant, actions, reason(grant, actions)));
            }
        }
        return more;
    }

    /// Without those of statements that safe has too, where the denials are the same.
    private List<Grant> changed() {
        boolean denials = live.denials().stream()
                        .allMatch(d -> safe.denials().stream().anyMatch(d::same))
                && safe.denials().stream().allMatch(d -> live.denials().stream().anyMatch(d::same));
        if (!denials) {
            return live.grants();
        }
        var known = new IdentityHashMap<PolicyStatement, Boolean>();
        var statements =
                safe.allowed().stream().map(Grant::statement).distinct().toList();
        return live.grants().stream()
                .filter(g -> !known.computeIfAbsent(
                        g.statement(), s -> statements.stream().anyMatch(s::same)))
                .toList();
    }

    /// Whether to compare each grant with each would take too long: no policy that AWS takes is so large, unless it is
    /// made to be.
    boolean tooLarge() {
        return (long) changed().size() * Math.max(1, safe.grants().size()) > MOST_PAIRS;
    }

    private Reason reason(Grant grant, ActionSet actions) {
        var wanted = grant.with(actions);
        if (safe.beyondUnconditioned(wanted).isEmpty() && knows(wanted.principal())) {
            return Reason.CONDITIONS;
        }
        if (safe.allowed().stream()
                .anyMatch(g -> g.reaches(wanted)
                        && g.actions().covers(actions)
                        && wanted.conditions().impliesTests(g.conditions()))) {
            return Reason.DENIAL;
        }
        if (safe.allowed().stream().anyMatch(g -> g.reaches(wanted))) {
            return Reason.ACTIONS;
        }
        return safe.allowed().stream().anyMatch(g -> g.principal().covers(wanted.principal()))
                ? Reason.RESOURCES
                : Reason.PRINCIPAL;
    }

    /// Whether safe names the same: one of many that a condition left out is somebody new.
    private boolean knows(Principal principal) {
        return safe.allowed().stream().map(Grant::principal).anyMatch(p -> p.covers(principal) && principal.covers(p));
    }

    /// Denials of which live no longer denies all.
    List<PolicyStatement> lost() {
        return safe.denials().stream().filter(d -> !stillDenied(d)).toList();
    }

    private boolean stillDenied(PolicyStatement deny) {
        return live.denials().stream().anyMatch(deny::same) || coveredByOthers(deny);
    }

    private boolean coveredByOthers(PolicyStatement deny) {
        return deny.principals().stream()
                .allMatch(principal -> deny.opened().stream().allMatch(resource -> {
                    var left = deny.actions();
                    for (var other : live.denials()) {
                        if (other.covers(resource)
                                && other.principals().stream().anyMatch(p -> p.covers(principal))
                                && new PolicyConditions(deny.tests(), List.of())
                                        .impliesTests(new PolicyConditions(other.tests(), List.of()))) {
                            left = left.minus(other.actions());
                        }
                    }
                    return left.isEmpty();
                }));
    }
}
