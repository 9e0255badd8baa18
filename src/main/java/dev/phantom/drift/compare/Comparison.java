package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.drift.fact.FactNode;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.stack.Mask;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Holds the properties of one resource against each other.
public final class Comparison {

    private static final Mask NO_SECRETS = Mask.of("");
    private static final KeptFacts NO_FACTS = new KeptFacts("", List.of(), List.of(), FactNode.NONE);

    private Comparison() {}

    public static Compared of(MapValue expected, MapValue actual, Scope scope) {
        var walk = new Walk(scope, expected, true);
        walk.properties(expected, actual, scope.root());
        return walk.ledger().result();
    }

    /// Whether AWS equates the two.
    public static boolean equal(Value expected, Value actual, TypeNode node, MapValue root, Arns arns) {
        return new Walk(scope(node, arns), root, false).same(expected, actual, node);
    }

    /// How much two property maps have in common.
    ///
    /// @param weight of a value that both have; each that differs takes one away
    /// @return 0 if nothing speaks for them being the same
    public static int likeness(MapValue expected, MapValue actual, TypeNode root, Arns arns, int weight) {
        var walk = new Walk(scope(root, arns), expected, true);
        var score = walk.ledger().probe(() -> walk.properties(expected, actual, root));
        return score.alike() ? Math.max(0, score.agreeing() * weight - score.differing()) : 0;
    }

    /// Whether what runs can be what was declared, if nothing else tells: not where several declared values can be
    /// compared and all of them differ.
    public static boolean canBe(MapValue expected, MapValue actual, TypeNode root, Arns arns) {
        var walk = new Walk(scope(root, arns), expected, true);
        var score = walk.ledger().probe(() -> walk.properties(expected, actual, root));
        return score.agreeing() > 0 || score.differing() < 2;
    }

    private static Scope scope(TypeNode root, Arns arns) {
        return new Scope(
                Optional.empty(),
                root,
                arns,
                Map.of(),
                ReferenceWalk.NONE,
                NO_FACTS,
                FactBook.embedded(),
                Set.of(),
                NO_SECRETS,
                Scope.Mode.DECLARED);
    }
}
