package dev.phantom.severity;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;

/// A drift looked at from the other side: what going back would change. What it finds is what live is better in.
public final class Reversed {
    private Reversed() {}

    public static Drift of(Drift drift) {
        return drift.with(drift.changes().stream().map(Reversed::of).toList())
                .between(drift.actual(), drift.expected());
    }

    private static Change of(Change change) {
        return switch (change) {
            case Change.Add a -> new Change.Remove(a.path(), a.actual(), a.circumstances());
            case Change.Remove r -> new Change.Add(r.path(), r.expected(), r.circumstances());
            case Change.NotEqual n ->
                new Change.NotEqual(
                        n.actualPath(),
                        n.path(),
                        n.actual(),
                        n.expected(),
                        n.inner().stream().map(Reversed::of).toList(),
                        n.circumstances());
        };
    }
}
