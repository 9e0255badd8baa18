package dev.phantom.severity.policy;

import java.util.List;

/// What one Allow statement gives one principal on one resource, less what is denied.
///
/// @param cap who is left by a Deny of all but some
record Grant(
        PolicyStatement statement,
        Principal principal,
        Wildcard resource,
        ActionSet actions,
        PolicyConditions conditions,
        Reach cap) {

    static List<Grant> of(PolicyStatement statement) {
        var conditions = new PolicyConditions(statement.tests(), List.of());
        return statement.principals().stream()
                .flatMap(principal -> statement.opened().stream()
                        .map(resource -> new Grant(
                                statement, principal, resource, statement.actions(), conditions, Reach.EVERYBODY)))
                .toList();
    }

    /// What is left of it beside a Deny.
    List<Grant> without(PolicyStatement deny, String own) {
        var hit = actions.and(deny.actions());
        if (hit.isEmpty() || !deny.covers(resource) || deny.principals().isEmpty()) {
            return List.of(this);
        }
        var rest = with(actions.minus(deny.actions()));
        if (deny.principals().stream().anyMatch(p -> p.covers(principal))) {
            var held = with(hit).held(deny);
            return held.actions.isEmpty() ? List.of(rest) : List.of(rest, held);
        }
        var spared = deny.principals().getFirst().except();
        return principal.kind() == Principal.Kind.EVERYBODY
                        && !spared.isEmpty()
                        && deny.tests().isEmpty()
                ? List.of(rest, with(hit).cappedTo(spared, own))
                : List.of(this);
    }

    private Grant held(PolicyStatement deny) {
        return deny.tests().isEmpty()
                ? with(ActionSet.NONE)
                : new Grant(statement, principal, resource, actions, conditions.escaping(deny.tests()), cap);
    }

    private Grant cappedTo(List<Principal> spared, String own) {
        var most = spared.stream().map(p -> p.reach(own)).reduce(Reach.NOBODY, Reach::widened);
        return new Grant(statement, principal, resource, actions, conditions, cap.narrowed(most));
    }

    Grant with(ActionSet others) {
        return new Grant(statement, principal, resource, others, conditions, cap);
    }

    /// Who it admits: whom it names, as far as its conditions leave them.
    Reach reach(String own) {
        var named = principal.reach(own);
        var left = named.narrowed(cap).narrowed(conditions.reach(own));
        return left == Reach.FEDERATED ? Federation.reach(principal, conditions) : left;
    }

    /// Whether its conditions leave less than all whom it names.
    boolean restricted(String own) {
        return reach(own) != principal.reach(own);
    }

    /// Whether it gives the same to the same, or more, whatever its conditions and actions.
    boolean reaches(Grant other) {
        return principal.covers(other.principal) && spans(other);
    }

    private boolean spans(Grant other) {
        if (!statement.others()) {
            return resource.covers(other.resource) && !other.statement.others() || resource.equals(Wildcard.ANY);
        }
        return other.statement.others()
                ? statement.resources().stream()
                        .allMatch(e -> other.statement.resources().stream().anyMatch(o -> o.covers(e)))
                : statement.resources().stream().noneMatch(e -> e.meets(other.resource));
    }

    /// Whether all that the other's conditions let through pass its own.
    boolean passes(Grant other) {
        return other.conditions.implies(conditions) && cap.compareTo(other.cap) >= 0;
    }
}
