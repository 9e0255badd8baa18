package dev.phantom.severity.policy;

import java.util.List;
import java.util.stream.Stream;

/// What a policy gives, to whom: every Allow less every Deny.
///
/// Evaluation: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
///
/// @param allowed without the denials
/// @param grants  with them
/// @param own     the account of the resource; empty if it is not known
record PolicyAccess(List<Grant> allowed, List<Grant> grants, List<PolicyStatement> denials, String own) {
    PolicyAccess {
        allowed = List.copyOf(allowed);
        grants = List.copyOf(grants);
        denials = List.copyOf(denials);
    }

    static PolicyAccess of(AccessPolicy policy, String own) {
        var allowed = policy.statements().stream()
                .filter(PolicyStatement::allows)
                .flatMap(s -> Grant.of(s).stream())
                .toList();
        var denials = policy.statements().stream().filter(s -> !s.allows()).toList();
        var grants = allowed.stream();
        for (var deny : denials) {
            grants = grants.flatMap(g -> g.without(deny, own).stream());
        }
        return new PolicyAccess(
                allowed, grants.filter(g -> !g.actions().isEmpty()).toList(), denials, own);
    }

    /// The furthest that any of it reaches.
    Reach reach() {
        return grants.stream().map(g -> g.reach(own)).reduce(Reach.NOBODY, Reach::widened);
    }

    /// Those of the actions that nothing here gives. Who was among the public got nothing new.
    ActionSet beyond(Grant wanted) {
        boolean open = wanted.reach(own).isPublic();
        return beyond(
                wanted,
                grants.stream()
                        .filter(g -> g.reaches(wanted)
                                && (g.passes(wanted) || !open && g.reach(own).isPublic())));
    }

    /// The same, whatever the conditions.
    ActionSet beyondUnconditioned(Grant wanted) {
        return beyond(wanted, grants.stream().filter(g -> g.reaches(wanted)));
    }

    /// The same for actions that reach the public, by whatever principal and conditions.
    ActionSet beyondPublic(Grant wanted) {
        return beyond(
                wanted,
                grants.stream()
                        .filter(g -> g.resource().covers(wanted.resource())
                                && g.reach(own).compareTo(wanted.reach(own)) >= 0));
    }

    private static ActionSet beyond(Grant wanted, Stream<Grant> given) {
        var left = wanted.actions();
        for (var grant : given.toList()) {
            left = left.minus(grant.actions());
        }
        return left;
    }

    /// All actions that it gives on anything.
    Stream<Grant> giving(ActionSet some) {
        return grants.stream().filter(g -> g.actions().meets(some));
    }
}
