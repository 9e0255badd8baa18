package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.state.Mask;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import java.util.Map;
import java.util.Optional;

/// Holds the properties of one resource against each other.
public final class Comparison {

    private static final Mask NO_SECRETS = Mask.of("");

    private Comparison() {}

    public static Compared of(MapValue expected, MapValue actual, Scope scope) {
        var walk = new Walk(scope, expected, true);
        walk.properties(expected, actual, scope.root());
        return walk.ledger().result();
    }

    /// Whether CloudFormation equates the two.
    public static boolean equal(Scalar expected, Scalar actual, TypeNode node) {
        return Scalars.equal(expected, actual, node);
    }

    /// How much two property maps have in common.
    ///
    /// @param weight of a value that both have; each that differs takes one away
    /// @return 0 if nothing speaks for them being the same
    public static int likeness(MapValue expected, MapValue actual, TypeNode root, Arns arns, int weight) {
        var scope = new Scope(
                Optional.empty(), root, arns, Map.of(), References.NONE, path -> false, NO_SECRETS, Scope.Mode.DECLARED);
        var walk = new Walk(scope, expected, true);
        var score = walk.ledger().probe(() -> walk.properties(expected, actual, root));
        return score.agreeing() == 0 ? 0 : Math.max(0, score.agreeing() * weight - score.differing());
    }
}
