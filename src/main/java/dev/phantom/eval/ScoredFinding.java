package dev.phantom.eval;

import dev.phantom.eval.VerdictLabel.Tier;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A finding of a label beside what was answered for it.
///
/// @param part     of the suite
/// @param scenario the name of its folder
/// @param run      from 1 on
/// @param given    one answer, none where there is no drift, several where the drift was split: then the worst counts
public record ScoredFinding(
        String part,
        String scenario,
        int run,
        String pair,
        String twin,
        Tier tier,
        LabelledFinding wanted,
        List<GivenVerdict> given) {

    public ScoredFinding {
        given = List.copyOf(given);
    }

    /// The verdict that counts; empty where there is no drift.
    public Optional<GivenVerdict> verdict() {
        return given.stream().min(Comparator.comparingInt(v -> goodness(v.answer())));
    }

    public Answer answer() {
        return verdict().map(GivenVerdict::answer).orElse(Answer.NONE);
    }

    private int goodness(Answer answer) {
        if (wanted.dangerous().contains(answer)) {
            return 0;
        }
        return answer == wanted.best() ? 3 : wanted.accept().contains(answer) ? 2 : 1;
    }

    /// An accepted answer.
    public boolean right() {
        return wanted.accept().contains(answer());
    }

    public boolean best() {
        return answer() == wanted.best();
    }

    public boolean dangerous() {
        return wanted.dangerous().contains(answer());
    }

    /// A person was asked where another answer is best.
    public boolean abstained() {
        return answer() == Answer.NEEDS_HUMAN && wanted.best() != Answer.NEEDS_HUMAN;
    }

    /// A label without a drift.
    public boolean missed() {
        return given.isEmpty() && wanted.best() != Answer.NONE;
    }

    /// The value that a refactor chose, where one is labelled.
    boolean refactorInSet(GivenVerdict verdict) {
        var range = wanted.refactor();
        var path = wanted.path();
        var edits = verdict.edits().stream()
                .filter(e -> path == null || e.path().overlaps(path))
                .toList();
        return range == null || !edits.isEmpty() && edits.stream().allMatch(e -> range.contains(e.value()));
    }

    /// Whether a verdict may become a pull request.
    boolean mayBeOpened(GivenVerdict verdict) {
        return wanted.accept().contains(verdict.answer())
                && (verdict.answer() != Answer.REFACTOR || refactorInSet(verdict));
    }

    /// The same, had this been answered for every drift.
    ScoredFinding answering(Answer answer) {
        return new ScoredFinding(
                part,
                scenario,
                run,
                pair,
                twin,
                tier,
                wanted,
                given.stream().map(v -> v.answering(answer)).toList());
    }
}
