package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.EvidenceChoice;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.EvidenceSource.Collected;
import dev.phantom.evidence.SeriesShape.Curve;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Window;
import dev.phantom.evidence.WindowPlanner;
import dev.phantom.iac.Origin;
import dev.phantom.sandbox.datadog.DatadogSandbox;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.wire.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of the series that Datadog holds: one resource, one change, and telemetry that a scenario describes.
class MetricEvidenceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant CHANGE = Instant.parse("2026-11-21T09:00:00Z");

    @TempDir
    Path folder;

    private final CallLog log = new CallLog(null, call -> {});
    private String service = "";

    /// @param series with `'` for `"`; `DAYS` is nine days before now
    private Collected collect(Drift drift, String... series) {
        var text = "{\"series\": [" + String.join(",", series) + "]}";
        write("scenario.json", """
                {"schema": "phantom.scenario/v1", "title": "t", "now": "2026-11-22T09:00:00Z", "account": "1", "region": "us-east-1",
                 "repository": "a/b"}""");
        write("input/evidence/metrics.json", text.replace('\'', '"').replace("DAYS", "2026-11-13T00:00:00Z"));
        try (var datadog = DatadogSandbox.start(0, Scenario.open(folder, NOW), log)) {
            var stack = new Stack(
                    new StackId("1", "us-east-1", "s"), "prod", "s.yaml", List.of(), service, "team", Stack.Mode.READY);
            return new DatadogEvidence(
                            datadog.environment(),
                            "datadoghq.com",
                            EvidenceChoice.of(List.of(EvidenceClass.METRICS)),
                            EvidenceScope.DEFAULT,
                InstantSource.fixed(NOW),
                            SandboxWorld.READY,
                            Network.standard())
                    .collect(Subject.alone(stack, drift, Known.HERE), WindowPlanner.plan(drift, NOW));
        }
    }

    private void write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Occurred at(@Nullable Instant moment) {
        return moment == null
                ? Occurred.UNKNOWN
                : new Occurred(moment, null, Occurred.Precision.EXACT, "a", Write.Via.CONSOLE, "e-1", "s-1");
    }

    static Drift drift(String type, String id, Occurred occurred, MapValue safe, MapValue live) {
        var change = new Change.Remove(
                PropertyPath.parse("/X"),
                Value.string("a"),
                Circumstances.declared(Origin.ABSENT).occurred(occurred));
        return new Drift("d-1", "h-1", "R", id, type, Drift.Status.MODIFIED, List.of(change), safe, live);
    }

    private static Drift queue(@Nullable Instant moment) {
        return drift(
                "AWS::SQS::Queue",
                "https://sqs.us-east-1.amazonaws.com/1/orders",
                at(moment),
                MapValue.EMPTY,
                MapValue.EMPTY);
    }

    private static Metric metric(Collected collected, String name) {
        return collected.signals().stream()
                .flatMap(s -> s instanceof Metric m && m.name().equals(name) ? java.util.stream.Stream.of(m) : null)
                .findFirst()
                .orElseThrow(() -> new AssertionError(collected.toString()));
    }

    private static String sent(String steps) {
        return "{'metric': 'aws.sqs.number_of_messages_sent', 'scope': ['queuename:orders'], 'unit': 'message', " + steps + "}";
    }

    private static String visible(String steps) {
        return "{'metric': 'aws.sqs.approximate_number_of_messages_visible', 'scope': ['queuename:orders'], 'unit': 'message', "
                + steps + "}";
    }

    /// The history has points of ten minutes, the window points of five.
    @Test
    void constantLoadIsConstantWhateverTheDistanceOfItsPoints() {
        var sent = metric(
                collect(queue(CHANGE), sent("'interval': 60, 'steps': [['DAYS', 60]]")), "aws.sqs.number_of_messages_sent");
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
            steps.append(", ['2026-11-20T%02d:00:00Z', 90, 2], ['2026-11-20T%02d:30:00Z', 40, 2]".formatted(hour, hour));
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
                        visible("'seed': 3, 'steps': [['DAYS', 40, 2], ['2026-11-13T20:00:00Z', 95, 2], ['2026-11-13T22:00:00Z', 40, 2],"
                                + "['2026-11-20T20:00:00Z', 95, 2], ['2026-11-20T22:00:00Z', 40, 2]]")),
                "aws.sqs.approximate_number_of_messages_visible");
        assertThat(peak.shape().spikes()).singleElement().satisfies(s -> assertThat(s.weekAgo())
                .isNotNull()
                .isCloseTo(95.0, within(3.0)));
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
        assertThat(collect(queue(CHANGE), visible("'seed': 5, 'steps': [['DAYS', 400, 20], ['2026-11-19T14:00:00Z', 60, 5]]"))
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
        assertThat(drawn).allSatisfy(m -> assertThat(
                        Objects.requireNonNull(m.shape().curve()).values())
                .hasSizeBetween(20, Curve.MOST));
        assertThat(log.calls().stream().filter(c -> c.toString().contains("/api/v2/query/timeseries"))).hasSize(2);
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
        assertThat(log.calls().stream().filter(c -> c.toString().contains("/api/v2/query/timeseries"))).hasSize(4);
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
                        visible("'seed': 2, 'daily': {'swing': 0.5, 'peak': '14:00'}, 'weekend': 0.4, 'steps': [['DAYS', 100, 5]]")),
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
    }

    @Test
    void usedMemoryIsToldAsAShareOfTheLiveAndOfTheSafeSize() {
        var function = drift(
                "AWS::Lambda::Function",
                "billing",
                at(CHANGE),
                new MapValue(Map.of("MemorySize", Value.plain("256"))),
                new MapValue(Map.of("MemorySize", Value.plain("512"))));
        var used = metric(
                collect(
                        function,
                        "{'metric': 'aws.lambda.enhanced.max_memory_used', 'scope': ['functionname:billing'], 'unit': 'megabyte', "
                                + "'steps': [['DAYS', 240]]}"),
                "aws.lambda.enhanced.max_memory_used");
        assertThat(used.share())
                .isEqualTo(new Metric.Share(
                        "/MemorySize", new Metric.Share.Use(512, 46.88, 46.88), new Metric.Share.Use(256, 93.75, 93.75)));
        assertThat(used.summary()).contains("of /MemorySize 46.9 % on the live 512 (max 46.9 %), 93.8 % on the safe 256");
    }

    @Test
    void anAlarmIsHeldAgainstItsOwnMetricAndBothThresholds() {
        var alarm = drift("AWS::CloudWatch::Alarm", "cpu-high", at(CHANGE), alarm("70"), alarm("95"));
        var watched = metric(
                collect(
                        alarm,
                        "{'metric': 'aws.rds.cpuutilization', 'scope': ['dbinstanceidentifier:orders'], 'unit': 'percent', "
                                + "'steps': [['DAYS', 80]]}"),
                "aws.rds.cpuutilization");
        assertThat(watched.share())
                .isEqualTo(new Metric.Share(
                        "/Threshold", new Metric.Share.Use(95, 84.21, 84.21), new Metric.Share.Use(70, 114.3, 114.3)));
    }

    /// Half of the instances would have to do twice as much.
    @Test
    void utilisationIsToldForTheSafeNumberOfInstances() {
        var group = drift(
                "AWS::AutoScaling::AutoScalingGroup",
                "web",
                at(CHANGE),
                new MapValue(Map.of("DesiredCapacity", Value.plain("4"), "MaxSize", Value.plain("6"))),
                new MapValue(Map.of("DesiredCapacity", Value.plain("10"), "MaxSize", Value.plain("12"))));
        var collected = collect(
                group,
                "{'metric': 'aws.ec2.cpuutilization', 'scope': ['autoscaling_group:web'], 'unit': 'percent', 'steps': [['DAYS', 45]]}",
                "{'metric': 'aws.autoscaling.group_in_service_instances', 'scope': ['autoscaling_group:web'], 'steps': [['DAYS', 10]]}");
        assertThat(metric(collected, "aws.ec2.cpuutilization").share())
                .isEqualTo(new Metric.Share(
                        "/DesiredCapacity", new Metric.Share.Use(10, 45, 45), new Metric.Share.Use(4, 112.5, 112.5)));
        assertThat(metric(collected, "aws.autoscaling.group_in_service_instances").share())
                .isEqualTo(new Metric.Share(
                        "/MaxSize", new Metric.Share.Use(12, 83.33, 83.33), new Metric.Share.Use(6, 166.7, 166.7)));
    }

    @Test
    void whatIsProvisionedInFactIsTheLiveCapacity() {
        var table = drift(
                "AWS::DynamoDB::Table",
                "orders",
                at(CHANGE),
                new MapValue(Map.of(
                        "ProvisionedThroughput", new MapValue(Map.of("ReadCapacityUnits", Value.plain("50"))))),
                new MapValue(Map.of(
                        "ProvisionedThroughput", new MapValue(Map.of("ReadCapacityUnits", Value.plain("100"))))));
        var read = metric(
                collect(
                        table,
                        "{'metric': 'aws.dynamodb.consumed_read_capacity_units', 'scope': ['tablename:orders'], 'steps': [['DAYS', 60]]}",
                        "{'metric': 'aws.dynamodb.provisioned_read_capacity_units', 'scope': ['tablename:orders'], 'steps': [['DAYS', 120]]}"),
                "aws.dynamodb.consumed_read_capacity_units");
        assertThat(read.share())
                .isEqualTo(new Metric.Share(
                        "/ProvisionedThroughput/ReadCapacityUnits",
                        new Metric.Share.Use(120, 50, 50),
                        new Metric.Share.Use(50, 120, 120)));
    }

    @Test
    void theDeadLettersOfAQueueAreToldWithTheQueueThatHoldsThem() {
        var orders = drift(
                "AWS::SQS::Queue",
                "https://sqs.us-east-1.amazonaws.com/1/orders",
                at(CHANGE),
                MapValue.EMPTY,
                new MapValue(Map.of(
                        "RedrivePolicy",
                        new MapValue(Map.of(
                                "deadLetterTargetArn", Value.string("arn:aws:sqs:us-east-1:1:orders-failed"))))));
        var collected = collect(
                orders,
                "{'metric': 'aws.sqs.approximate_number_of_messages_visible', 'scope': ['queuename:orders-failed'], 'unit': 'message', "
                        + "'steps': [['DAYS', 0], ['2026-11-21T09:00:00Z', 40]]}");
        assertThat(collected.signals())
                .extracting(Signal::summary)
                .anyMatch(s -> s.startsWith(
                        "aws.sqs.approximate_number_of_messages_visible{queuename:orders-failed}: before 0 messages"));
    }

    @Test
    void aMetricOfADashboardIsToldLikeOneOfTheTable() {
        var asked = MetricAsked.custom("jvm.heap_memory", "avg", "service:checkout,env:prod");
        assertThat(asked.query(300)).isEqualTo("avg:jvm.heap_memory{service:checkout,env:prod}.rollup(avg,300)");
        assertThat(MetricAsked.custom("orders.placed", "sum", " ").query(600)).isEqualTo("sum:orders.placed{*}.rollup(sum,600)");
        assertThat(MetricAsked.custom("orders.latency", "p95", "*").take()).isEqualTo("avg");
    }

    private static MapValue alarm(String threshold) {
        return new MapValue(Map.of(
                "Namespace", Value.string("AWS/RDS"),
                "MetricName", Value.string("CPUUtilization"),
                "Statistic", Value.string("Average"),
                "Period", Value.plain("300"),
                "ComparisonOperator", Value.string("GreaterThanThreshold"),
                "Threshold", Value.plain(threshold),
                "Dimensions",
                        new Value.ListValue(List.of(new MapValue(Map.of(
                                "Name", Value.string("DBInstanceIdentifier"), "Value", Value.string("Orders")))))));
    }
}
