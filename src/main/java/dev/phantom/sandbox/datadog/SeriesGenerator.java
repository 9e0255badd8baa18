package dev.phantom.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Draws the points of a series between its steps: rhythm, trend, noise and gaps, the same on every machine and in
/// every
/// run. The calendar is the story's own, however many days it has been moved.
///
/// @param seed    null for the noise of a series that names none: it depends on the place in the day only
/// @param name    metric and scope: two series of one seed are not the same noise
/// @param daily   null without a daily rhythm
/// @param weekend the factor of Saturdays and Sundays (UTC)
/// @param gaps    spans without points
/// @param shift   by how much the story was moved
record SeriesGenerator(
        long interval,
        @Nullable Long seed,
        String name,
        @Nullable Daily daily,
        double weekend,
        List<Gap> gaps,
        Duration shift) {

    private static final double DAY = 86_400;

    /// @param swing share of the level that the rhythm adds at its peak and takes twelve hours later
    record Daily(double swing, LocalTime peak) {
        double factor(long at) {
            return 1 + swing * Math.cos(2 * Math.PI * (at - peak.toSecondOfDay()) / DAY);
        }
    }

    /// `[from, to)` in epoch seconds.
    record Gap(long from, long to) {
        boolean has(long at) {
            return from <= at && at < to;
        }
    }

    /// @param from         epoch seconds
    /// @param jitter       the largest deviation of the noise
    /// @param slopePerHour what the level gains every hour after `from`
    record Step(long from, double level, double jitter, double slopePerHour) {}

    /// @param until epoch seconds; the last step goes on until then, one interval included
    NavigableMap<Long, Double> draw(List<Step> steps, long until) {
        var points = new TreeMap<Long, Double>();
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var to = i + 1 < steps.size() ? steps.get(i + 1).from() : until + interval;
            for (var at = Math.ceilDiv(step.from(), interval) * interval; at < to; at += interval) {
                var moment = at;
                if (gaps.stream().noneMatch(g -> g.has(moment))) {
                    points.put(at, value(step, at));
                }
            }
        }
        return points;
    }

    private double value(Step step, long at) {
        var story = at - shift.toSeconds();
        var level = step.level() + step.slopePerHour() * (at - step.from()) / 3600.0;
        var value = level * (daily == null ? 1 : daily.factor(at)) * (isWeekend(story) ? weekend : 1)
                + step.jitter() * noise(at, story);
        return seed == null ? value : Math.max(0, value);
    }

    private static boolean isWeekend(long at) {
        return ZonedDateTime.ofInstant(Instant.ofEpochSecond(at), ZoneOffset.UTC)
                        .getDayOfWeek()
                        .getValue()
                >= 6;
    }

    /// From -1 to 1.
    private double noise(long at, long story) {
        if (seed == null) {
            var place = (at / interval) * 0x9E3779B97F4A7C15L;
            return ((place ^ (place >>> 29)) >>> 11 & 0xFFFF) / 32767.5 - 1;
        }
        var mixed = mix(mix(seed) ^ mix(name.hashCode()) ^ mix(story));
        return (mixed >>> 11) / (double) (1L << 52) - 1;
    }

    /// The finalizer of SplitMix64.
    private static long mix(long value) {
        var mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /// A series as `metrics.json` describes it.
    static SeriesGenerator of(SeriesFields fields, long interval, String name, Duration shift) {
        return new SeriesGenerator(
                interval,
                fields.has("seed") ? (Long) fields.integer("seed") : null,
                name,
                fields.has("daily") ? daily(fields) : null,
                fields.has("weekend") ? fields.number(fields.of("weekend"), "weekend", 0) : 1,
                fields.items("gaps").map(gap -> gap(fields, gap)).toList(),
                shift);
    }

    static List<Step> steps(SeriesFields fields) {
        var steps = fields.items("steps").map(step -> step(fields, step)).toList();
        for (var i = 1; i < steps.size(); i++) {
            if (steps.get(i).from() <= steps.get(i - 1).from()) {
                throw fields.wrong(
                        "'steps' must be in time order", "step " + (i + 1) + " is not later than the one before");
            }
        }
        return steps;
    }

    private static Daily daily(SeriesFields fields) {
        var daily = fields.of("daily");
        fields.only(daily, "daily", java.util.Set.of("swing", "peak"));
        return new Daily(
                fields.number(daily.path("swing"), "daily.swing", 0), fields.clock(daily.path("peak"), "daily.peak"));
    }

    private static Gap gap(SeriesFields fields, JsonNode gap) {
        var from = fields.instant(gap.path(0), "gaps");
        var to = fields.instant(gap.path(1), "gaps");
        if (gap.size() != 2 || to <= from) {
            throw fields.wrong("a gap must be [from, to] in time order", gap.toString());
        }
        return new Gap(from, to);
    }

    private static Step step(SeriesFields fields, JsonNode step) {
        if (!step.isArray() || step.size() < 2 || step.size() > 4) {
            throw fields.wrong(
                    "a step must be [from, level, jitter, slopePerHour], the last two optional", step.toString());
        }
        return new Step(
                fields.instant(step.path(0), "steps"),
                fields.number(step.path(1), "steps"),
                step.has(2) ? fields.number(step.path(2), "steps", 0) : 0,
                step.has(3) ? fields.number(step.path(3), "steps") : 0);
    }
}
