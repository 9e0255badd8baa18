package dev.phantom.analysis.rules;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.evidence.Signal.Metric.Stats;
import dev.phantom.value.Value;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each row of the table once where it fires, and once where it just does not.
class TimeoutFamilyTest {
    private static final String WEEK = "2026-11-28T03:04:11Z";
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String STREAM = "AWS::Kinesis::Stream";
    private static final String AGE = "aws.kinesis.get_records_iterator_age_milliseconds";

    private final RulesAnalyst analyst = RulesAnalyst.byTables(Known.EVERYWHERE);

    private String judged(Cases cases) {
        var verdict = analyst.judge(cases.build());
        return verdict instanceof Verdict.Refactor r
                ? r.edits().stream()
                        .map(e -> e.path() + "=" + ((Value.Scalar) e.value()).text())
                        .collect(Collectors.joining(" "))
                : verdict.recommendation().toString();
    }

    private static Cases timeout() {
        return Cases.of(FUNCTION, "{'Timeout':60}", "{'Timeout':300}").until(WEEK);
    }

    private static Metric metric(String name, String unit, @Nullable Stats before, Stats since) {
        return new Metric(
                Cases.CHANGED,
                name,
                unit,
                Role.SATURATION,
                before,
                null,
                since,
                null,
                0.99,
                SeriesShape.NONE,
                null,
                name,
                "");
    }

    private static Metric longest(double p95, double max) {
        return metric("aws.lambda.duration.maximum", "millisecond", stats(9000, 20000, 60000), stats(9000, p95, max));
    }

    @Test
    void aWaitIsHeldAgainstTheLongestThatWasNeeded() {
        assertThat(judged(timeout().with(longest(20_000, 22_000)))).isEqualTo("REVERT");
        assertThat(judged(timeout().with(longest(80_000, 84_000)))).isEqualTo("/Timeout=110");
        assertThat(judged(timeout().with(longest(230_000, 240_000)))).isEqualTo("LEGITIMIZE");
        assertThat(judged(timeout())).isEqualTo("NEEDS_HUMAN");
    }

    /// A dependency hung for an hour after the change: that is no need.
    @Test
    void whatHungOnceIsNoNeed() {
        assertThat(judged(timeout().with(longest(20_000, 300_000)))).isEqualTo("REVERT");
        assertThat(judged(timeout().with(longest(280_000, 300_000)))).isEqualTo("LEGITIMIZE");
    }

    @Test
    void aShorterWaitStaysWhereNothingTakesLonger() {
        var shorter = Cases.of(FUNCTION, "{'Timeout':300}", "{'Timeout':60}").until(WEEK);
        assertThat(judged(shorter.with(longest(20_000, 22_000)))).isEqualTo("LEGITIMIZE");
        assertThat(judged(Cases.of(FUNCTION, "{'Timeout':300}", "{'Timeout':60}")
                        .until(WEEK)
                        .with(longest(80_000, 84_000))))
                .isEqualTo("REVERT");
    }

    @Test
    void aRateTellsNoNumberOfTries() {
        var queue = "AWS::SQS::Queue";
        var tries = Cases.of(
                        queue,
                        "{'RedrivePolicy':{'maxReceiveCount':5,'deadLetterTargetArn':'arn:aws:sqs:us-east-1:111122223333:dead'}}",
                        "{'RedrivePolicy':{'maxReceiveCount':50,'deadLetterTargetArn':'arn:aws:sqs:us-east-1:111122223333:dead'}}")
                .until(WEEK);
        assertThat(judged(tries.with(metric("invoice.receive_count.max", "/second", null, stats(0.01, 0.02, 0.02)))))
                .isEqualTo("NEEDS_HUMAN");
        assertThat(judged(tries.with(metric("invoice.receive_count.max", "", null, stats(4, 8, 9)))))
                .isEqualTo("/RedrivePolicy/maxReceiveCount=14");
    }

    /// From 18:04 to 03:04 the oldest record grew older by three hours: of nine hours' records two thirds were worked
    /// off.
    @Test
    void theLagSaysHowManyKeepUp() {
        var workers = Cases.of(
                        "AWS::Lambda::EventSourceMapping",
                        "{'ParallelizationFactor':2}",
                        "{'ParallelizationFactor':10}")
                .until(WEEK)
                .with(Cases.alert("2026-11-20T18:04:11Z", "2026-11-21T06:00:00Z"));
        var gone = stats(1200, 1400, 1500);
        assertThat(judged(workers.with(metric(AGE, "millisecond", stats(3e6, 9e6, 10_800_000), gone))))
                .isEqualTo("/ParallelizationFactor=4");
        // three quarters were left over: eight keep up, and ten are no more than that with room
        assertThat(judged(Cases.of(
                                "AWS::Lambda::EventSourceMapping",
                                "{'ParallelizationFactor':2}",
                                "{'ParallelizationFactor':10}")
                        .until(WEEK)
                        .with(Cases.alert("2026-11-20T18:04:11Z", "2026-11-21T06:00:00Z"))
                        .with(metric(AGE, "millisecond", stats(3e6, 9e6, 24_300_000), gone))))
                .isEqualTo("LEGITIMIZE");
    }

    /// What a stream keeps longer is needed if a reader was that far behind; else it may be promised to somebody.
    @Test
    void whatIsKeptIsNeededByAReaderOrAPromise() {
        var kept = "{'RetentionPeriodHours':%d,'ShardCount':4}";
        assertThat(judged(Cases.of(STREAM, kept.formatted(48), kept.formatted(168))
                        .until(WEEK)
                        .with(behind(172_800_000))))
                .isEqualTo("LEGITIMIZE");
        assertThat(judged(Cases.of(STREAM, kept.formatted(48), kept.formatted(168))
                        .until(WEEK)
                        .with(behind(90_000_000))))
                .isEqualTo("NEEDS_HUMAN");
    }

    /// No message is worked on for longer than the oldest is old; what is older for a moment was given back by a worker
    /// that died.
    @Test
    void theUsualAgeOfAQueueBoundsTheWork() {
        assertThat(judged(visibility().with(age(31, 1700)))).isEqualTo("REVERT");
        assertThat(judged(visibility().with(age(305, 1700)))).isEqualTo("/VisibilityTimeout=390");
        assertThat(judged(visibility().with(age(1500, 1700)))).isEqualTo("LEGITIMIZE");
    }

    private static Cases visibility() {
        return Cases.of("AWS::SQS::Queue", "{'VisibilityTimeout':60}", "{'VisibilityTimeout':1800}")
                .until(WEEK);
    }

    private static Metric age(double usual, double most) {
        return metric(
                "aws.sqs.approximate_age_of_oldest_message", "second", stats(20, 30, 60), stats(usual, usual, most));
    }

    @Test
    void whatIsKilledNoMoreAtItsStartNeedsTheGrace() {
        var deployed = Cases.event("2026-11-24T10:00:00Z", Signal.Event.Kind.DEPLOY, "v3 deployed");
        var stop = "ECS task stopped: engine";
        assertThat(judged(grace().notice("2026-11-20T16:03:00Z", stop)
                        .notice("2026-11-20T16:08:00Z", stop)
                        .with(deployed)))
                .isEqualTo("LEGITIMIZE");
        assertThat(judged(grace().notice("2026-11-20T16:03:00Z", stop)
                        .notice("2026-11-24T16:08:00Z", stop)
                        .with(deployed)))
                .isEqualTo("NEEDS_HUMAN");
        // nothing has started since
        assertThat(judged(grace().notice("2026-11-20T16:03:00Z", stop).notice("2026-11-20T16:08:00Z", stop)))
                .isEqualTo("NEEDS_HUMAN");
    }

    private static Cases grace() {
        return Cases.of(
                        "AWS::ECS::Service",
                        "{'HealthCheckGracePeriodSeconds':60}",
                        "{'HealthCheckGracePeriodSeconds':300}")
                .until(WEEK);
    }

    /// Ten took five seconds; a hundred are cut off at sixty, or end in nine.
    @Test
    void aBatchIsAsLargeAsEndsInTime() {
        var cutOff = new Stats(60_000, 60_000, 60_000, 60_000, 900, null);
        assertThat(judged(batch().with(lasts(cutOff)).with(errors(0.05)))).isEqualTo("/BatchSize=70");
        assertThat(judged(batch().with(lasts(stats(8_000, 9_000, 9_000))).with(errors(0))))
                .isEqualTo("LEGITIMIZE");
        assertThat(judged(batch().with(lasts(stats(8_000, 9_000, 9_000))).with(errors(0.05))))
                .isEqualTo("NEEDS_HUMAN");
    }

    private static Cases batch() {
        return Cases.of("AWS::Lambda::EventSourceMapping", "{'BatchSize':10}", "{'BatchSize':100}")
                .until(WEEK);
    }

    private static Metric lasts(Stats since) {
        return metric("aws.lambda.duration.maximum", "millisecond", stats(4_000, 5_000, 5_200), since);
    }

    private static Metric errors(double since) {
        return metric("aws.lambda.errors", "error/second", stats(0, 0, 0), stats(since, since, since));
    }

    private static Metric behind(double most) {
        return new Metric(
                Cases.CHANGED,
                AGE,
                "millisecond",
                Role.SATURATION,
                new Stats(most / 3, 1000, most, most, 900, null),
                null,
                stats(1000, 1500, 1800),
                null,
                0.99,
                dev.phantom.evidence.SeriesShape.NONE,
                new Metric.Share(
                        "/RetentionPeriodHours",
                        new Metric.Share.Use(604_800_000, 0.0002, 0.0003),
                        new Metric.Share.Use(172_800_000, 100 * 1500 / 172_800_000.0, 100 * 1800 / 172_800_000.0)),
                "lag",
                "");
    }
}
