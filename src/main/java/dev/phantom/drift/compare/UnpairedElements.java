package dev.phantom.drift.compare;

import dev.phantom.drift.Unchecked.Reason;
import dev.phantom.drift.fact.Fact.Attachment;
import dev.phantom.drift.fact.Fact.Attributes;
import dev.phantom.drift.fact.Fact.ExtendedByAws;
import dev.phantom.drift.fact.Fact.Remainder;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Unknown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The elements of both sides that have no partner yet.
final class UnpairedElements {
    private final Walk walk;
    private final List<@Nullable Value> expected;
    private final List<@Nullable Value> actual;
    private final boolean expectedSingle;
    private final boolean actualSingle;
    private final int[] partners;

    UnpairedElements(Walk walk, List<? extends @Nullable Value> expected, List<? extends @Nullable Value> actual) {
        this(walk, expected, actual, false, false);
    }

    /// @param expectedSingle the expected side writes its one element bare
    /// @param actualSingle   the actual side does
    UnpairedElements(
            Walk walk,
            List<? extends @Nullable Value> expected,
            List<? extends @Nullable Value> actual,
            boolean expectedSingle,
            boolean actualSingle) {
        this.walk = walk;
        this.expectedSingle = expectedSingle;
        this.actualSingle = actualSingle;
        this.expected = new ArrayList<>(expected);
        this.actual = new ArrayList<>(actual);
        this.partners = new int[expected.size()];
        Arrays.fill(partners, -1);
    }

    /// Pairs what is the same to the letter, its own place first, before anything that merely equals it is taken for
    /// it.
    void pairSame(ListWalk.Step step) {
        var places = new HashMap<Object, Deque<Integer>>();
        for (int j = 0; j < actual.size(); j++) {
            if (j < expected.size() && isSame(expected.get(j), actual.get(j))) {
                pair(j, j, step);
            } else if (actual.get(j) instanceof Value a) {
                places.computeIfAbsent(letters(a), same -> new ArrayDeque<>()).add(j);
            }
        }
        for (int i = 0; i < expected.size() && !places.isEmpty(); i++) {
            var e = expected.get(i);
            var same = e == null || walk.hidden(e) ? null : places.get(letters(e));
            var j = same == null ? null : same.poll();
            if (j != null) {
                pair(i, j, step);
            }
        }
    }

    private boolean isSame(@Nullable Value e, @Nullable Value a) {
        return e != null && a != null && !walk.hidden(e) && letters(e).equals(letters(a));
    }

    /// However a text is quoted.
    private static Object letters(Value value) {
        return value instanceof Scalar s ? s.text() : value;
    }

    /// Pairs the elements as they stand.
    void byPlace(ListWalk.Step step) {
        for (int i = 0; i < expected.size() && i < actual.size(); i++) {
            pair(i, i, step);
        }
        report(step, false);
    }

    /// Pairs the expected element with one that equals it, its own place first.
    void pairEqual(int i, ListWalk.Step step) {
        if (i < actual.size() && pairedInPlace(i, step)) {
            return;
        }
        int j = find(i, step);
        if (j >= 0) {
            pair(i, j, step);
        }
    }

    /// Walks both, and takes it back if they differ.
    private boolean pairedInPlace(int i, ListWalk.Step step) {
        var e = expected.get(i);
        var a = actual.get(i);
        if (e == null || a == null || walk.undecided(e, a)) {
            return false;
        }
        var mark = walk.ledger().mark();
        enter(i, i);
        step.walk(e, a);
        walk.trail().leave();
        if (walk.ledger().differsSince(mark)) {
            walk.ledger().takeBack(mark);
            return false;
        }
        take(i, i);
        return true;
    }

    /// The actual element that equals the expected one, its own place first; -1 if there is none.
    int find(int i, ListWalk.Step step) {
        if (i < actual.size() && equal(i, i, step)) {
            return i;
        }
        for (int j = 0; j < actual.size(); j++) {
            if (equal(i, j, step)) {
                return j;
            }
        }
        return -1;
    }

    private void enter(int i, int j) {
        walk.trail().enter(expectedSingle ? -1 : i, actualSingle ? -1 : j);
    }

    boolean equal(int i, int j, ListWalk.Step step) {
        var e = expected.get(i);
        var a = actual.get(j);
        if (e == null || a == null || walk.undecided(e, a)) {
            return false;
        }
        return e instanceof Scalar x && a instanceof Scalar y && x.text().equals(y.text())
                || probe(i, j, e, a, step).same();
    }

    /// At the elements' own place, for what is known of it.
    private Ledger.Score probe(int i, int j, Value e, Value a, ListWalk.Step step) {
        enter(i, j);
        var score = walk.ledger().probe(() -> step.walk(e, a));
        walk.trail().leave();
        return score;
    }

    void take(int i, int j) {
        partners[i] = j;
        expected.set(i, null);
        actual.set(j, null);
    }

    void pair(int i, int j, ListWalk.Step step) {
        var e = expected.get(i);
        var a = actual.get(j);
        take(i, j);
        if (e != null && a != null) {
            enter(i, j);
            step.walk(e, a);
            walk.trail().leave();
        }
    }

    /// What has no equal: the most alike are one changed element, the rest came or went.
    void report(ListWalk.Step step, boolean pairAlike) {
        boolean unknown = unknowns();
        if (pairAlike) {
            pairAlike(step);
        }
        int ahead = 0; // what is gone stood behind the partner of the element before it
        for (int i = 0; i < expected.size(); i++) {
            var e = expected.get(i);
            if (e != null) {
                enter(i, i);
                walk.ledger().removeElement(e, actualSingle ? -1 : ahead);
                walk.trail().leave();
            } else if (partners[i] >= 0) {
                ahead = partners[i] + 1;
            }
        }
        boolean declared = !grows();
        for (int j = 0; j < actual.size() && !unknown; j++) {
            var a = actual.get(j);
            if (a != null && !Choices.isEmpty(a, step.items())) {
                enter(j, j);
                walk.ledger().add(a, declared);
                walk.trail().leave();
            }
        }
    }

    /// An element that is not known may be any of those that live has more.
    private boolean unknowns() {
        boolean found = false;
        for (int i = 0; i < expected.size(); i++) {
            var e = expected.get(i);
            if (e != null && walk.hidden(e) && mayBeAny(e)) {
                found = true;
                expected.set(i, null);
                enter(i, i);
                walk.ledger().gap(e.settled() instanceof Unknown u ? Reason.of(u) : Reason.SENSITIVE);
                walk.trail().leave();
            }
        }
        return found;
    }

    /// Whether it may be one of those that are left; where none is left, it may be one that is gone.
    private boolean mayBeAny(Value unknown) {
        var left = actual.stream().filter(Objects::nonNull).toList();
        return left.isEmpty() || left.stream().anyMatch(a -> walk.undecided(unknown, a));
    }

    private void pairAlike(ListWalk.Step step) {
        boolean one = count(expected) == 1 && count(actual) == 1;
        for (int i = 0; i < expected.size(); i++) {
            var e = expected.get(i);
            if (e == null || !one && !(e instanceof MapValue)) {
                continue;
            }
            int best = -1;
            int most = 0;
            for (int j = 0; j < actual.size(); j++) {
                var a = actual.get(j);
                if (a == null) {
                    continue;
                }
                var score = probe(i, j, e, a, step);
                if (score.alike() && score.agreeing() > most
                        || one && a instanceof Scalar && !(e instanceof MapValue)) {
                    best = j;
                    most = score.agreeing();
                }
            }
            if (best >= 0) {
                pair(i, best, step);
            }
        }
    }

    private static int count(List<@Nullable Value> items) {
        return (int) items.stream().filter(item -> item != null).count();
    }

    /// Whether elements that only live has are of no concern to the template.
    private boolean grows() {
        return walk.has(Attributes.class)
                || walk.has(ExtendedByAws.class)
                || walk.fact(Attachment.class)
                        .filter(a -> a.remainder() == Remainder.UNDECLARED)
                        .isPresent();
    }
}
