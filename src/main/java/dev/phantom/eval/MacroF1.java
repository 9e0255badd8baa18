package dev.phantom.eval;

import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The mean F1 of the answers that are best, or were given, at least once.
final class MacroF1 {

    private MacroF1() {}

    static @Nullable Double of(List<ScoredFinding> findings) {
        var answers = EnumSet.noneOf(Answer.class);
        findings.forEach(f -> {
            answers.add(f.answer());
            answers.add(f.wanted().best());
        });
        return answers.isEmpty()
                ? null
                : answers.stream().mapToDouble(a -> f1(a, findings)).average().orElseThrow();
    }

    private static double f1(Answer answer, List<ScoredFinding> findings) {
        long given = findings.stream().filter(f -> f.answer() == answer).count();
        long best = findings.stream().filter(f -> f.wanted().best() == answer).count();
        long both = findings.stream()
                .filter(f -> f.answer() == answer && f.wanted().best() == answer)
                .count();
        return 2.0 * both / (given + best);
    }
}
