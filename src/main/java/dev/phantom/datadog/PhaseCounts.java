package dev.phantom.datadog;

import dev.phantom.evidence.Episode;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.Signal.Counts;
import dev.phantom.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts over time, by the parts of the window: before the trouble, at its onset, from the change on, since the end.
record PhaseCounts(Window window, @Nullable Episode episode) {

    private static final Duration FINE = Duration.ofMinutes(5);
    private static final int MOST_POINTS = 1000;

    /// The distance of the points that a window is counted by.
    Duration interval() {
        var interval = FINE;
        while (Duration.between(window.from(), window.to()).dividedBy(interval) > MOST_POINTS) {
            interval = interval.plus(FINE);
        }
        return interval;
    }

    Counts of(List<Sample> points) {
        var ended = ended();
        return new Counts(
                sum(points, Instant.MIN, began()),
                sum(points, began(), window.changedAt()),
                sum(points, window.changedAt(), ended),
                sum(points, ended, Instant.MAX));
    }

    /// When the trouble began, if it was before the change.
    Instant began() {
        var change = window.changedAt();
        return episode == null || episode.began().isAfter(change) ? change : episode.began();
    }

    /// When it was over, not before the change; the window's end if it lasts or there was none.
    Instant ended() {
        var ended = episode == null ? null : episode.ended();
        if (ended == null) {
            return window.to().plusMillis(1);
        }
        return ended.isBefore(window.changedAt()) ? window.changedAt() : ended;
    }

    /// `12 before, 40 at the onset, 3 from the change on, 0 since the end`.
    String said(Counts counts) {
        var onset = began().isBefore(window.changedAt()) ? ", %d at the onset".formatted(counts.onset()) : "";
        var after = ended().isBefore(window.to()) ? ", %d since the end".formatted(counts.after()) : "";
        return "%d before%s, %d from the change on%s".formatted(counts.before(), onset, counts.during(), after);
    }

    private static long sum(List<Sample> points, Instant from, Instant to) {
        return Math.round(points.stream()
                .filter(p -> !p.at().isBefore(from) && p.at().isBefore(to))
                .mapToDouble(Sample::value)
                .sum());
    }
}
