package dev.phantom.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class StepTest {

    private static final Instant FIRST = Instant.parse("2026-11-13T00:00:00Z");
    private static final Instant LAST = FIRST.plus(Duration.ofDays(8));

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

    @Test
    void aStepIsFoundAtItsFirstPoint() {
        for (var seed = 1L; seed <= 50; seed++) {
            var at = 20 + 3 * seed;
            var step = Step.find(series(seed, 2, h -> h < at ? 70 : 35), FIRST, LAST);
            assertThat(step).as("seed %d", seed).get().satisfies(s -> {
                assertThat(s.at()).isEqualTo(FIRST.plus(Duration.ofHours(at)));
                assertThat(s.before()).isBetween(68.0, 72.0);
                assertThat(s.after()).isBetween(33.0, 37.0);
            });
        }
    }

    @Test
    void aStepInTheRhythmOfTheDayIsFound() {
        for (var seed = 1L; seed <= 50; seed++) {
            var at = 60 + 2 * seed;
            assertThat(Step.find(
                            series(seed, 1, h -> (h < at ? 60 : 30) + 8 * Math.cos(2 * Math.PI * h / 24)), FIRST, LAST))
                    .as("seed %d", seed)
                    .get()
                    .extracting(Step::at)
                    .isEqualTo(FIRST.plus(Duration.ofHours(at)));
        }
    }

    @Test
    void neitherASpikeNorARampNorARhythmNorNoiseIsOne() {
        for (var seed = 1L; seed <= 50; seed++) {
            assertThat(Step.find(series(seed, 2, h -> h > 100 && h < 103 ? 90 : 40), FIRST, LAST))
                    .as("spike")
                    .isEmpty();
            assertThat(Step.find(series(seed, 2, h -> 20 + 0.4 * h), FIRST, LAST))
                    .as("ramp")
                    .isEmpty();
            assertThat(Step.find(series(seed, 2, h -> 50 + 20 * Math.cos(2 * Math.PI * h / 24)), FIRST, LAST))
                    .as("rhythm")
                    .isEmpty();
            assertThat(Step.find(series(seed, 5, h -> 50), FIRST, LAST))
                    .as("noise")
                    .isEmpty();
        }
    }

    @Test
    void oneOutsideTheSpanOfTheChangeIsNotIts() {
        var samples = series(1, 1, h -> h < 50 ? 70 : 35);
        assertThat(Step.find(samples, FIRST.plus(Duration.ofHours(60)), LAST)).isEmpty();
        assertThat(Step.find(samples.subList(0, 10), FIRST, LAST)).isEmpty();
    }
}
