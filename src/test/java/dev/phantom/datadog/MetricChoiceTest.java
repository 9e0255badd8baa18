package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Coverage;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subject;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricChoiceTest {

    private static final Stack STACK =
            new Stack(new StackId("1", "us-east-1", "s"), "prod", "s.yaml", List.of(), "", "team", Stack.Mode.READY);

    private static StackModels neighbours(String type, Map<String, Value> properties) {
        var live = new LiveResource(
                "N",
                "n-1",
                type,
                Map.of(),
                new MapValue(properties),
                LiveResource.Provenance.FILE,
                LiveResource.Status.READ,
                "");
        return StackModels.of(
                new Detection(
                        new DriftReport(
                                List.of(), new Coverage(1, 1, List.of()), List.of(), List.of(), List.of(), List.of()),
                        Map.of("N", new Detection.Model(MapValue.EMPTY, live))),
                Known.HERE.terraform());
    }

    private static List<MetricAsked> asked(String type, String id, MapValue live, StackModels models) {
        var drift = MetricWorld.drift(type, id, dev.phantom.drift.Occurred.UNKNOWN, MapValue.EMPTY, live);
        return MetricChoice.of(new Subject(STACK, drift, models, Known.HERE), MetricTable.embedded());
    }

    /// A job that runs longer than the visibility timeout is done twice.
    /// A stream that is read too slowly shows at who reads it.
    @Test
    void theFunctionBehindAStreamIsAskedForToo() {
        var mapping = neighbours(
                "AWS::Lambda::EventSourceMapping",
                Map.of(
                        "EventSourceArn", Value.string("arn:aws:kinesis:us-east-1:1:stream/clicks"),
                        "FunctionName", Value.string("decode")));
        assertThat(asked("AWS::Kinesis::Stream", "clicks", MapValue.EMPTY, mapping))
                .filteredOn(m -> m.scope().equals("functionname:decode"))
                .extracting(MetricAsked::name)
                .containsExactlyInAnyOrder("aws.lambda.iterator_age", "aws.lambda.errors", "aws.lambda.throttles");
    }

    @Test
    void theJobsOfAQueueAreHeldAgainstItsVisibilityTimeout() {
        var mapping = neighbours(
                "AWS::Lambda::EventSourceMapping",
                Map.of(
                        "EventSourceArn", Value.string("arn:aws:sqs:us-east-1:1:orders"),
                        "FunctionName", Value.string("arn:aws:lambda:us-east-1:1:function:Settle")));
        var live = new MapValue(Map.of("VisibilityTimeout", Value.plain("30")));
        var id = "https://sqs.us-east-1.amazonaws.com/1/orders";
        assertThat(asked("AWS::SQS::Queue", id, live, mapping))
                .filteredOn(m -> m.name().equals("aws.lambda.duration.maximum"))
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.scope()).isEqualTo("functionname:settle");
                    assertThat(Objects.requireNonNull(m.capacity()).live()).isEqualTo(30_000);
                    assertThat(m.label()).isEqualTo("aws.lambda.duration.maximum{functionname:settle}");
                });
        assertThat(asked("AWS::SQS::Queue", id + "-other", live, mapping))
                .extracting(MetricAsked::name)
                .doesNotContain("aws.lambda.duration.maximum");
    }

    @Test
    void aTimeoutOfALoadBalancerIsFoundAmongItsAttributes() {
        var live = new MapValue(Map.of(
                "LoadBalancerAttributes",
                new Value.ListValue(List.of(
                        attribute("deletion_protection.enabled", "true"),
                        attribute("idle_timeout.timeout_seconds", "60")))));
        var arn = "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/web/50dc";
        assertThat(asked("AWS::ElasticLoadBalancingV2::LoadBalancer", arn, live, StackModels.NONE))
                .filteredOn(m -> m.name().equals("aws.applicationelb.target_response_time.p99"))
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.scope()).isEqualTo("loadbalancer:app/web/50dc");
                    assertThat(Objects.requireNonNull(m.capacity()).live()).isEqualTo(60);
                    assertThat(m.capacity().of()).isEqualTo("/LoadBalancerAttributes/idle_timeout.timeout_seconds");
                });
    }

    private static MapValue attribute(String key, String value) {
        return new MapValue(Map.of("Key", Value.string(key), "Value", Value.string(value)));
    }

    @Test
    void whatNamesNoResourceAsksForNothingOfIt() {
        assertThat(asked("AWS::S3::BucketPolicy", "p-1", MapValue.EMPTY, StackModels.NONE))
                .isEmpty();
        assertThat(asked("AWS::IAM::Role", "r-1", MapValue.EMPTY, StackModels.NONE))
                .isEmpty();
        assertThat(asked("AWS::SQS::Queue", "", MapValue.EMPTY, StackModels.NONE))
                .isEmpty();
    }

    /// As the integration's pages list what CloudWatch calls so.
    @ParameterizedTest
    @CsvSource({
        "AWS/RDS, CPUUtilization, aws.rds.cpuutilization",
        "AWS/RDS, DatabaseConnections, aws.rds.database_connections",
        "AWS/RDS, ReadIOPS, aws.rds.read_iops",
        "AWS/EC2, EBSIOBalance%, aws.ec2.ebsiobalance",
        "AWS/ElastiCache, EngineCPUUtilization, aws.elasticache.engine_cpuutilization",
        "AWS/ApplicationELB, HTTPCode_Target_5XX_Count, aws.applicationelb.httpcode_target_5xx",
        "AWS/ApplicationELB, HTTPCode_ELB_504_Count, aws.applicationelb.httpcode_elb_5_0_4",
        "AWS/ApplicationELB, UnHealthyHostCount, aws.applicationelb.un_healthy_host_count",
        "AWS/ApplicationELB, IPv6RequestCount, aws.applicationelb.ipv_6request_count",
        "AWS/NetworkELB, TCP_ELB_Reset_Count, aws.networkelb.tcpelbreset_count",
        "AWS/S3, 5xxErrors, aws.s3.5xx_errors",
        "AWS/ApiGateway, 5XXError, aws.apigateway.5xxerror",
        "AWS/Firehose, DeliveryToS3.Success, aws.firehose.delivery_to_s_3success",
        "AWS/SQS, ApproximateNumberOfMessagesVisible, aws.sqs.approximate_number_of_messages_visible",
        "AWS/DocDB, DBClusterReplicaLagMaximum, aws.docdb.dbcluster_replica_lag_maximum",
        "AWS/ES, ClusterStatus.red, aws.es.cluster_statusred"
    })
    void aMetricOfCloudWatchIsCalledByItsNameInDatadog(String namespace, String metric, String name) {
        assertThat(AlarmMetric.name(namespace, metric)).isEqualTo(name);
    }
}
