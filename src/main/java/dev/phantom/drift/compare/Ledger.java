package dev.phantom.drift.compare;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Unchecked.Reason;
import dev.phantom.drift.Vacancy;
import dev.phantom.drift.compare.ComparisonResult.Gap;
import dev.phantom.iac.Origin;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What a walk has found so far. It can be tried out: everything since a mark can be taken back, and while probing
/// nothing
/// is kept but the counts.
final class Ledger {

    private final Trail trail;
    private final Effort effort;
    private final List<Change> changes = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private int probing;
    private int differing;
    private int agreeing;

    /// @param agreeing leaves that were equal
    record Mark(int changes, int gaps, int differing, int agreeing) {}

    /// How two values compare.
    record Score(int agreeing, int differing) {
        boolean same() {
            return differing == 0;
        }

        /// At least as much in common as not.
        boolean alike() {
            return agreeing > 0 && agreeing >= differing;
        }
    }

    Ledger(Trail trail, Effort effort) {
        this.trail = trail;
        this.effort = effort;
    }

    void agree() {
        effort.spend(1);
        agreeing++;
    }

    /// What live has more; something unknown may as well be what was declared.
    void add(Value actual, boolean declared) {
        effort.spend(1);
        if (declared && actual instanceof Value.Unknown unknown) {
            gap(Reason.of(unknown));
            return;
        }
        if (declared) {
            differing++;
        }
        if (probing == 0) {
            changes.add(new Change.Add(trail.actual(), actual, circumstances(declared)));
        }
    }

    void remove(Value expected) {
        remove(expected, () -> Vacancy.here(trail.actual()));
    }

    /// An element of a list that live does not have.
    ///
    /// @param ahead the index of the live element that it would stand ahead of; -1 where live writes its one element
    ///              bare
    void removeElement(Value expected, int ahead) {
        remove(
                expected,
                () -> ahead < 0
                        ? new Vacancy(trail.actual(), Vacancy.Kind.BESIDE)
                        : new Vacancy(trail.actual().parent().child(ahead), Vacancy.Kind.AHEAD));
    }

    private void remove(Value expected, Supplier<Vacancy> vacancy) {
        effort.spend(1);
        differing++;
        if (probing == 0) {
            changes.add(new Change.Remove(trail.expected(), vacancy.get(), expected, circumstances(true)));
        }
    }

    void notEqual(Value expected, Value actual, List<Change> inner, boolean declared) {
        effort.spend(1);
        if (declared) {
            differing++;
        }
        if (probing == 0) {
            changes.add(new Change.NotEqual(
                    trail.expected(), trail.actual(), expected, actual, inner, circumstances(declared)));
        }
    }

    void gap(Reason reason) {
        effort.spend(1);
        if (probing == 0) {
            gaps.add(new Gap(trail.expected(), reason));
        }
    }

    private static Circumstances circumstances(boolean declared) {
        return declared ? Circumstances.declared(Origin.ABSENT) : Circumstances.undeclared();
    }

    Mark mark() {
        return new Mark(changes.size(), gaps.size(), differing, agreeing);
    }

    boolean differsSince(Mark mark) {
        return differing > mark.differing();
    }

    void takeBack(Mark mark) {
        changes.subList(mark.changes(), changes.size()).clear();
        gaps.subList(mark.gaps(), gaps.size()).clear();
        differing = mark.differing();
        agreeing = mark.agreeing();
    }

    /// Counts what a walk would find, and keeps nothing of it. Where no effort is left, nothing is alike.
    Score probe(Runnable walk) {
        if (effort.isOver()) {
            return new Score(0, 1);
        }
        var mark = mark();
        probing++;
        walk.run();
        probing--;
        var score = new Score(agreeing - mark.agreeing(), differing - mark.differing());
        takeBack(mark);
        return score;
    }

    ComparisonResult result() {
        return new ComparisonResult(changes, gaps);
    }
}
