package dev.phantom.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The scores as rows of cells: one row for the analyst and one for each answer that is the same for every drift.
final class EvalTable {

    static final List<String> HEAD = List.of(
            "suite",
            "answered by",
            "findings",
            "accepted",
            "best",
            "macro-F1",
            "pairs right",
            "right and different",
            "dangerous",
            "asked a person",
            "flips",
            "wrong pull requests");

    private EvalTable() {}

    static List<List<String>> rows(SuiteEvaluation evaluation) {
        var rows = new ArrayList<List<String>>();
        for (var part : evaluation.shownParts()) {
            var details = part.details();
            rows.add(row(part, evaluation.analyst(), part.score(), of(details.wrong())));
            for (var answer : SuiteEvaluation.BASELINES) {
                rows.add(row(part, SuiteEvaluation.baseline(answer), part.always(answer), ""));
            }
        }
        return rows;
    }

    private static List<String> row(SuiteEvaluation.Part part, String by, Score score, String wrong) {
        return List.of(
                part.name(),
                by,
                Integer.toString(score.findings()),
                decided(score.accepted()),
                percent(score.best()),
                number(score.macroF1()),
                of(score.pairs()),
                of(score.different()),
                of(score.dangerous()),
                percent(score.abstained()),
                of(score.flips()),
                wrong);
    }

    /// The share, and in brackets that of the findings that were decided.
    private static String decided(Share share) {
        var all = percent(share);
        var decided = share.shareDecided();
        return share.abstained() == 0 || decided == null ? all : "%s (%s)".formatted(all, percent(decided));
    }

    static String percent(Share share) {
        return percent(share.share());
    }

    static String percent(@Nullable Double share) {
        return share == null ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String number(@Nullable Double number) {
        return number == null ? "–" : String.format(Locale.ROOT, "%.2f", number);
    }

    static String of(Share share) {
        return share.of() == 0 ? "–" : share.count() + " of " + share.of();
    }

    /// Confidence, severity, refactors, citations, tokens: what a table of answers does not show.
    static Stream<String> details(SuiteEvaluation.Part part) {
        var details = part.details();
        var usage = part.usage();
        var calibrated = details.calibrated();
        var lines = new ArrayList<String>();
        calibrated
                .steps()
                .forEach(s -> lines.add("confidence %s: right %d of %d, hit rate %s, score %s"
                        .formatted(
                                s.level().name().toLowerCase(Locale.ROOT),
                                s.right(),
                                s.findings(),
                                number(s.hitRate()),
                                number(s.score()))));
        lines.add("calibration: Brier %s, ECE %s".formatted(number(calibrated.brier()), number(calibrated.ece())));
        lines.add("severity in range: " + of(details.severity()));
        lines.add("refactor value in set: " + of(details.refactor()));
        lines.add("evidence cited that exists: " + of(details.citations()));
        lines.add("findings without a drift: " + of(part.score().missed()));
        if (details.fallbacks().count() > 0) {
            lines.add("answered by the rules in the analyst's place: " + of(details.fallbacks()));
        }
        if (usage.calls() > 0) {
            lines.add(calls(usage));
        }
        return lines.stream();
    }

    private static String calls(ModelUsage usage) {
        var timed = usage.median() == null || usage.p95() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", median %.1f s, p95 %.1f s",
                        usage.median().toMillis() / 1000.0,
                        usage.p95().toMillis() / 1000.0);
        var unpriced = usage.unpriced() == 0 ? "" : " (%d calls not priced)".formatted(usage.unpriced());
        return String.format(
                Locale.ROOT,
                "model: %d calls, %d tokens in, %d out, USD %.2f%s%s",
                usage.calls(),
                usage.tokens().allInput(),
                usage.tokens().output(),
                usage.costUsd(),
                unpriced,
                timed);
    }
}
