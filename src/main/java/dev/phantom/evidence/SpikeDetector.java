package dev.phantom.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Finds where a series leaves its usual level, upwards or downwards, and says from when to when and how far.
///
/// The usual level is the same clock time of the days before where there are such days, else the level before the
/// window: on series with a daily rhythm the latter alarms every morning. Both are a median with the median absolute
/// deviation, which a spike does not move, not even one at the same time a week ago. What is nearly always at its bound, as
/// availability, has no such deviation: there the span of the middle nine tenths says how far it usually strays.
///
/// The thresholds were chosen on one half of the labelled series of docs/accuracy.md; the other half is only counted.
public final class SpikeDetector {
    private SpikeDetector() {}

    /// Deviations from the usual from which a point is far.
    private static final double FAR = 3.5;

    /// Deviations from which two points in a row are enough, and from which a small change counts.
    private static final double VERY_FAR = 4;
    private static final double BEYOND_DOUBT = 5;

    /// Shares of the level below which a change is not worth a word: ordinarily, and beyond doubt.
    private static final double CHANGE = 0.20;
    private static final double SMALL_CHANGE = 0.01;
    private static final int RUN = 3;
    private static final int SHORT_RUN = 2;
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long CLOCK = Duration.ofMinutes(30).toSeconds();
    private static final int ENOUGH = 3;

    /// What lies between two spikes that are one, and how near to each other their heights are.
    private static final Duration BETWEEN = Duration.ofHours(1);
    private static final double ALIKE = 0.5;

    /// Makes the deviation of a normal distribution out of the median one, and out of the span from the 5th to the 95th
    /// percentile.
    private static final double NORMAL = 1.4826;
    private static final double SPAN = 3.29;

    /// The least deviation, as a share of the level: a series that never moves has none.
    private static final double LEAST = 0.001;

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

        /// A ripple before an incident is not its begin, so they must be of a height.
        boolean reaches(Spike next) {
            return isHigh() == next.isHigh()
                    && Duration.between(to, next.from()).compareTo(BETWEEN) <= 0
                    && Math.min(score, next.score) >= ALIKE * Math.max(score, next.score);
        }

        Spike and(Spike next) {
            var higher = next.score > score ? next : this;
            return new Spike(from, next.to, higher.peak, higher.usual, higher.score, null);
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

        static Level of(double[] values) {
            var sorted = values.clone();
            Arrays.sort(sorted);
            var median = Statistics.median(sorted);
            var apart = Arrays.stream(sorted).map(v -> Math.abs(v - median)).toArray();
            var least = Math.max(LEAST * Math.abs(median), 1e-9);
            var deviation = NORMAL * Statistics.median(apart);
            var span = (at(sorted, 0.95) - at(sorted, 0.05)) / SPAN;
            return new Level(median, deviation > least ? deviation : Math.max(span, least));
        }

        private static double at(double[] sorted, double share) {
            return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
        }

        double score(double value) {
            return Math.abs(value - median) / deviation;
        }

        boolean isFar(double value) {
            var change = Math.abs(value - median);
            var score = score(value);
            return score > FAR && change >= CHANGE * Math.abs(median)
                    || score > BEYOND_DOUBT && change >= SMALL_CHANGE * Math.abs(median);
        }
    }

    /// @param history days before the window; may be empty
    /// @param before  points of the window that are known to be usual, for want of days
    /// @param window  the points to look at, in time order
    public static List<Spike> find(List<Sample> history, List<Sample> before, List<Sample> window) {
        var clock = new TreeMap<Long, List<Sample>>();
        history.forEach(
                s -> clock.computeIfAbsent(second(s.at()), at -> new ArrayList<>()).add(s));
        var flat = before.size() < ENOUGH ? null : Level.of(values(before));
        var levels = new HashMap<Long, Optional<Level>>();
        var scored = new ArrayList<Scored>();
        for (var sample : window) {
            var season = levels.computeIfAbsent(second(sample.at()), at -> season(clock, at));
            scored.add(new Scored(sample, season.orElse(flat)));
        }
        return runs(scored);
    }

    private static long second(Instant at) {
        return Math.floorMod(at.getEpochSecond(), DAY);
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
        return together(spikes);
    }

    /// Spikes of one direction with little between them are one: around the threshold a shifted level comes and goes.
    private static List<Spike> together(List<Spike> spikes) {
        var joined = new ArrayList<Spike>();
        for (var spike : spikes) {
            if (!joined.isEmpty() && joined.getLast().reaches(spike)) {
                joined.add(joined.removeLast().and(spike));
            } else {
                joined.add(spike);
            }
        }
        return List.copyOf(joined);
    }

    private static void close(List<Scored> run, List<Spike> spikes) {
        if (run.size() >= RUN
                || run.size() >= SHORT_RUN && run.stream().allMatch(point -> point.score() > VERY_FAR)) {
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

    /// The level at the same clock time on the days of the history, half an hour around.
    private static Optional<Level> season(NavigableMap<Long, List<Sample>> clock, long at) {
        var near = new ArrayList<Sample>();
        for (var turn : List.of(-DAY, 0L, DAY)) {
            clock.subMap(at + turn - CLOCK, true, at + turn + CLOCK, true)
                    .values()
                    .forEach(near::addAll);
        }
        return near.size() < ENOUGH ? Optional.empty() : Optional.of(Level.of(values(near)));
    }

    private static double[] values(List<Sample> samples) {
        ToDoubleFunction<Sample> value = Sample::value;
        return samples.stream().mapToDouble(value).toArray();
    }
}
