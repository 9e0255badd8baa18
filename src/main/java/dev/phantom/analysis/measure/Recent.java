package dev.phantom.analysis.measure;

import dev.phantom.evidence.SeriesShape.Curve;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Stats;
import dev.phantom.evidence.SpikeDetector.Spike;
import dev.phantom.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a load is now: as it was since the change, without an episode that is over and does not come back every day or
/// every week.
///
/// @param p95      in the metric's unit
/// @param max      in the metric's unit
/// @param episode  whether there was more, once
public record Recent(double p95, double max, boolean episode) {
    /// What is higher by this factor than the last days were is another load.
    private static final double ANOTHER = 1.25;

    private static final Duration ENOUGH = Duration.ofDays(3);
    private static final Duration WEEKDAYS = Duration.ofDays(4);
    private static final Duration TWO_DAYS = Duration.ofDays(2);
    /// A mean of hours hides this much of what stands above it.
    private static final double ABOVE_MEAN = 1.08;

    private static final double AT_ONCE = 0.7;
    private static final double A_POINT = 1.15;
    private static final Duration TAKES_HOLD = Duration.ofHours(1);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final double HIGH = 0.8;
    private static final int DAYS = 3;
    private static final Duration A_RUN = Duration.ofDays(4);
    private static final Duration SAME_HOUR = Duration.ofMinutes(90);

    private static final List<Duration> RHYTHMS = List.of(Duration.ofDays(1), Duration.ofDays(7));

    /// @return null where the metric has no points. Of a change that nobody could date, all there are come before it
    public static @Nullable Recent of(Metric metric, Window window) {
        var settled = metric.settled();
        if (settled != null) {
            return of(metric, settled, window, window.changedAt());
        }
        var before = metric.before();
        return before == null || !window.changedAt().equals(window.to())
                ? null
                : of(metric, before, window, window.from());
    }

    /// Whether there was more since the change, once, and no more in the last days.
    public static boolean over(Metric metric, Window window) {
        var now = of(metric, window);
        return now != null && now.episode();
    }

    /// The least that was left lately: what was short for a time and is no more is no need.
    static double least(Metric metric, Stats settled) {
        var curve = metric.shape().curve();
        if (curve == null) {
            return settled.min();
        }
        var all = values(curve, curve.from());
        var last = all.subList(Math.max(0, all.size() - (int) WEEKDAYS.dividedBy(curve.every())), all.size());
        return last.isEmpty()
                ? settled.min()
                : Math.max(
                        settled.min(), last.stream().mapToDouble(v -> v).min().orElse(0));
    }

    /// Whether the load of now began within hours of a moment, and was not there before.
    public static boolean atOnce(Metric metric, Instant moment) {
        var curve = metric.shape().curve();
        var settled = metric.settled();
        if (curve == null || settled == null) {
            return false;
        }
        var since = values(curve, moment);
        var before = values(curve, curve.from()).size() - since.size();
        var usual = highest(values(curve, curve.from()).subList(0, Math.max(0, before - 1)));
        var known = metric.shape().spikes().stream()
                .anyMatch(s -> s.from().isBefore(moment) && s.peak() >= AT_ONCE * settled.p95());
        return !known && since.size() >= 2 && since.get(1) >= AT_ONCE * settled.p95() && usual * 2 <= settled.p95();
    }

    private static Recent of(Metric metric, Stats settled, Window window, Instant from) {
        var curve = metric.shape().curve();
        var whole = new Recent(settled.p95(), highest(metric, settled, window), false);
        if (curve == null) {
            return whole;
        }
        var since = values(curve, from.plus(curve.every()));
        var covered = curve.every().multipliedBy(since.size());
        if (covered.compareTo(ENOUGH) < 0) {
            return whole;
        }
        var tail = tail(metric).dividedBy(curve.every());
        var last = highest(since.subList(Math.max(0, since.size() - (int) tail), since.size()));
        if (highest(since) <= last * ANOTHER && settled.p95() <= last * ANOTHER) {
            return new Recent(Math.max(settled.p95(), last), Math.max(whole.max(), last), false);
        }
        return recurs(metric, window) || weekly(curve, since, window)
                ? whole
                : new Recent(Math.min(settled.p95(), last), Math.min(whole.max(), last * ABOVE_MEAN), true);
    }

    /// The highest value that lasted into the last days or comes back: a single point may be the last one of the old
    /// size.
    private static double highest(Metric metric, Stats settled, Window window) {
        var spikes = metric.shape().spikes();
        var lasts = window.to().minus(tail(metric));
        var still = spikes.stream()
                .filter(s -> s.isHigh() && (s.to().isAfter(lasts) || recurs(s, metric, window)))
                .filter(s -> s.to().isAfter(window.changedAt().plus(TAKES_HOLD)) || settled == metric.before())
                .mapToDouble(Spike::peak)
                .max()
                .orElse(0);
        return Math.min(settled.max(), Math.max(settled.p95() * A_POINT, still));
    }

    /// The last days: two, or so many that two of them are no weekend where that is another load.
    private static Duration tail(Metric metric) {
        var weekly = metric.shape().weekly();
        return weekly != null && weekly.weekend() != null ? WEEKDAYS : TWO_DAYS;
    }

    private static List<Double> values(Curve curve, Instant from) {
        var found = new ArrayList<Double>();
        var at = curve.from();
        for (var value : curve.values()) {
            if (!at.isBefore(from) && value != null) {
                found.add(value);
            }
            at = at.plus(curve.every());
        }
        return found;
    }

    private static double highest(List<Double> values) {
        return values.stream().mapToDouble(v -> v).max().orElse(0);
    }

    /// Whether it was as high in the last seven days as at the same hour of the week before, and not in most of the
    /// time between: a match day, a weekly run.
    private static boolean weekly(Curve curve, List<Double> since, Window window) {
        var high = HIGH * highest(since);
        var week = (int) WEEK.dividedBy(curve.every());
        var now = since.size();
        return !window.to().isBefore(window.changedAt().plus(WEEK.multipliedBy(2)))
                && IntStream.range(Math.max(week, now - week), now)
                        .anyMatch(i -> since.get(i) >= high
                                && since.subList(Math.max(0, i - week - 1), Math.min(now, i - week + 2)).stream()
                                        .anyMatch(v -> v >= high)
                                && 2
                                                * since.subList(i - week, i).stream()
                                                        .filter(v -> v < high)
                                                        .count()
                                        > week);
    }

    private static boolean recurs(Metric metric, Window window) {
        return metric.shape().spikes().stream().anyMatch(s -> s.isHigh() && recurs(s, metric, window));
    }

    /// Whether there are others like it in the same hours of other days, the last of them in the last days, or in
    /// those of the same day of another week, the last of them no more than a week ago. Three days of a sale in a row
    /// are a rhythm while they last, and none when they are over.
    private static boolean recurs(Spike spike, Metric metric, Window window) {
        return habit(spike, metric, window)
                || RHYTHMS.stream().anyMatch(rhythm -> {
                    var others = metric.shape().spikes().stream()
                            .filter(other -> other != spike && other.isHigh() && alike(spike, other))
                            .filter(other -> spike.from().isBefore(other.from())
                                    ? overlap(spike, other, rhythm)
                                    : overlap(other, spike, rhythm))
                            .toList();
                    var over = window.to().minus(rhythm.compareTo(tail(metric)) > 0 ? rhythm : tail(metric));
                    return !others.isEmpty()
                            && (spike.to().isAfter(over) || others.stream().anyMatch(o -> o.to().isAfter(over)));
                });
    }

    /// Whether it comes at the same hour of at least three days that are no single run of days, the last of them in the
    /// last week.
    private static boolean habit(Spike spike, Metric metric, Window window) {
        var alike = metric.shape().spikes().stream()
                .filter(other -> other.isHigh() && alike(spike, other) && sameHour(spike.from(), other.from()))
                .map(Spike::from)
                .sorted()
                .toList();
        return alike.size() >= DAYS
                && !alike.getLast().isBefore(window.to().minus(WEEK))
                && Duration.between(alike.getFirst(), alike.getLast()).compareTo(A_RUN) > 0;
    }

    private static boolean sameHour(Instant a, Instant b) {
        var apart = Math.abs(Duration.between(a, b).toMinutes())
                % Duration.ofDays(1).toMinutes();
        return Math.min(apart, Duration.ofDays(1).toMinutes() - apart) <= SAME_HOUR.toMinutes();
    }

    private static boolean alike(Spike a, Spike b) {
        var one = a.peak() - a.usual();
        var other = b.peak() - b.usual();
        return Math.min(one, other) * 2 >= Math.max(one, other);
    }

    private static boolean overlap(Spike a, Spike b, Duration later) {
        return a.from().plus(later).isBefore(b.to()) && b.from().isBefore(a.to().plus(later));
    }
}
