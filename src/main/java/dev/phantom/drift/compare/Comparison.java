package dev.phantom.drift.compare;

import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;

/// Holds the properties of one resource against each other.
public final class Comparison {

    private Comparison() {}

    public static ComparisonResult of(MapValue expected, MapValue actual, Scope scope) {
        var walk = new Walk(scope, expected, true);
        walk.properties(expected, actual, scope.root());
        return walk.ledger().result();
    }

    /// Whether AWS equates the two.
    ///
    /// @param within the properties that the expected one stands in
    /// @param scope  of the value
    public static boolean equal(Value expected, Value actual, MapValue within, Scope scope) {
        return new Walk(scope, within, false).same(expected, actual, scope.root());
    }

    /// How much two property maps have in common.
    ///
    /// @param weight of a value that both have; each that differs takes one away
    /// @return 0 if nothing speaks for them being the same
    public static int likeness(MapValue expected, MapValue actual, Scope scope, int weight) {
        var walk = new Walk(scope, expected, true);
        var score = walk.ledger().probe(() -> walk.properties(expected, actual, scope.root()));
        return score.alike() ? Math.max(0, score.agreeing() * weight - score.differing()) : 0;
    }

    /// Whether what runs can be what was declared, if nothing else tells: not where several declared values can be
    /// compared and all of them differ.
    public static boolean canBe(MapValue expected, MapValue actual, Scope scope) {
        var walk = new Walk(scope, expected, true);
        var score = walk.ledger().probe(() -> walk.properties(expected, actual, scope.root()));
        return score.agreeing() > 0 || score.differing() < 2;
    }
}
