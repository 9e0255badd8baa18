package dev.phantom.evidence;

import dev.phantom.evidence.SpikeDetector.Spike;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a series looks like, which averages do not tell: a leak, growth and a weekly peak have the same mean.
///
/// @param spikes spans that are unusual, those nearest to the change and the last ones, in time order
/// @param daily  null where the hour of the day explains little
/// @param weekly null where there is no week to look at
/// @param curve  null but for the metrics that decide
public record SeriesShape(
        List<Spike> spikes,
        @Nullable Daily daily,
        @Nullable Weekly weekly,
        @Nullable Curve curve) {

    public static final SeriesShape NONE = new SeriesShape(List.of(), null, null, null);

    public SeriesShape {
        spikes = List.copyOf(spikes);
    }

    /// @param samples in time order, days before the window among them
    /// @param began   when the usual ended: what came later is no rhythm
    public static SeriesShape of(List<Sample> samples, List<Spike> spikes, Instant began) {
        var usual = Rhythm.between(samples, Instant.MIN, began);
        return new SeriesShape(
                spikes,
                Rhythm.daily(usual).orElse(null),
                Rhythm.weekly(usual, began).orElse(null),
                null);
    }

    public SeriesShape drawn(Curve points) {
        return new SeriesShape(spikes, daily, weekly, points);
    }

    /// A rhythm of the day.
    ///
    /// @param peak      hour of the highest level, UTC, 0 to 23
    /// @param swing     half of the distance between the highest and the lowest hour, as a share of the mean
    /// @param explained share of the variance that the hour of the day explains, 0 to 1
    public record Daily(int peak, double swing, double explained) {}

    /// A rhythm of the week.
    ///
    /// @param weekend level of Saturdays and Sundays over that of the other days; null if they are alike or unknown
    /// @param weekAgo level of the day before the trouble over that of the same hours a week earlier; null if unknown
    public record Weekly(@Nullable Double weekend, @Nullable Double weekAgo) {}

    /// The series in at most [#MOST] points.
    ///
    /// @param values null where there are no points
    public record Curve(Instant from, Duration every, List<@Nullable Double> values) {

        public static final int MOST = 48;

        private static final List<Long> MINUTES =
                List.of(5L, 10L, 15L, 20L, 30L, 60L, 90L, 120L, 180L, 240L, 360L, 480L, 720L, 1440L);

        public Curve {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }

        /// Means of equal spans; none where the series is empty.
        public static Curve of(List<Sample> samples, Instant from, Instant to) {
            var span = Duration.between(from, to).toMinutes();
            var every = MINUTES.stream()
                    .filter(m -> Math.ceilDiv(span, m) <= MOST)
                    .findFirst()
                    .orElse(Math.ceilDiv(span, MOST));
            var values = new ArrayList<@Nullable Double>();
            for (var i = 0L; i < Math.ceilDiv(span, every); i++) {
                var begin = from.plus(Duration.ofMinutes(i * every));
                var stats = Statistics.of(samples, begin, begin.plus(Duration.ofMinutes(every)));
                values.add(stats == null ? null : Statistics.rounded(stats.average()));
            }
            return new Curve(from, Duration.ofMinutes(every), values);
        }
    }
}
