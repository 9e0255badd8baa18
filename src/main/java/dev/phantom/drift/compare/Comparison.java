package dev.phantom.drift.compare;

import dev.phantom.template.Value.MapValue;

/// Holds the properties of one resource against each other.
public final class Comparison {

    private Comparison() {}

    public static Compared of(MapValue expected, MapValue actual, Scope scope) {
        var walk = new Walk(scope, expected, true);
        walk.properties(expected, actual, scope.root());
        return walk.ledger().result();
    }
}
