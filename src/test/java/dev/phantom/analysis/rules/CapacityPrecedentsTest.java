package dev.phantom.analysis.rules;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Cases;
import dev.phantom.evidence.IncidentCourse;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.SeriesShape.Curve;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Event.Kind;
import dev.phantom.evidence.Signal.Guard;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.evidence.Signal.Metric.Stats;
import dev.phantom.evidence.Slope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Sizes that not today's load decides, but what came before: each row once where it fires, once where it just does
/// not.
class CapacityPrecedentsTest extends SizedCases {
    private static final String GROUP = "AWS::AutoScaling::AutoScalingGroup";
    private static final String CPU = "aws.ec2.cpuutilization";

    private static Signal guard(String... alerts) {
        return new Guard(
                Instant.parse(WEEK),
                Guard.Kind.MONITOR,
                "slow",
                "p95 > 2",
                "OK",
                Stream.of(alerts)
                        .map(at -> new Signal.Note(Instant.parse(at), null, "alerted earlier"))
                        .toList(),
                "",
                "");
    }

    private static Cases floor() {
        return Cases.of(GROUP, "{'MinSize':'2','MaxSize':'10'}", "{'MinSize':'8','MaxSize':'10'}")
                .until(WEEK);
    }

    @Test
    void aFloorIsForBurstsOfTheSameHour() {
        var bursts = floor().load(CPU, stats(30, 59, 99), stats(9, 20, 31), null, 0.99);
        var mornings = guard("2026-11-17T08:04:00Z", "2026-11-18T08:10:00Z", "2026-11-19T08:02:00Z");
        assertThat(edits(judge(bursts.with(mornings)))).isEqualTo("/MinSize=4");
        var again = Cases.alert("2026-11-22T08:05:00Z", "2026-11-22T08:20:00Z");
        assertThat(edits(judge(bursts.with(again)))).isEqualTo("NEEDS_HUMAN");
    }

    @Test
    void twoMorningsAreNoHour() {
        var two = floor().load(CPU, stats(30, 59, 99), stats(9, 20, 31), null, 0.99)
                .with(guard("2026-11-17T08:04:00Z", "2026-11-18T08:10:00Z"));
        assertThat(edits(judge(two))).isEqualTo("NEEDS_HUMAN");
    }

    @Test
    void aFloorThatNothingNeedsGoesBack() {
        assertThat(edits(judge(floor().load(CPU, stats(30, 40, 45), stats(5, 10, 12), null, 0.99))))
                .isEqualTo("REVERT");
    }

    /// More than eight ran for a day and a half, and not since.
    private static Cases ceiling() {
        var values = IntStream.range(0, 48).mapToObj(i -> i >= 6 && i < 14 ? 16.0 : 2.0);
        return Cases.of(GROUP, "{'MinSize':'2','MaxSize':'8'}", "{'MinSize':'2','MaxSize':'20'}")
                .until(WEEK)
                .with(metric(
                        "aws.autoscaling.group_in_service_instances",
                        "instance",
                        stats(2, 3, 8),
                        stats(5, 16, 16),
                        curve(values.toList()),
                        new Metric.Share(
                                "/MaxSize", new Metric.Share.Use(20, 80, 80), new Metric.Share.Use(8, 200, 200))));
    }

    @Test
    void aLimitThatIsNeededAtEachMonthsEndStays() {
        var months = guard("2026-09-21T16:00:00Z", "2026-10-21T17:00:00Z");
        assertThat(edits(judge(ceiling().with(months)))).isEqualTo("LEGITIMIZE");
        assertThat(edits(judge(ceiling()))).isEqualTo("REVERT");
        // twice within a week and then for weeks no more is no season
        assertThat(edits(judge(ceiling().with(guard("2026-09-21T16:00:00Z", "2026-09-27T17:00:00Z")))))
                .isEqualTo("REVERT");
    }

    @Test
    void aLoadThatCameWithTheChangeIsItsAuthorsToExplain() {
        assertThat(edits(judge(writes(600).with(joined(60))))).isEqualTo("NEEDS_HUMAN");
        var released = Cases.event("2026-11-21T03:30:00Z", Kind.DEPLOY, "gateway 5.0 deployed");
        assertThat(edits(judge(writes(600).with(joined(60)).with(released)))).isEqualTo("LEGITIMIZE");
        // it was full before
        assertThat(edits(judge(writes(600).with(joined(95))))).isEqualTo("LEGITIMIZE");
    }

    private static Metric joined(double before) {
        var values = IntStream.range(0, 48).mapToObj(i -> i < 6 ? 60.0 : 480.0).toList();
        return metric(
                WRITES,
                "",
                stats(before - 10, before, before),
                stats(480, 500, 520),
                curve(values),
                new Metric.Share(
                        "/ProvisionedThroughput/WriteCapacityUnits",
                        new Metric.Share.Use(600, 100 * 500 / 600.0, 100 * 520 / 600.0),
                        new Metric.Share.Use(100, 500, 520)));
    }

    @Test
    void memoryThatGrowsDayAndNightIsNoQuestionOfSize() {
        assertThat(edits(judge(cache(4)))).isEqualTo("NEEDS_HUMAN");
        assertThat(edits(judge(cache(1)))).isEqualTo("LEGITIMIZE");
    }

    private static Cases cache(double perDay) {
        var settled = new Stats(40, 25, 50, 52, 900, new Slope(perDay, 0.01));
        return Cases.of(
                        "AWS::ElastiCache::ReplicationGroup",
                        "{'CacheNodeType':'cache.r6g.large','Engine':'redis','NumCacheClusters':2}",
                        "{'CacheNodeType':'cache.r6g.2xlarge','Engine':'redis','NumCacheClusters':2}")
                .until(WEEK)
                .load("aws.elasticache.database_memory_usage_percentage", stats(90, 99, 100), settled, null, 0.99);
    }

    @Test
    void whatNobodyMeasuresMayBeWhyItWasRaised() {
        var cold = stats(30, 56, 59);
        assertThat(edits(judge(server().load(CPU, cold, stats(5, 6, 7), null, 0.99))))
                .isEqualTo("NEEDS_HUMAN");
        assertThat(edits(judge(server().load(CPU, stats(80, 97, 99), stats(5, 6, 7), null, 0.99))))
                .isEqualTo("REVERT");
        var used =
                metric("system.mem.used", "byte", stats(5e9, 6e9, 7e9), stats(5e9, 6e9, 6e9), SeriesShape.NONE, null);
        assertThat(edits(judge(
                        server().load(CPU, cold, stats(5, 6, 7), null, 0.99).with(used))))
                .isEqualTo("REVERT");
    }

    @Test
    void memoryInUseChoosesTheClass() {
        var used = metric(
                "system.mem.used", "byte", stats(7e9, 8e9, 8e9), stats(11e9, 12e9, 12e9), SeriesShape.NONE, null);
        assertThat(edits(judge(server().load(CPU, stats(30, 56, 59), stats(5, 6, 7), null, 0.99)
                        .with(used))))
                .isEqualTo("/InstanceType=m6i.xlarge");
    }

    private static Cases server() {
        return Cases.of("AWS::EC2::Instance", "{'InstanceType':'m6i.large'}", "{'InstanceType':'m6i.4xlarge'}")
                .until(WEEK);
    }

    @Test
    void aBrakeStaysAsLongAsItIsNeeded() {
        assertThat(edits(judge(braked(null)))).isEqualTo("NEEDS_HUMAN");
        assertThat(edits(judge(braked("2026-11-21T03:40:00Z")))).isEqualTo("LEGITIMIZE");
        // hours later something else had ended it
        assertThat(edits(judge(braked("2026-11-21T09:00:00Z")))).isEqualTo("REVERT");
        var late = Cases.alert("2026-11-22T08:05:00Z", "2026-11-22T12:20:00Z");
        assertThat(edits(judge(braked("2026-11-21T03:40:00Z").with(late)))).isEqualTo("REVERT");
    }

    private static Cases braked(@Nullable String resolved) {
        return Cases.of(
                        "AWS::Lambda::Function",
                        "{'ReservedConcurrentExecutions':120}",
                        "{'ReservedConcurrentExecutions':12}")
                .until(WEEK)
                .with(new Signal.Incident(
                        Instant.parse("2026-11-19T22:00:00Z"),
                        resolved == null ? null : Instant.parse(resolved),
                        "1004",
                        "SEV-3",
                        IncidentCourse.UNKNOWN,
                        "refused",
                        ""))
                .with(units(
                        "aws.lambda.concurrent_executions",
                        "/ReservedConcurrentExecutions",
                        120,
                        12,
                        stats(60, 80, 90),
                        stats(9, 12, 12),
                        0.99))
                .with(metric(
                        "aws.lambda.throttles",
                        "throttle/second",
                        stats(0, 0, 0),
                        stats(1, 2, 3),
                        SeriesShape.NONE,
                        null));
    }

    /// Its quota says that four fifths are used, but with less than that it turned work away.
    @Test
    void aSizeThatTurnedWorkAwayWasFull() {
        var refused = metric(
                "aws.dynamodb.write_throttle_events",
                "/second",
                stats(3, 5, 9),
                stats(0, 0, 0),
                SeriesShape.NONE,
                null);
        assertThat(edits(judge(writes(400).with(writing(400, stats(60, 75, 80), stats(60, 80, 82))))))
                .isEqualTo("REVERT");
        assertThat(edits(judge(writes(400)
                        .with(writing(400, stats(60, 75, 80), stats(60, 80, 82)))
                        .with(refused))))
                .isEqualTo("/ProvisionedThroughput/WriteCapacityUnits=140");
    }

    /// Three days of a sale in a row are no rhythm once they are over.
    @Test
    void daysInARowAreNoRhythmWhenTheyAreOver() {
        var values = IntStream.range(0, 48).mapToObj(i -> i >= 6 && i < 24 ? 480.0 : 60.0);
        var spikes = Stream.of("21", "22", "23")
                .map(day -> new dev.phantom.evidence.SpikeDetector.Spike(
                        Instant.parse("2026-11-" + day + "T08:00:00Z"),
                        Instant.parse("2026-11-" + day + "T20:00:00Z"),
                        520,
                        60,
                        30,
                        null))
                .toList();
        var shape = new SeriesShape(spikes, null, null, curve(values.toList()).curve());
        assertThat(edits(judge(writes(600)
                        .with(metric(
                                WRITES,
                                "",
                                stats(50, 60, 65),
                                stats(200, 500, 520),
                                shape,
                                new Metric.Share(
                                        "/ProvisionedThroughput/WriteCapacityUnits",
                                        new Metric.Share.Use(600, 83, 86),
                                        new Metric.Share.Use(100, 500, 520)))))))
                .isEqualTo("REVERT");
    }

    private static SeriesShape curve(List<Double> values) {
        return new SeriesShape(
                List.of(),
                null,
                null,
                new Curve(Instant.parse("2026-11-20T03:04:11Z"), Duration.ofHours(4), List.copyOf(values)));
    }

    private static Metric metric(
            String name, String unit, Stats before, Stats since, SeriesShape shape, Metric.@Nullable Share share) {
        return new Metric(
                Cases.CHANGED, name, unit, Role.UTILISATION, before, null, since, null, 0.99, shape, share, name, "");
    }
}
