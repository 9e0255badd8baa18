package dev.phantom.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The queries of monitors on points that came by OTLP.
class MonitorQueryTest {

    private static final Instant NOW = Instant.parse("2026-11-29T09:00:00Z");

    private static ReceivedPoint point(String minutesAgo, String stack, String severity, double value) {
        var at = NOW.minus(Duration.ofMinutes(Long.parseLong(minutesAgo)));
        return new ReceivedPoint("m", Map.of("env", "prod", "stack", stack, "severity", severity), at, value);
    }

    private static final List<ReceivedPoint> POINTS = List.of(
            point("5", "a", "high", 2),
            point("5", "a", "critical", 1),
            point("5", "b", "high", 4),
            point("90", "a", "high", 7),
            point("5", "c", "low", 9));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max(last_1h):sum:m{*} > 0                                                      | *=16.0",
                "max(last_2h):sum:m{severity:high,stack:a} > 0                                  | *=7.0",
                "min(last_2h):sum:m{severity:high,stack:a} > 0                                  | *=2.0",
                "avg(last_2h):max:m{severity:high} by {stack} > 0                               | stack:a=4.5, stack:b=4.0",
                "max(last_1h):sum:m{env:prod AND severity IN (high,critical)} by {stack} >= 3   | stack:a=3.0, stack:b=4.0",
                "sum(last_2h):sum:m{stack:a}.as_count() < 1                                     | *=10.0",
                "max(last_4m):sum:m{*} > 0                                                      | ''",
                "max(last_1h):sum:m{env:dev} > 0                                                | ''",
            })
    void comesTo(String query, String expected) {
        assertThat(MonitorQuery.parse(query).over(POINTS, NOW)).hasToString("{" + expected + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max(last_1h):sum:m{*}",
                "max(last_8d):sum:m{*} > 0",
                "max(last_1h):p95:m{*} > 0",
                "max(last_1h):sum:m{env:prod AND !stack:a} > 0",
                "max(last_1h):sum:m{env:prod,severity IN (high,low)} > 0",
                "max(last_1h):sum:m{prod} > 0",
            })
    void isRefusedAsDatadogRefuses(String query) {
        assertThatThrownBy(() -> MonitorQuery.parse(query)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aThresholdIsCrossedByItsOperator() {
        var below = MonitorQuery.parse("sum(last_1h):sum:m{*}.as_count() < 1");
        assertThat(below.crosses(0, 1)).isTrue();
        assertThat(below.crosses(1, 1)).isFalse();
    }
}
