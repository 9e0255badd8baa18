package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Load as a share of what the diff changes, and metrics of what goes with a resource.
class CapacityEvidenceTest extends MetricWorld {

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
                        "/MemorySize",
                        new Metric.Share.Use(512, 46.88, 46.88),
                        new Metric.Share.Use(256, 93.75, 93.75)));
        assertThat(used.summary())
                .contains("of /MemorySize 46.9 % on the live 512 (max 46.9 %), 93.8 % on the safe 256");
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

    /// What is used stays the same on another volume; what is free does not.
    @Test
    void whatIsFreeOnLiveIsNotFreeOnTheSafeSize() {
        var database = drift(
                "AWS::RDS::DBInstance",
                "orders",
                at(CHANGE),
                new MapValue(Map.of("AllocatedStorage", Value.plain("100"))),
                new MapValue(Map.of("AllocatedStorage", Value.plain("200"))));
        var free = metric(
                collect(
                        database,
                        "{'metric': 'aws.rds.free_storage_space', 'scope': ['dbinstanceidentifier:orders'], 'unit': 'byte', "
                                + "'steps': [['DAYS', 128849018880]]}"),
                "aws.rds.free_storage_space");
        assertThat(free.share()).isNotNull();
        assertThat(free.share().live().p95()).isEqualTo(40);
        assertThat(free.share().safe().p95()).isEqualTo(80);
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
        assertThat(metric(collected, "aws.autoscaling.group_in_service_instances")
                        .share())
                .isEqualTo(new Metric.Share(
                        "/MaxSize", new Metric.Share.Use(12, 83.33, 83.33), new Metric.Share.Use(6, 166.7, 166.7)));
    }

    @Test
    void whatIsProvisionedInFactIsTheLiveCapacity() {
        var table = drift(
                "AWS::DynamoDB::Table",
                "orders",
                at(CHANGE),
                new MapValue(
                        Map.of("ProvisionedThroughput", new MapValue(Map.of("ReadCapacityUnits", Value.plain("50"))))),
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
        assertThat(MetricAsked.custom("orders.placed", "sum", " ").query(600))
                .isEqualTo("sum:orders.placed{*}.rollup(sum,600)");
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
