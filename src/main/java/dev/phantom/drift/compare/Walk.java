package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.Unchecked.Reason;
import dev.phantom.drift.fact.Fact;
import dev.phantom.drift.fact.Substituted;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Walks two values and the schema in step.
final class Walk {

    private static final int MAX_DEPTH = 500;

    private final Scope scope;
    private final Value root;
    private final boolean whole;
    private final boolean substitutes;
    private final Effort effort;
    private final Trail trail = new Trail();
    private final Ledger ledger;
    private final MapWalk maps;
    private final ListWalk lists;
    private final PolicyWalk policies;
    private final ScalarWalk scalars;

    /// @param root  the expected properties as a whole
    /// @param whole whether the walk starts at a resource's properties, not somewhere inside
    Walk(Scope scope, Value root, boolean whole) {
        this(scope, root, whole, new Effort());
    }

    private Walk(Scope scope, Value root, boolean whole, Effort effort) {
        this.scope = scope;
        this.root = root;
        this.whole = whole;
        this.substitutes = whole
                && scope.mode() == Scope.Mode.DECLARED
                && scope.kept().facts().stream().anyMatch(Substituted.class::isInstance);
        this.effort = effort;
        this.ledger = new Ledger(trail, effort);
        this.maps = new MapWalk(this);
        this.lists = new ListWalk(this);
        this.policies = new PolicyWalk(this);
        this.scalars = new ScalarWalk(this, new Transforms(root));
    }

    /// A walk through what stands in a text on this one's way.
    Walk inside(Value root) {
        return new Walk(scope, root, false, effort);
    }

    /// The expected properties as a whole.
    MapValue root() {
        return root instanceof MapValue map ? map : MapValue.EMPTY;
    }

    /// Walks on with the declared value as the service stores it: its placeholders filled.
    void substituted(Value expected, Consumer<Value> on) {
        var fact = substitutes ? fact(Substituted.class) : Optional.<Substituted>empty();
        if (fact.isEmpty()) {
            on.accept(expected);
            return;
        }
        Placeholders.of(fact.get(), root()).fill(expected).ifPresentOrElse(on, () -> ledger.gap(Reason.UNRESOLVED));
    }

    Effort effort() {
        return effort;
    }

    Scope scope() {
        return scope;
    }

    Trail trail() {
        return trail;
    }

    Ledger ledger() {
        return ledger;
    }

    ListWalk lists() {
        return lists;
    }

    /// The fact of this kind that is kept of the place where the walk stands. A heuristic explains nothing on a
    /// protection.
    <F extends Fact> Optional<F> fact(Class<F> kind) {
        if (!whole || scope.kept().facts().isEmpty()) {
            return Optional.empty();
        }
        return trail.facts(scope.kept().root())
                .find(kind)
                .filter(fact -> !fact.source().isHeuristic() || !scope.kept().protects(trail.expected()));
    }

    /// Every fact of this kind that is kept of the resource's type.
    <F extends Fact> Stream<F> facts(Class<F> kind) {
        return whole ? scope.kept().all(kind).stream() : Stream.empty();
    }

    boolean has(Class<? extends Fact> kind) {
        return fact(kind).isPresent();
    }

    /// At the top of a resource's properties, where `Tags` are the resource's tags.
    boolean atTop() {
        return whole && trail.depth() == 0;
    }

    /// Inside a string that holds JSON: nothing is known of it, so order counts.
    boolean insideText() {
        return !whole;
    }

    void properties(MapValue expected, MapValue actual, TypeNode node) {
        maps.maps(expected, actual, node);
    }

    boolean isStackTag(Value tag) {
        return maps.tagged().isOfTheStack(tag);
    }

    void values(Value expected, Value actual, TypeNode node) {
        if (expected == actual) {
            ledger.agree();
            return;
        }
        switch (expected) {
            case Reference reference -> reference(reference, actual, node);
            case Unknown unknown -> ledger.gap(Reason.of(unknown));
            case Intrinsic call -> unresolved(call.equals(actual));
            case Sensitive secret -> secret(secret, actual, () -> ledger.notEqual(expected, actual, List.of(), true));
            case Scalar s -> known(s, actual, node);
            case ListValue list -> known(list, actual, node);
            case MapValue map -> known(map, actual, node);
        }
    }

    private void reference(Reference reference, Value actual, TypeNode node) {
        if (actual instanceof Reference other
                && other.logicalId().equals(reference.logicalId())
                && other.attribute().equals(reference.attribute())) {
            ledger.agree();
            return;
        }
        var same = scope.references().same(reference, actual, scope.arns());
        if (same.isPresent() && same.get()) {
            ledger.agree();
        } else if (scope.references().moves(reference)) {
            movedSince(reference, actual, node);
        } else if (reference.known() instanceof Unknown unknown && same.isPresent()) {
            ledger.notEqual(reference, actual, List.of(), true);
        } else {
            values(reference.known(), actual, node);
        }
    }

    /// What the attribute is now; what it was at the deployment is not known.
    private void movedSince(Reference reference, Value actual, TypeNode node) {
        if (same(reference.known(), actual, node)) {
            ledger.agree();
        } else {
            ledger.gap(Reason.UNRESOLVED);
        }
    }

    /// Whether nobody can tell the two apart: the expected one is not known, nor a reference to something that is.
    boolean undecided(Value expected, Value actual) {
        return hidden(expected)
                && !(expected instanceof Reference reference
                        && scope.references()
                                .same(reference, actual, scope.arns())
                                .isPresent());
    }

    private void unresolved(boolean same) {
        if (same) {
            ledger.agree();
        } else {
            ledger.gap(Reason.UNRESOLVED);
        }
    }

    /// @param differs to be told where a tag says that the other side is another text
    private void secret(Sensitive secret, Value other, Runnable differs) {
        switch (other.settled()) {
            case Sensitive s when scope.mask().same(secret, s) -> ledger.agree();
            case Scalar s when scope.mask().same(secret, new Sensitive(s.text())) -> ledger.agree();
            case Scalar s when scope.mask().tells(secret) && !s.text().matches("(?s)\\s*[\\[{].*") -> differs.run();
            case Value o -> ledger.gap(Reason.SENSITIVE);
        }
    }

    /// Whether nobody can tell what it is.
    boolean hidden(Value value) {
        return value.settled() instanceof Unknown
                || value.settled() instanceof Sensitive s && scope.mask().blind(s);
    }

    /// @param expected a scalar, list or map
    private void known(Value expected, Value unsettled, TypeNode node) {
        var actual = unsettled.settled();
        switch (actual) {
            case Unknown unknown -> ledger.gap(Reason.of(unknown));
            case Sensitive secret -> secret(secret, expected, () -> ledger.notEqual(expected, actual, List.of(), true));
            case Intrinsic call -> liveReference(expected, call);
            case Reference other -> ledger.gap(Reason.UNRESOLVED);
            case Scalar s -> pair(expected, s, node);
            case ListValue list -> pair(expected, list, node);
            case MapValue map -> pair(expected, map, node);
        }
    }

    /// A reference that the IaC Generator guessed and that could not be resolved back.
    private void liveReference(Value expected, Intrinsic call) {
        unresolved(expected instanceof Scalar s && scope.references().calls(call, s.text(), scope.arns()));
    }

    private void pair(Value expected, Value actual, TypeNode node) {
        if (trail.depth() > MAX_DEPTH) {
            ledger.gap(Reason.UNRESOLVED);
            return;
        }
        if (expected instanceof Scalar e && actual instanceof Scalar a) {
            scalars.scalars(e, a, node);
        } else if (expected instanceof MapValue e && actual instanceof MapValue a) {
            if (PolicyWalk.arePolicies(e, a)) {
                policies.documents(e, a);
            } else {
                maps.maps(e, a, node);
            }
        } else if (expected instanceof ListValue e && actual instanceof ListValue a) {
            lists.lists(e, a, node);
        } else {
            mixed(expected, actual, node);
        }
    }

    /// One side is written in another shape: one element as a list of one, JSON as text.
    private void mixed(Value expected, Value actual, TypeNode node) {
        if (Empties.isEmpty(expected) && Empties.isEmpty(actual)) {
            ledger.agree();
        } else if (Empties.isEmpty(actual)) {
            ledger.remove(expected);
        } else if (expected instanceof Scalar || actual instanceof Scalar) {
            if (!scalars.text(expected, actual)) {
                single(expected, actual, node);
            }
        } else {
            single(expected, actual, node);
        }
    }

    private void single(Value expected, Value actual, TypeNode node) {
        if (expected instanceof ListValue list && list.items().size() == 1) {
            trail.enter(0, -1);
            values(list.items().getFirst(), actual, node.items());
            trail.leave();
        } else if (actual instanceof ListValue list && list.items().size() == 1) {
            trail.enter(-1, 0);
            values(expected, list.items().getFirst(), node.items());
            trail.leave();
        } else {
            ledger.notEqual(expected, actual, List.of(), true);
        }
    }

    /// Whether the two would be found equal.
    boolean same(Value expected, Value actual, TypeNode node) {
        return ledger.probe(() -> values(expected, actual, node)).same();
    }
}
