package dev.phantom.evidence;

import dev.phantom.evidence.Signal.Metric.Stats;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
        var began = episode == null || episode.began().isAfter(change) ? change : episode.began();
        var ended = episode == null ? null : episode.ended();
        var after = ended == null ? null : ended.isBefore(change) ? change : ended;
        return new Phases(
                of(samples, Instant.MIN, began),
                of(samples, began, change),
                of(samples, change, after == null ? window.to() : after),
                after == null ? null : of(samples, after, window.to()));
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
                values.length);
    }

    /// The share of expected points that exist, 0 to 1.
    public static double coverage(List<Sample> samples, Instant from, Instant to, Duration interval) {
        var expected = Math.max(1, Duration.between(from, to).dividedBy(interval));
        var found = samples.stream()
                .filter(s -> !s.at().isBefore(from) && s.at().isBefore(to))
                .count();
        return Math.min(1.0, (double) found / expected);
    }

    static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
