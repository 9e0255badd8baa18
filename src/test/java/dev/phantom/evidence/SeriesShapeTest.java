package dev.phantom.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.evidence.SpikeDetector.Spike;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// A leak, growth and a weekly peak of the same mean are told apart by what an exhibit says of them.
class SeriesShapeTest {

    /// A Saturday.
    private static final Instant CHANGE = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant FIRST = CHANGE.minus(Duration.ofDays(8));
    private static final long SEEDS = 60;

    /// Eight days in ten-minute points until the change.
    ///
    /// @param level by hours since the first point
    private static List<Sample> series(long seed, double noise, DoubleUnaryOperator level) {
        var random = new Random(seed);
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < 8 * 144; i++) {
            samples.add(new Sample(
                    FIRST.plus(Duration.ofMinutes(10L * i)),
                    level.applyAsDouble(i / 6.0) + noise * random.nextGaussian()));
        }
        return samples;
    }

    /// The hour of the day, of hours since noon.
    private static double day(double hours, double peak) {
        return Math.cos(2 * Math.PI * (hours + 12 - peak) / 24);
    }

    private enum Cause {
        LEAK,
        GROWTH,
        WEEKLY,
        STEADY
    }

    /// What a reader of the exhibit concludes.
    private static Cause conclude(List<Sample> samples) {
        var window = new Window(CHANGE.minus(Duration.ofDays(1)), CHANGE, CHANGE, Window.Dating.WRITE);
        var slope = Objects.requireNonNull(
                        Statistics.phases(samples, window, null).before())
                .slope();
        var history = Rhythm.between(samples, Instant.MIN, window.from());
        var last = Rhythm.between(samples, window.from(), CHANGE);
        var shape = SeriesShape.of(samples, SpikeDetector.find(history, List.of(), last), CHANGE);
        var weekly = shape.weekly();
        var mean = samples.stream().mapToDouble(Sample::value).average().orElseThrow();
        var rises = slope != null && slope.isClear() && slope.perDay() > 0.02 * mean;
        if (rises) {
            return shape.daily() == null ? Cause.LEAK : Cause.GROWTH;
        }
        var asBefore = weekly != null && weekly.weekAgo() != null && Math.abs(weekly.weekAgo() - 1) < 0.1;
        return !shape.spikes().isEmpty() && asBefore ? Cause.WEEKLY : Cause.STEADY;
    }

    @Test
    void aLeakRisesByNightAsByDay() {
        for (var seed = 1L; seed <= SEEDS; seed++) {
            assertThat(conclude(series(seed, 2, h -> 40 + 0.15 * h)))
                    .as("seed %d", seed)
                    .isEqualTo(Cause.LEAK);
        }
    }

    @Test
    void aLeakThatIsRestartedAwayRisesBetweenTheRestarts() {
        for (var seed = 1L; seed <= SEEDS; seed++) {
            var restarts = series(seed, 1, h -> 40 + 0.6 * (h % 53));
            assertThat(conclude(restarts)).as("seed %d", seed).isEqualTo(Cause.LEAK);
            assertThat(Trend.of(restarts).orElseThrow().perDay()).isBetween(12.0, 16.0);
        }
    }

    @Test
    void growthRisesInTheRhythmOfTheDay() {
        for (var seed = 1L; seed <= SEEDS; seed++) {
            assertThat(conclude(series(seed, 2, h -> (50 + 0.2 * h) * (1 + 0.4 * day(h, 14)))))
                    .as("seed %d", seed)
                    .isEqualTo(Cause.GROWTH);
        }
    }

    @Test
    void aWeeklyPeakWasThereAWeekAgo() {
        for (var seed = 1L; seed <= SEEDS; seed++) {
            var fridayNight =
                    series(seed, 2, h -> 50 * (1 + 0.3 * day(h, 14)) + (h % 168 >= 8 && h % 168 < 12 ? 60 : 0));
            assertThat(conclude(fridayNight)).as("seed %d", seed).isEqualTo(Cause.WEEKLY);
        }
    }

    @Test
    void aSteadySeriesWithOrWithoutWeekendsIsNone() {
        for (var seed = 1L; seed <= SEEDS; seed++) {
            assertThat(conclude(series(seed, 3, h -> 50))).as("seed %d", seed).isEqualTo(Cause.STEADY);
            assertThat(conclude(series(seed, 3, h -> weekend(h) ? 25 : 50 * (1 + 0.4 * day(h, 14)))))
                    .as("weekends, seed %d", seed)
                    .isNotIn(Cause.LEAK, Cause.GROWTH);
        }
    }

    private static boolean weekend(double hours) {
        return FIRST.plus(Duration.ofMinutes((long) (60 * hours)))
                        .atOffset(java.time.ZoneOffset.UTC)
                        .getDayOfWeek()
                        .getValue()
                >= 6;
    }

    /// The error is one standard error: about two thirds of the estimates are within it, nearly all within three.
    @Test
    void theErrorOfASlopeIsWhatItIsWrongBy() {
        var within = 0;
        for (var seed = 1L; seed <= 200; seed++) {
            var slope = Trend.of(series(seed, 4, h -> 60 + 0.1 * h)).orElseThrow();
            var off = Math.abs(slope.perDay() - 2.4) / slope.error();
            assertThat(off).as("seed %d", seed).isLessThan(5);
            within += off < 1 ? 1 : 0;
        }
        assertThat(within).isBetween(110, 170);
    }

    @Test
    void theRhythmsAreNamedInNumbers() {
        var samples = series(1, 1, h -> (weekend(h) ? 0.5 : 1) * 50 * (1 + 0.4 * day(h, 14)));
        var shape = SeriesShape.of(samples, List.<Spike>of(), CHANGE);
        assertThat(Objects.requireNonNull(shape.daily()).peak()).isBetween(13, 15);
        assertThat(shape.daily().swing()).isBetween(0.3, 0.5);
        assertThat(Objects.requireNonNull(shape.weekly()).weekend()).isBetween(0.4, 0.6);
        assertThat(Rhythm.daily(series(2, 5, h -> 50))).isEmpty();
        assertThat(Rhythm.daily(samples.subList(0, 288)))
                .as("two days are no rhythm")
                .isEmpty();
    }

    /// The last twelve hours before the change are a Saturday on which everything stood still.
    @Test
    void anIncidentOnASaturdayIsNoWeekend() {
        var samples = series(4, 1, h -> h >= 180 ? 900 : 50 * (1 + 0.2 * day(h, 14)));
        var weekly = SeriesShape.of(samples, List.<Spike>of(), CHANGE).weekly();
        assertThat(weekly == null ? null : weekly.weekend()).isNull();
    }

    @Test
    void theRiseAfterAChangeIsNoMorning() {
        var rhythm = series(3, 1, h -> 50 * (1 + 0.4 * day(h, 14)));
        var before = rhythm.subList(0, 7 * 144);
        var morning = rhythm.subList(7 * 144 + 96, 7 * 144 + 132);
        var flat = Trend.beside(before, morning).orElseThrow();
        assertThat(Math.abs(flat.perDay())).isLessThan(15);
        var leak = morning.stream()
                .map(s -> new Sample(
                        s.at(),
                        s.value()
                                + 4.0
                                        / 60
                                        * Duration.between(morning.getFirst().at(), s.at())
                                                .toMinutes()))
                .toList();
        assertThat(Trend.beside(before, leak).orElseThrow().perDay()).isBetween(60.0, 120.0);
    }

    @Test
    void aCurveIsOfAtMostFortyEightPointsAndKeepsItsGaps() {
        var curve = SeriesShape.Curve.of(series(1, 0, h -> h < 24 ? 10 : 20).subList(72, 1152), FIRST, CHANGE);
        assertThat(curve.values()).hasSizeLessThanOrEqualTo(SeriesShape.Curve.MOST);
        assertThat(curve.every()).isEqualTo(Duration.ofHours(4));
        assertThat(curve.values().subList(0, 3)).containsOnlyNulls();
        assertThat(curve.values().get(4)).isEqualTo(10);
        assertThat(curve.values().getLast()).isEqualTo(20);
        assertThat(SeriesShape.Curve.of(List.of(), FIRST, FIRST).values()).isEmpty();
    }
}
