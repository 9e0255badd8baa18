package dev.phantom.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.phantom.fault.PhantomException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Series that a scenario describes instead of listing their points.
class MetricSeriesTest {

    /// A Monday.
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    private static MetricSeries series(String fields) {
        return series(fields, NOW, Duration.ZERO);
    }

    private static MetricSeries series(String fields, Instant now, Duration shift) {
        try {
            var json = DatadogWorld.JSON.readTree(
                    "{\"metric\": \"m\", \"scope\": [\"a:b\"], " + fields.replace('\'', '"') + "}");
            return MetricSeries.of(json, 0, now, shift);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static double at(MetricSeries series, String instant) {
        return series.points().get(Instant.parse(instant).getEpochSecond());
    }

    @Test
    void aSeriesWithoutGeneratorsIsDrawnAsItAlwaysWas() {
        var drawn = series("'steps': [['2026-11-21T00:00:00Z', 10, 2], ['2026-11-22T00:00:00Z', 20]]");
        assertThat(drawn.points()).hasSize(2 * 288 + 1);
        assertThat(at(drawn, "2026-11-21T00:00:00Z")).isCloseTo(8.29664, within(1e-4));
        assertThat(at(drawn, "2026-11-21T13:35:00Z")).isCloseTo(9.63851, within(1e-4));
        assertThat(at(drawn, "2026-11-22T13:35:00Z")).isEqualTo(20);
    }

    @Test
    void theLevelFollowsTheDayTheWeekendAndTheSlope() {
        var daily = series(
                "'steps': [['2026-11-20T00:00:00Z', 10]], 'daily': {'swing': 0.4, 'peak': '14:00'}, 'weekend': 0.5");
        assertThat(at(daily, "2026-11-20T14:00:00Z")).isCloseTo(14, within(1e-9));
        assertThat(at(daily, "2026-11-20T02:00:00Z")).isCloseTo(6, within(1e-9));
        assertThat(at(daily, "2026-11-21T14:00:00Z")).isCloseTo(7, within(1e-9));
        assertThat(at(daily, "2026-11-22T20:00:00Z")).isCloseTo(5, within(1e-9));
        var leak = series("'steps': [['2026-11-20T00:00:00Z', 10, 0, 0.5]]");
        assertThat(at(leak, "2026-11-21T00:00:00Z")).isCloseTo(22, within(1e-9));
    }

    @Test
    void noiseIsOfTheSeedTheMetricTheScopeAndTheInstantAndWithinItsBound() {
        var text = "'steps': [['2026-11-20T00:00:00Z', 10, 3]], 'seed': 7";
        var one = series(text);
        assertThat(series(text).points()).isEqualTo(one.points());
        assertThat(series(text.replace("7", "8")).points()).isNotEqualTo(one.points());
        var noise = one.points().values().stream().mapToDouble(v -> v - 10).toArray();
        assertThat(noise).hasSize(3 * 288 + 1);
        assertThat(java.util.Arrays.stream(noise).map(Math::abs).max().orElseThrow())
                .isLessThanOrEqualTo(3);
        assertThat(java.util.Arrays.stream(noise).average().orElseThrow()).isCloseTo(0, within(0.3));
        assertThat(java.util.Arrays.stream(noise).max().orElseThrow()).isGreaterThan(2.8);
        assertThat(at(one, "2026-11-20T09:00:00Z")).isNotEqualTo(at(one, "2026-11-21T09:00:00Z"));
    }

    @Test
    void aGapHasNoPoints() {
        var drawn = series(
                "'steps': [['2026-11-22T00:00:00Z', 1]], 'gaps': [['2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z']]");
        assertThat(drawn.points()).hasSize(288 + 1 - 12);
        assertThat(drawn.points())
                .doesNotContainKey(Instant.parse("2026-11-22T10:00:00Z").getEpochSecond());
        assertThat(at(drawn, "2026-11-22T11:00:00Z")).isEqualTo(1);
    }

    /// A story that is moved by five days keeps its weekend and its noise.
    @Test
    void theCalendarIsTheStorysOwn() {
        var fields = "'steps': [['%s', 10, 1]], 'seed': 7, 'weekend': 0.5";
        var told = series(fields.formatted("2026-11-20T00:00:00Z"));
        var moved = series(fields.formatted("2026-11-25T00:00:00Z"), NOW.plus(Duration.ofDays(5)), Duration.ofDays(5));
        assertThat(moved.points().values())
                .containsExactlyElementsOf(told.points().values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'sead': 7, 'steps': []                                       | unknown field: 'sead'",
                "'seed': 7, 'points': []                                      | for a series with 'steps'",
                "'seed': '7', 'steps': []                                     | 'seed' must be a whole number: \"7\"",
                "'daily': {'swing': 0.4}, 'steps': []                         | 'daily.peak' must be a time of the day, HH:MM (UTC)",
                "'daily': {'swing': 0.4, 'peak': '14:00', 'x': 1}, 'steps': []| unknown field: 'daily.x'",
                "'weekend': -1, 'steps': []                                   | 'weekend' must not be below 0: -1",
                "'gaps': [['2026-11-20T00:00:00Z']], 'steps': []              | 'gaps' must have an ISO-8601 instant",
                "'steps': [['2026-11-20', 1]]                                 | 'steps' must have an ISO-8601 instant with Z: \"2026-11-20\"",
                "'steps': [['2026-11-20T00:00:00Z', 'ten']]                   | 'steps' must have a number: \"ten\"",
                "'steps': [['2026-11-20T00:00:00Z']]                          | a step must be [from, level, jitter, slopePerHour]",
                "'steps': [['2026-11-20T00:00:00Z', 1], ['2026-11-19T00:00:00Z', 1]] | must be in time order",
                "'interval': 0, 'steps': []                                   | 'interval' must be a number of seconds above 0: 0",
            },
            quoteCharacter = '`')
    void whatIsMisspeltFailsWithThePlace(String fields, String message) {
        assertThatThrownBy(() -> series(fields.strip()))
                .isInstanceOf(PhantomException.class)
                .hasMessageContaining("series 1 (m): ")
                .hasMessageContaining(message.strip());
    }
}
