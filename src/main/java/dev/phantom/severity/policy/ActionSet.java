package dev.phantom.severity.policy;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Actions: those of the table that patterns match, and what matches none of it (an action newer than the table).
final class ActionSet {
    static final ActionSet NONE = new ActionSet(new BitSet(), Set.of(), Set.of());

    private final BitSet listed;
    private final Set<Wildcard> unlisted;

    /// What was written, by which it holds actions that the table does not know.
    private final Set<Wildcard> written;

    private ActionSet(BitSet listed, Set<Wildcard> unlisted, Set<Wildcard> written) {
        this.listed = listed;
        this.unlisted = unlisted;
        this.written = written;
    }

    /// @param patterns as written: `s3:Get*`
    static ActionSet of(List<String> patterns) {
        var table = PolicyTables.actions();
        var listed = new BitSet(table.size());
        var unlisted = new HashSet<Wildcard>();
        var written = patterns.stream().map(p -> Wildcard.of(Lower.of(p))).collect(Collectors.toSet());
        for (var pattern : written) {
            var found = table.matching(pattern);
            listed.or(found);
            if (found.isEmpty() || all(pattern)) {
                unlisted.add(pattern);
            }
        }
        return new ActionSet(listed, unlisted, written);
    }

    /// Every action but those.
    static ActionSet allBut(List<String> patterns) {
        var all = of(List.of("*"));
        all.listed.andNot(of(patterns).listed);
        return all;
    }

    ActionSet minus(ActionSet other) {
        var left = copy();
        left.andNot(other.listed);
        var kept = unlisted.stream()
                .filter(p -> other.written.stream().noneMatch(w -> w.covers(p)))
                .collect(Collectors.toSet());
        return new ActionSet(left, kept, written);
    }

    ActionSet and(ActionSet other) {
        var both = copy();
        both.and(other.listed);
        var shared = Stream.concat(
                        unlisted.stream().filter(p -> other.written.stream().anyMatch(w -> w.covers(p))),
                        other.unlisted.stream().filter(p -> written.stream().anyMatch(w -> w.covers(p))))
                .collect(Collectors.toSet());
        return new ActionSet(both, shared, shared.isEmpty() ? Set.of() : written);
    }

    boolean isEmpty() {
        return listed.isEmpty() && unlisted.isEmpty();
    }

    boolean meets(ActionSet other) {
        return listed.intersects(other.listed)
                || unlisted.stream().anyMatch(p -> other.written.stream().anyMatch(w -> w.covers(p)))
                || other.unlisted.stream().anyMatch(p -> written.stream().anyMatch(w -> w.covers(p)));
    }

    boolean covers(ActionSet other) {
        return other.minus(this).isEmpty();
    }

    /// Nearly everything: `*`, or all but some.
    boolean nearlyAll() {
        return unlisted.stream().anyMatch(ActionSet::all);
    }

    boolean at(AccessLevel level) {
        return listed.intersects(PolicyTables.actions().at(level));
    }

    /// Whether it may change something; an action that the table does not know may.
    boolean changes() {
        return !unlisted.isEmpty() || at(AccessLevel.WRITE) || at(AccessLevel.PERMISSIONS_MANAGEMENT);
    }

    /// Services of which it holds every action.
    boolean wholeService() {
        var table = PolicyTables.actions();
        for (int i = listed.nextSetBit(0); i >= 0; i = listed.nextSetBit(i + 1)) {
            var name = Lower.of(table.name(i));
            var service = table.of(name.substring(0, name.indexOf(':')));
            var missing = (BitSet) service.clone();
            missing.andNot(listed);
            if (missing.isEmpty() && service.cardinality() > 1) {
                return true;
            }
            i = service.previousSetBit(table.size());
        }
        return unlisted.stream().anyMatch(p -> p.pattern().endsWith(":*"));
    }

    private BitSet copy() {
        return (BitSet) listed.clone();
    }

    private static boolean all(Wildcard pattern) {
        return pattern.pattern().equals("*") || pattern.pattern().equals("*:*");
    }
}
