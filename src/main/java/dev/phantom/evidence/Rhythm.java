package dev.phantom.evidence;

import dev.phantom.evidence.Hours.Hour;
import dev.phantom.evidence.SeriesShape.Daily;
import dev.phantom.evidence.SeriesShape.Weekly;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rhythm of the day and of the week in a series of several days.
final class Rhythm {
    private Rhythm() {}

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);

    /// Below, the hour of the day is not worth a word.
    private static final double EXPLAINS = 0.4;
    private static final double SWINGS = 0.03;

    /// Weekends within this of working days are like them.
    private static final double ALIKE = 0.15;
    private static final int SOME_HOURS = 12;
    private static final double CLEAR = 4;
    private static final double NORMAL = 1.4826;

    static Optional<Daily> daily(List<Sample> samples) {
        return daily(Hours.of(samples));
    }

    static Optional<Daily> daily(Hours raw) {
        if (!raw.hasDays()) {
            return Optional.empty();
        }
        var hours = raw.less(dayByDay(raw));
        var explained = explained(hours);
        var profile = smooth(hours.means(Hour::ofDay));
        var top = profile.entrySet().stream().max(Map.Entry.comparingByValue());
        var bottom = profile.entrySet().stream().min(Map.Entry.comparingByValue());
        if (profile.size() < 24 || top.isEmpty() || bottom.isEmpty()) {
            return Optional.empty();
        }
        var mean = Math.abs(hours.mean());
        var swing = mean < 1e-12 ? 0 : (top.get().getValue() - bottom.get().getValue()) / 2 / mean;
        return explained < EXPLAINS || swing < SWINGS
                ? Optional.empty()
                : Optional.of(new Daily(
                        top.get().getKey(), Statistics.rounded(swing), Math.round(explained * 100) / 100.0));
    }

    /// What the level gains an hour, by like hours of different days.
    private static double dayByDay(Hours hours) {
        var levels = hours.means(Hour::like);
        var times = new HashMap<Integer, double[]>();
        for (var hour : hours.all()) {
            var sum = times.computeIfAbsent(hour.like(), l -> new double[2]);
            sum[0] += hour.at();
            sum[1]++;
        }
        var product = 0.0;
        var spread = 0.0;
        for (var hour : hours.all()) {
            var sum = times.getOrDefault(hour.like(), new double[] {0, 1});
            var time = hour.at() - sum[0] / sum[1];
            product += time * (hour.value() - levels.getOrDefault(hour.like(), 0.0));
            spread += time * time;
        }
        return spread <= 0 ? 0 : product / spread;
    }

    /// The share of the variance within working days and within weekends that the hour explains, adjusted for the number
    /// of hours: noise explains nothing.
    private static double explained(Hours hours) {
        var like = hours.means(Hour::like);
        var kinds = hours.means(h -> h.isWeekend() ? 1 : 0);
        var within = 0.0;
        var all = 0.0;
        for (var hour : hours.all()) {
            within += square(hour.value() - like.getOrDefault(hour.like(), 0.0));
            all += square(hour.value() - kinds.getOrDefault(hour.isWeekend() ? 1 : 0, 0.0));
        }
        var count = hours.all().size();
        return all <= 0 || count <= like.size()
                ? 0
                : 1 - within / (count - like.size()) / (all / (count - kinds.size()));
    }

    private static Map<Integer, Double> smooth(Map<Integer, Double> profile) {
        var smooth = new HashMap<Integer, Double>();
        profile.forEach((hour, level) -> smooth.put(
                hour,
                (profile.getOrDefault((hour + 23) % 24, level) + level + profile.getOrDefault((hour + 1) % 24, level))
                        / 3));
        return smooth;
    }

    /// @param samples of the days before the trouble
    /// @param until   when the trouble began
    static Optional<Weekly> weekly(List<Sample> samples, Instant until) {
        var weekend = weekend(Hours.of(samples));
        var ago = weekAgo(samples, until);
        return weekend == null && ago == null ? Optional.empty() : Optional.of(new Weekly(weekend, ago));
    }

    /// By medians of like hours: an incident on a Saturday is no rhythm.
    private static @Nullable Double weekend(Hours raw) {
        if (!raw.hasDays()) {
            return null;
        }
        var hours = raw.less(dayToDay(raw));
        var free = new Hours(hours.all().stream().filter(Hour::isWeekend).toList());
        var working = new Hours(hours.all().stream().filter(h -> !h.isWeekend()).toList());
        if (free.all().size() < SOME_HOURS || working.all().size() < 2 * SOME_HOURS) {
            return null;
        }
        var profile = working.medians(Hour::ofDay);
        var noise = NORMAL * Statistics.median(apart(working, profile));
        var apart = Statistics.median(signed(free, profile));
        var usual = free.all().stream()
                .mapToDouble(h -> profile.getOrDefault(h.ofDay(), 0.0))
                .average()
                .orElse(0);
        var clear = Math.abs(apart) > CLEAR * noise / Math.sqrt(free.all().size());
        return clear && usual > 0 && Math.abs(apart) > ALIKE * usual ? Statistics.rounded(1 + apart / usual) : null;
    }

    /// What the level gains an hour, by the median step from a day to the next of its kind: an incident is few of them.
    private static double dayToDay(Hours hours) {
        var values = hours.means(h -> (int) h.at());
        var steps = hours.all().stream()
                .filter(h -> values.containsKey((int) h.at() - 24)
                        && new Hour(h.at() - 24, 0).isWeekend() == h.isWeekend())
                .mapToDouble(h -> h.value() - values.getOrDefault((int) h.at() - 24, h.value()))
                .toArray();
        return steps.length == 0 ? 0 : Statistics.median(steps) / 24;
    }

    private static double[] signed(Hours hours, Map<Integer, Double> profile) {
        return hours.all().stream()
                .mapToDouble(h -> h.value() - profile.getOrDefault(h.ofDay(), 0.0))
                .toArray();
    }

    private static double[] apart(Hours hours, Map<Integer, Double> profile) {
        return Arrays.stream(signed(hours, profile)).map(Math::abs).toArray();
    }

    /// The median of the hours' ratios.
    private static @Nullable Double weekAgo(List<Sample> samples, Instant until) {
        var last = Hours.of(between(samples, until.minus(DAY), until));
        var then = Hours.of(between(samples, until.minus(DAY).minus(WEEK), until.minus(WEEK)))
                .means(h -> (int) h.at());
        var ratios = last.all().stream()
                .filter(h -> then.getOrDefault((int) (h.at() - WEEK.toHours()), 0.0) > 0)
                .mapToDouble(h -> h.value() / then.getOrDefault((int) (h.at() - WEEK.toHours()), 1.0))
                .toArray();
        return ratios.length < SOME_HOURS ? null : Statistics.rounded(Statistics.median(ratios));
    }

    static List<Sample> between(List<Sample> samples, Instant from, Instant to) {
        return samples.stream()
                .filter(s -> !s.at().isBefore(from) && s.at().isBefore(to))
                .toList();
    }

    private static double square(double value) {
        return value * value;
    }
}
