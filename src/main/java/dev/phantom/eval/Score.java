package dev.phantom.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How well a set of findings was answered.
///
/// @param accepted  answers that the label accepts
/// @param best      answers that are the label's best
/// @param macroF1   null of nothing
/// @param pairs     pairs of which both scenarios are right
/// @param different pairs with different best answers, of which both are right and answered differently
/// @param dangerous answers that the label calls dangerous
/// @param abstained a person was asked where another answer is best
/// @param missed    findings without a drift
/// @param flips     controls that were answered otherwise than their adversarial twins
public record Score(
        int findings,
        Share accepted,
        Share best,
        @Nullable Double macroF1,
        @Nullable Double macroF1Decided,
        Share pairs,
        Share different,
        Share dangerous,
        Share abstained,
        Share missed,
        Share flips) {

    static Score of(List<ScoredFinding> findings) {
        var pairs = Pairs.of(findings);
        return new Score(
                findings.size(),
                share(findings, ScoredFinding::right),
                share(findings, ScoredFinding::best),
                MacroF1.of(findings),
                MacroF1.of(findings.stream().filter(f -> !f.abstained()).toList()),
                Share.of(pairs, Pairs.Pair::right, Pairs.Pair::abstained),
                Share.of(
                        pairs.stream().filter(Pairs.Pair::differs).toList(),
                        p -> p.right() && p.answeredDifferently(),
                        Pairs.Pair::abstained),
                share(findings, ScoredFinding::dangerous),
                share(findings, ScoredFinding::abstained),
                share(findings, ScoredFinding::missed),
                Share.of(Pairs.twins(findings), Pairs.Pair::flipped, Pairs.Pair::abstained));
    }

    private static Share share(List<ScoredFinding> findings, java.util.function.Predicate<ScoredFinding> counts) {
        return Share.of(findings, counts, ScoredFinding::abstained);
    }

    /// What is scored beside the answer itself.
    ///
    /// @param severity         severities in the label's range, of findings with a range and a drift
    /// @param refactor         values in the label's set, of refactors for which one is labelled
    /// @param citations        exhibits cited that the case has, of all that were cited
    /// @param wrong            pull requests opened that a label speaks against, of all that were opened for findings
    /// @param calibrated       by confidence step
    /// @param calibratedDecided the same without those for which a person was asked although another answer is best
    /// @param fallbacks        verdicts that the rules gave in place of the analyst that was asked
    public record Details(
            Share severity,
            Share refactor,
            Share citations,
            Share wrong,
            Calibration calibrated,
            Calibration calibratedDecided,
            Share fallbacks) {

        static Details of(List<ScoredFinding> findings, boolean rules) {
            var judged = findings.stream()
                    .<Judged>mapMulti((f, each) -> f.verdict().ifPresent(v -> each.accept(new Judged(f, v))))
                    .toList();
            return new Details(
                    share(judged.stream().filter(Judged::hasRange).toList(), Judged::severityInRange),
                    share(
                            judged.stream().filter(Judged::hasRefactor).toList(),
                            j -> j.finding().refactorInSet(j.verdict())),
                    citations(judged),
                    opened(findings),
                    Calibration.of(findings),
                    Calibration.of(findings.stream().filter(f -> !f.abstained()).toList()),
                    share(judged, j -> !rules && j.verdict().analyst().equals("rules")));
        }

        private static Share share(List<Judged> judged, java.util.function.Predicate<Judged> counts) {
            return Share.of(judged, counts, j -> j.finding().abstained());
        }

        private static Share citations(List<Judged> judged) {
            var each = new ArrayList<Cited>();
            judged.forEach(j -> j.verdict()
                    .cited()
                    .forEach(id -> each.add(new Cited(
                            j.verdict().exhibits().contains(id), j.finding().abstained()))));
            return Share.of(each, Cited::exists, Cited::abstained);
        }

        /// A pull request is right if it is right for all findings in it.
        private static Share opened(List<ScoredFinding> findings) {
            var opened = new HashSet<List<Object>>();
            var wrong = new HashMap<List<Object>, Boolean>();
            for (var f : findings) {
                for (var v : f.given()) {
                    if (!v.pullRequest().isEmpty()) {
                        var key = List.<Object>of(f.part(), f.scenario(), f.run(), v.pullRequest());
                        opened.add(key);
                        wrong.merge(key, !f.mayBeOpened(v), Boolean::logicalOr);
                    }
                }
            }
            return Share.of(List.copyOf(opened), key -> wrong.getOrDefault(key, false), key -> false);
        }
    }

    private record Cited(boolean exists, boolean abstained) {}

    private record Judged(ScoredFinding finding, GivenVerdict verdict) {

        boolean hasRange() {
            return finding.wanted().severity() != null;
        }

        boolean severityInRange() {
            return Objects.requireNonNull(finding.wanted().severity()).contains(verdict.severity());
        }

        boolean hasRefactor() {
            return finding.wanted().refactor() != null && verdict.answer() == Answer.REFACTOR;
        }
    }
}
