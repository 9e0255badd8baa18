package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.phantom.evidence.SeriesShape.Curve;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Window;
import dev.phantom.evidence.WindowPlanner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What becomes of the series that Datadog holds.
class MetricEvidenceTest extends MetricWorld {

    private static String sent(String steps) {
        return "{'metric': 'aws.sqs.number_of_messages_sent', 'scope': ['queuename:orders'], 'unit': 'message', "
                + steps + "}";
    }

    private static String visible(String steps) {
        return "{'metric': 'aws.sqs.approximate_number_of_messages_visible', 'scope': ['queuename:orders'], 'unit': 'message', "
                + steps + "}";
    }

    /// The history has points of ten minutes, the window points of five.
    @Test
    void constantLoadIsConstantWhateverTheDistanceOfItsPoints() {
        var sent = metric(
                collect(queue(CHANGE), sent("'interval': 60, 'steps': [['DAYS', 60]]")),
                "aws.sqs.number_of_messages_sent");
        assertThat(sent.unit()).isEqualTo("message/second");
        assertThat(Objects.requireNonNull(sent.before()).average()).isCloseTo(1, within(0.01));
        assertThat(Objects.requireNonNull(sent.during()).average()).isCloseTo(1, within(0.01));
        assertThat(sent.shape().spikes()).isEmpty();
        assertThat(sent.summary()).contains("before 1 message/s (p95 1 message/s)");
    }

    @Test
    void aBacklogIsReadByTheNameThatExists() {
        assertThat(metric(
                                collect(queue(CHANGE), visible("'seed': 1, 'steps': [['DAYS', 40, 5]]")),
                                "aws.sqs.approximate_number_of_messages_visible")
                        .before())
                .isNotNull();
    }

    @Test
    void everySpikeIsToldAndOfManyThoseNearestToTheChange() {
        var steps = new StringBuilder("'seed': 3, 'steps': [['DAYS', 40, 2]");
        for (var hour : List.of(10, 13, 17, 20, 23)) {
            steps.append(
                    ", ['2026-11-20T%02d:00:00Z', 90, 2], ['2026-11-20T%02d:30:00Z', 40, 2]".formatted(hour, hour));
        }
        steps.append(", ['2026-11-21T08:30:00Z', 120, 2], ['2026-11-21T09:30:00Z', 40, 2]]");
        var backlog = metric(
                collect(queue(CHANGE), visible(steps.toString())), "aws.sqs.approximate_number_of_messages_visible");
        assertThat(backlog.shape().spikes())
                .extracting(s -> s.from().toString())
                .containsExactly(
                        "2026-11-20T17:00:00Z", "2026-11-20T20:00:00Z", "2026-11-20T23:00:00Z", "2026-11-21T08:30:00Z");
        assertThat(backlog.at()).isEqualTo(Instant.parse("2026-11-21T08:30:00Z"));
        assertThat(backlog.summary())
                .contains("from 2026-11-20 17:00 to 2026-11-20 17:25")
                .contains("from 08:30 to 09:25")
                .contains("and 2 times more");
    }

    @Test
    void aWeeklyPeakIsToldAsSuch() {
        var peak = metric(
                collect(
                        queue(CHANGE),
                        visible(
                                "'seed': 3, 'steps': [['DAYS', 40, 2], ['2026-11-13T20:00:00Z', 95, 2], ['2026-11-13T22:00:00Z', 40, 2],"
                                        + "['2026-11-20T20:00:00Z', 95, 2], ['2026-11-20T22:00:00Z', 40, 2]]")),
                "aws.sqs.approximate_number_of_messages_visible");
        assertThat(peak.shape().spikes())
                .singleElement()
                .satisfies(s -> assertThat(s.weekAgo()).isNotNull().isCloseTo(95.0, within(3.0)));
        assertThat(peak.summary()).contains("usually 4").contains("as a week earlier 9");
    }

    @Test
    void aChangeOfUnknownMomentIsDatedByTheStepOfItsMetric() {
        var collected = collect(
                queue(null), visible("'seed': 5, 'steps': [['DAYS', 400, 20], ['2026-11-19T14:00:00Z', 60, 5]]"));
        var dated = Objects.requireNonNull(collected.dated());
        assertThat(dated)
                .isEqualTo(new Window(
                        Instant.parse("2026-11-18T14:00:00Z"),
                        Instant.parse("2026-11-19T14:00:00Z"),
                        NOW,
                        Window.Dating.METRIC));
        var backlog = metric(collected, "aws.sqs.approximate_number_of_messages_visible");
        assertThat(Objects.requireNonNull(backlog.before()).average()).isBetween(390.0, 410.0);
        assertThat(Objects.requireNonNull(backlog.during()).average()).isBetween(55.0, 65.0);
        assertThat(collected.signals())
                .filteredOn(s -> s instanceof Signal.Event)
                .singleElement()
                .satisfies(s -> assertThat(s.summary())
                        .startsWith("no write is known: the change is dated by a step of aws.sqs.approximate"));
    }

    @Test
    void whatHasNoClearStepIsNotDated() {
        for (var steps : List.of(
                "'seed': 5, 'steps': [['DAYS', 400, 20]]",
                "'seed': 5, 'steps': [['DAYS', 40, 5, 2]]",
                "'seed': 5, 'steps': [['DAYS', 40, 5], ['2026-11-21T02:00:00Z', 400, 5], ['2026-11-21T04:00:00Z', 40, 5]]")) {
            assertThat(collect(queue(null), visible(steps)).dated()).as(steps).isNull();
        }
        assertThat(collect(
                                queue(CHANGE),
                                visible("'seed': 5, 'steps': [['DAYS', 400, 20], ['2026-11-19T14:00:00Z', 60, 5]]"))
                        .dated())
                .as("a known moment stays")
                .isNull();
    }

    @Test
    void theMetricsThatDecideHaveTheirPointsAndAllTakeTwoCalls() {
        var collected = collect(
                queue(CHANGE),
                visible("'seed': 1, 'steps': [['DAYS', 40, 2], ['2026-11-21T06:00:00Z', 900, 9]]"),
                sent("'seed': 1, 'steps': [['DAYS', 300, 9]]"),
                "{'metric': 'aws.sqs.approximate_age_of_oldest_message', 'scope': ['queuename:orders'], 'unit': 'second', "
                        + "'seed': 1, 'steps': [['DAYS', 5, 1], ['2026-11-21T06:00:00Z', 600, 9]]}",
                "{'metric': 'aws.sqs.number_of_messages_deleted', 'scope': ['queuename:orders'], 'unit': 'message', "
                        + "'seed': 1, 'steps': [['DAYS', 300, 9], ['2026-11-21T06:00:00Z', 30, 9]]}");
        var drawn = collected.signals().stream()
                .filter(s -> s instanceof Metric m && m.shape().curve() != null)
                .map(s -> (Metric) s)
                .toList();
        assertThat(drawn).extracting(Metric::name).hasSize(3).doesNotContain("aws.sqs.number_of_messages_sent");
        assertThat(drawn)
                .allSatisfy(m -> assertThat(
                                Objects.requireNonNull(m.shape().curve()).values())
                        .hasSizeBetween(20, Curve.MOST));
        assertThat(log.calls().stream().filter(c -> c.toString().contains("/api/v2/query/timeseries")))
                .hasSize(2);
    }

    @Test
    void metricsOfTheResourceAndOfItsServiceTakeFourCalls() {
        service = "checkout";
        var collected = collect(
                queue(CHANGE),
                visible("'seed': 1, 'steps': [['DAYS', 40, 2]]"),
                "{'metric': 'apm.hits', 'scope': ['service:checkout'], 'unit': 'hit', 'interval': 60, 'steps': [['DAYS', 30]]}",
                "{'metric': 'apm.errors', 'scope': ['service:checkout'], 'unit': 'error', 'steps': [['DAYS', 1]]}",
                "{'metric': 'apm.latency_p95', 'scope': ['service:checkout'], 'unit': 'second', 'steps': [['DAYS', 0.2]]}");
        var hits = metric(collected, "checkout hits");
        assertThat(Objects.requireNonNull(hits.before()).average()).isCloseTo(0.5, within(0.01));
        assertThat(Objects.requireNonNull(hits.during()).average()).isCloseTo(0.5, within(0.01));
        assertThat(hits.unit()).isEqualTo("hit/second");
        assertThat(log.calls().stream().filter(c -> c.toString().contains("/api/v2/query/timeseries")))
                .hasSize(4);
    }

    @Test
    void aLeakIsToldWithItsSlopeAndARhythmByItsName() {
        var leak = metric(
                collect(queue(CHANGE), visible("'seed': 2, 'steps': [['DAYS', 100, 5, 1.5]]")),
                "aws.sqs.approximate_number_of_messages_visible");
        var slope = Objects.requireNonNull(Objects.requireNonNull(leak.before()).slope());
        assertThat(slope.perDay()).isCloseTo(36, within(1.0));
        assertThat(leak.shape().daily()).isNull();
        assertThat(leak.summary()).contains("; rises 3");
        var rhythm = metric(
                collect(
                        queue(CHANGE),
                        visible(
                                "'seed': 2, 'daily': {'swing': 0.5, 'peak': '14:00'}, 'weekend': 0.4, 'steps': [['DAYS', 100, 5]]")),
                "aws.sqs.approximate_number_of_messages_visible");
        assertThat(rhythm.summary())
                .contains("daily rhythm ±")
                .contains("peak about 1")
                .contains("weekends at 4")
                .doesNotContain("rises");
    }

    @Test
    void theWindowBeginsADayBeforeTheChange() {
        assertThat(WindowPlanner.plan(queue(CHANGE), NOW).from()).isEqualTo(CHANGE.minus(Duration.ofDays(1)));
        assertThat(WindowPlanner.plan(queue(null), NOW).dating()).isEqualTo(Window.Dating.UNKNOWN);
        var later = CHANGE.plus(Duration.ofDays(40));
        assertThat(WindowPlanner.plan(queue(CHANGE), later).to())
                .as("what decides is today")
                .isEqualTo(later);
    }
}
