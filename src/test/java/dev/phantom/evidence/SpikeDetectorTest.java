package dev.phantom.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SpikeDetectorTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-14T00:00:00Z");
    private static final int DAY = 288;

    /// Five-minute points of seven days and a window of one more.
    private static List<Sample> days(int days, long seed, ToDoubleFunction<Integer> level, double noise) {
        var random = new Random(seed);
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < days * DAY; i++) {
            samples.add(new Sample(
                    MIDNIGHT.plus(Duration.ofMinutes(5L * i)), level.applyAsDouble(i) + noise * random.nextGaussian()));
        }
        return samples;
    }

    private static double rhythm(int i) {
        return 50 + 40 * Math.sin(2 * Math.PI * i / DAY);
    }

    @Test
    void theMorningIsNoSpikeWhereEveryMorningIsLikeThat() {
        for (var seed = 1L; seed <= 50; seed++) {
            var all = days(8, seed, SpikeDetectorTest::rhythm, 2);
            var history = all.subList(0, 7 * DAY);
            var window = all.subList(7 * DAY, 8 * DAY);
            assertThat(SpikeDetector.find(history, window.subList(0, 12), window))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void aSpikeInTheRhythmIsFoundWithItsTimesAndHeight() {
        for (var seed = 1L; seed <= 50; seed++) {
            var all = days(8, seed, i -> rhythm(i) + (i >= 7 * DAY + 100 && i < 7 * DAY + 112 ? 40 : 0), 2);
            var found = SpikeDetector.find(all.subList(0, 7 * DAY), List.of(), all.subList(7 * DAY, 8 * DAY));
            assertThat(found).as("seed %d", seed).singleElement().satisfies(spike -> {
                assertThat(spike.from()).isEqualTo(all.get(7 * DAY + 100).at());
                assertThat(spike.to()).isEqualTo(all.get(7 * DAY + 111).at());
                assertThat(spike.peak() - spike.usual()).isBetween(30.0, 50.0);
            });
        }
    }

    @Test
    void withoutDaysTheLevelBeforeCounts() {
        var all = days(1, 7, i -> i >= 150 ? 90 : 40, 1);
        assertThat(SpikeDetector.find(List.of(), all.subList(0, 140), all))
                .singleElement()
                .satisfies(
                        spike -> assertThat(spike.from()).isEqualTo(all.get(150).at()));
    }

    @Test
    void aFlatSeriesHasNoSpikesAndOneStepIsOne() {
        var flat = days(1, 1, i -> 5, 0);
        assertThat(SpikeDetector.find(List.of(), flat.subList(0, 100), flat)).isEmpty();
        var step = days(1, 1, i -> i >= 200 ? 7 : 5, 0);
        assertThat(SpikeDetector.find(List.of(), step.subList(0, 100), step)).hasSize(1);
    }

    @Test
    void upAndThenDownAreTwo() {
        var all = days(1, 3, i -> i < 100 ? 30 : i < 120 ? 90 : 4, 0.5);
        assertThat(SpikeDetector.find(List.of(), all.subList(0, 90), all)).hasSize(2);
    }

    @Test
    void nothingToCompareWithIsNothingFound() {
        assertThat(SpikeDetector.find(List.of(), List.of(), days(1, 1, i -> i, 0)))
                .isEmpty();
        assertThat(SpikeDetector.find(List.of(), List.of(), List.of())).isEmpty();
    }

    /// Nearly always 100, as availability is: its median deviation is none, and 97 is far all the same.
    @Test
    void whatIsNearlyAlwaysAtItsBoundIsFarBelowIt() {
        var random = new Random(11);
        var usual = days(2, 1, i -> random.nextInt(10) == 0 ? 99.4 : 100, 0);
        var window = new ArrayList<>(days(1, 2, i -> 100, 0).subList(0, 5));
        for (var i : List.of(2, 3)) {
            window.set(i, new Sample(window.get(i).at(), 97));
        }
        assertThat(SpikeDetector.find(List.of(), usual, window)).singleElement().satisfies(spike -> {
            assertThat(spike.from()).isEqualTo(window.get(2).at());
            assertThat(spike.to()).isEqualTo(window.get(3).at());
        });
        assertThat(SpikeDetector.find(List.of(), usual, usual.subList(0, 288))).isEmpty();
    }

    @Test
    void aSpikeAtTheSameTimeAWeekAgoHidesNone() {
        var all = days(8, 5, i -> 40 + (i % (7 * DAY) >= 100 && i % (7 * DAY) < 112 ? 60 : 0), 2);
        assertThat(SpikeDetector.find(all.subList(0, 7 * DAY), List.of(), all.subList(7 * DAY, 8 * DAY)))
                .hasSize(1);
    }

    /// Around the threshold a shifted level comes and goes: one spike, not twenty.
    @Test
    void aLevelThatShiftsIsFewSpikes() {
        for (var seed = 1L; seed <= 20; seed++) {
            var all = days(2, seed, i -> i < DAY ? 40 : 49, 2);
            assertThat(SpikeDetector.find(List.of(), all.subList(0, DAY), all)).as("seed %d", seed).hasSizeLessThan(5);
        }
    }

    @Test
    void aRippleBeforeAnIncidentIsNotItsBegin() {
        var all = days(1, 4, i -> i >= 150 && i < 153 ? 52 : i >= 156 && i < 168 ? 160 : 40, 1);
        assertThat(SpikeDetector.find(List.of(), all.subList(0, 140), all))
                .extracting(SpikeDetector.Spike::from)
                .containsExactly(all.get(150).at(), all.get(156).at());
    }
}
