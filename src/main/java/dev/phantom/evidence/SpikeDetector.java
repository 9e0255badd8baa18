package dev.phantom.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Finds where a series leaves its usual level, upwards or downwards, and says from when to when and how far.
///
/// The usual level is the same clock time of the days before where there are such days, else the level before the
/// window:
/// on series with a daily rhythm the latter alarms every morning. Both are a median with the median absolute deviation,
/// which a spike does not move.
public final class SpikeDetector {
    private SpikeDetector() {}

    private static final double FAR = 3.5;
    private static final double CHANGE = 0.20;
    private static final int RUN = 3;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration CLOCK = Duration.ofMinutes(30);
    private static final int ENOUGH = 3;
    /// Makes the deviation of a normal distribution out of the median one.
    private static final double NORMAL = 1.4826;

    /// @param from  first point that is unusual
    /// @param to    last one
    /// @param peak  the most unusual value
    /// @param usual the level there would have been
    /// @param score deviations between the two
    /// @param weekAgo the same extreme at the same hours a week earlier; null if unknown
    public record Spike(
            Instant from, Instant to, double peak, double usual, double score, @Nullable Double weekAgo) {

        public boolean isHigh() {
            return peak > usual;
        }

        /// In digits that can be known, with the extreme of a week earlier.
        public Spike rounded(@Nullable Double then) {
            return new Spike(
                    from,
                    to,
                    Statistics.rounded(peak),
                    Statistics.rounded(usual),
                    Statistics.rounded(score),
                    then == null ? null : Double.valueOf(Statistics.rounded(then)));
        }

        /// Zero within it.
        public Duration farFrom(Instant moment) {
            return moment.isBefore(from)
                    ? Duration.between(moment, from)
                    : moment.isAfter(to) ? Duration.between(to, moment) : Duration.ZERO;
        }
    }

    private record Level(double median, double deviation) {

        /// A series that never moves has no deviation; one hundredth of its level stands in.
        static Level of(double[] values) {
            var median = Statistics.median(values);
            var apart = new double[values.length];
            for (var i = 0; i < values.length; i++) {
                apart[i] = Math.abs(values[i] - median);
            }
            var deviation = NORMAL * Statistics.median(apart);
            return new Level(median, Math.max(deviation, Math.max(0.01 * Math.abs(median), 1e-9)));
        }

        double score(double value) {
            return Math.abs(value - median) / deviation;
        }

        boolean isFar(double value) {
            return score(value) > FAR && Math.abs(value - median) >= CHANGE * Math.abs(median);
        }
    }

    /// @param history days before the window; may be empty
    /// @param before  points of the window that are known to be usual, for want of days
    /// @param window  the points to look at, in time order
    public static List<Spike> find(List<Sample> history, List<Sample> before, List<Sample> window) {
        var scored = new ArrayList<Scored>();
        var flat = before.size() < ENOUGH ? null : Level.of(values(before));
        for (var sample : window) {
            var season = season(history, sample.at());
            var level = season.length >= ENOUGH ? Level.of(season) : flat;
            scored.add(new Scored(sample, level));
        }
        return runs(scored);
    }

    private record Scored(
            Sample sample,
            @Nullable Level level) {
        boolean isFar() {
            return level != null && level.isFar(sample.value());
        }

        /// Up and down are two stories.
        boolean continues(List<Scored> run) {
            return run.isEmpty() || run.getLast().isHigh() == isHigh();
        }

        private boolean isHigh() {
            return level != null && sample.value() > level.median();
        }

        double score() {
            return level == null ? 0 : level.score(sample.value());
        }
    }

    private static List<Spike> runs(List<Scored> scored) {
        var spikes = new ArrayList<Spike>();
        var run = new ArrayList<Scored>();
        for (var point : scored) {
            if (!point.isFar() || !point.continues(run)) {
                close(run, spikes);
            }
            if (point.isFar()) {
                run.add(point);
            }
        }
        close(run, spikes);
        return List.copyOf(spikes);
    }

    private static void close(List<Scored> run, List<Spike> spikes) {
        if (run.size() >= RUN) {
            var peak = run.getFirst();
            for (var point : run) {
                peak = point.score() > peak.score() ? point : peak;
            }
            var level = peak.level();
            spikes.add(new Spike(
                    run.getFirst().sample().at(),
                    run.getLast().sample().at(),
                    peak.sample().value(),
                    level == null ? 0 : level.median(),
                    peak.score(),
                    null));
        }
        run.clear();
    }

    /// Values at the same clock time on the days of the history, half an hour around.
    private static double[] season(List<Sample> history, Instant at) {
        return values(history.stream()
                .filter(s -> {
                    var apart = Math.floorMod(Duration.between(s.at(), at).toSeconds(), DAY.toSeconds());
                    return s.at().isBefore(at) && Math.min(apart, DAY.toSeconds() - apart) <= CLOCK.toSeconds();
                })
                .toList());
    }

    private static double[] values(List<Sample> samples) {
        ToDoubleFunction<Sample> value = Sample::value;
        return samples.stream().mapToDouble(value).toArray();
    }
}
