package dev.phantom.evidence;

import dev.phantom.evidence.Signal.Metric.Stats;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Numbers of a series over parts of a window.
public final class Statistics {
    private Statistics() {}

    /// The four parts of a window that a metric is told in.
    public record Phases(
            @Nullable Stats before,
            @Nullable Stats onset,
            @Nullable Stats during,
            @Nullable Stats after) {}

    /// @param samples in any order
    /// @param episode the trouble around the change; null if there was none
    public static Phases phases(List<Sample> samples, Window window, @Nullable Episode episode) {
        var change = window.changedAt();
        var began = began(window, episode);
        var after = ended(window, episode);
        var usual = Rhythm.between(samples, Instant.MIN, began);
        return new Phases(
                sloping(of(samples, Instant.MIN, began), Trend.of(usual)),
                phase(samples, usual, began, change),
                phase(samples, usual, change, after == null ? window.to() : after),
                after == null ? null : phase(samples, usual, after, window.to()));
    }

    /// When the usual ended: with the trouble's begin, or with the change where there was none before it.
    public static Instant began(Window window, @Nullable Episode episode) {
        return episode == null || episode.began().isAfter(window.changedAt()) ? window.changedAt() : episode.began();
    }

    private static @Nullable Instant ended(Window window, @Nullable Episode episode) {
        var ended = episode == null ? null : episode.ended();
        return ended == null || !ended.isBefore(window.changedAt()) ? ended : window.changedAt();
    }

    /// Since when the change has been in place without the trouble that it answered, or with it where that lasts.
    public static Instant settled(Window window, @Nullable Episode episode) {
        var ended = ended(window, episode);
        return ended == null || !ended.isBefore(window.to()) ? window.changedAt() : ended;
    }

    private static @Nullable Stats phase(List<Sample> samples, List<Sample> usual, Instant from, Instant to) {
        return sloping(of(samples, from, to), Trend.beside(usual, Rhythm.between(samples, from, to)));
    }

    private static @Nullable Stats sloping(@Nullable Stats stats, Optional<Slope> slope) {
        return stats == null ? null : slope.map(stats::with).orElse(stats);
    }

    /// Statistics of the samples in `[from, to)`; null if there are none.
    public static @Nullable Stats of(List<Sample> samples, Instant from, Instant to) {
        var values = samples.stream()
                .filter(s -> !s.at().isBefore(from) && s.at().isBefore(to))
                .mapToDouble(Sample::value)
                .toArray();
        if (values.length == 0) {
            return null;
        }
        Arrays.sort(values);
        return new Stats(
                Arrays.stream(values).average().orElseThrow(),
                values[0],
                values[(int) Math.ceil(0.95 * values.length) - 1],
                values[values.length - 1],
                values.length,
                null);
    }

    /// The share of expected points that exist, 0 to 1.
    public static double coverage(List<Sample> samples, Instant from, Instant to, Duration interval) {
        var expected = Math.max(1, Duration.between(from, to).dividedBy(interval));
        var found = samples.stream()
                .filter(s -> !s.at().isBefore(from) && s.at().isBefore(to))
                .count();
        return Math.min(1.0, (double) found / expected);
    }

    /// Four significant digits: what is measured is not known better.
    public static double rounded(double value) {
        return value == 0 || !Double.isFinite(value)
                ? 0
                : new BigDecimal(value).round(new MathContext(4)).doubleValue();
    }

    static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
