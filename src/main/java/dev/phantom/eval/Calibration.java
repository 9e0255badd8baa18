package dev.phantom.eval;

import dev.phantom.analysis.Confidence;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How well the confidence says how often the answer is right. Findings without a drift have none.
///
/// @param steps one for each level that was given, from low to high
/// @param brier mean squared distance between score and outcome; null of nothing
/// @param ece   mean distance between a level's score and its hit rate, weighed by its findings; null of nothing
public record Calibration(
        List<Step> steps, @Nullable Double brier, @Nullable Double ece) {

    /// @param score mean score of the level, as it was printed
    public record Step(Confidence.Level level, int findings, int right, double score) {

        public double hitRate() {
            return (double) right / findings;
        }
    }

    public Calibration {
        steps = List.copyOf(steps);
    }

    static Calibration of(List<ScoredFinding> findings) {
        var judged = findings.stream()
                .<Judged>mapMulti((f, each) -> f.verdict()
                        .ifPresent(v -> each.accept(new Judged(
                                v.confidence().level(), v.confidence().score(), f.right()))))
                .toList();
        var steps = Arrays.stream(Confidence.Level.values())
                .map(level -> judged.stream().filter(j -> j.level() == level).toList())
                .filter(of -> !of.isEmpty())
                .map(Calibration::step)
                .toList();
        if (judged.isEmpty()) {
            return new Calibration(steps, null, null);
        }
        var brier = judged.stream().mapToDouble(Judged::squared).sum() / judged.size();
        var ece = steps.stream()
                        .mapToDouble(s -> s.findings() * Math.abs(s.hitRate() - s.score()))
                        .sum()
                / judged.size();
        return new Calibration(steps, brier, ece);
    }

    private static Step step(List<Judged> of) {
        var right = (int) of.stream().filter(Judged::right).count();
        var score = of.stream().mapToDouble(Judged::score).sum() / of.size();
        return new Step(of.getFirst().level(), of.size(), right, score);
    }

    private record Judged(Confidence.Level level, double score, boolean right) {

        double squared() {
            var distance = score - (right ? 1 : 0);
            return distance * distance;
        }
    }
}
