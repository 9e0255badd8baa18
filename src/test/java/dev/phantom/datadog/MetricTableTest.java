package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.datadog.MetricTable.Entry;
import dev.phantom.datadog.MetricTable.Named;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of metrics holds what it promises of every type, and its paths are properties that the types have.
class MetricTableTest {

    private static final MetricTable TABLE = MetricTable.embedded();
    private static final Set<String> HOSTS = Set.of("docs.datadoghq.com", "docs.aws.amazon.com", "github.com");

    static Stream<Map.Entry<String, Entry>> types() {
        return TABLE.entries().entrySet().stream();
    }

    /// Alarms have their own metric, which their properties name.
    @Test
    void thereAreTypesEnough() {
        assertThat(TABLE.entries().size() + 1).isGreaterThanOrEqualTo(45);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyMetricHasTheVendorsPageThatListsIt(Map.Entry<String, Entry> type) {
        assertThat(type.getValue().metrics()).isNotEmpty().allSatisfy(metric -> {
            var page = java.net.URI.create(metric.page());
            assertThat(page.getScheme()).isEqualTo("https");
            assertThat(HOSTS).contains(page.getHost());
            assertThat(metric.name()).matches("(aws|ecs|system)\\.[a-z0-9_]+\\.[a-z0-9_.]+");
            assertThat(List.of("max", "min", "sum", "avg")).contains(metric.take());
        });
        assertThat(type.getValue().tag()).matches("[a-z_-]+");
    }

    @ParameterizedTest
    @MethodSource("types")
    void itsPathsArePropertiesOfTheType(Map.Entry<String, Entry> type) {
        var schema = Known.HERE.schema(type.getKey()).orElseThrow(() -> new AssertionError("unknown type " + type.getKey()));
        assertThat(schema.at(PropertyPath.parse("/NoSuchProperty")).isKnown()).isFalse();
        for (var metric : type.getValue().metrics()) {
            var limit = metric.limit();
            if (limit != null && !limit.of().isEmpty()) {
                assertThat(limit.of().stream().filter(path -> schema.at(path).isKnown()))
                        .as("%s: %s of %s", type.getKey(), metric.name(), limit.of())
                        .isNotEmpty();
            }
            var other = metric.other();
            if (other != null && other.from().isEmpty() && !other.via().toString().contains("RedrivePolicy")) {
                assertThat(schema.at(other.via()).isKnown()).as("%s via %s", type.getKey(), other.via()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aProvisionedMetricIsAskedForAsACapacity(Map.Entry<String, Entry> type) {
        var capacities = type.getValue().metrics().stream()
                .filter(m -> m.role() == Role.CAPACITY)
                .map(Named::name)
                .toList();
        for (var metric : type.getValue().metrics()) {
            var limit = metric.limit();
            if (limit != null && !limit.provisioned().isEmpty()) {
                assertThat(capacities).contains(limit.provisioned());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " > ",
            value = {
                "AWS::ElasticLoadBalancingV2::ListenerRule > arn:aws:elasticloadbalancing:us-east-1:1:listener-rule/app/web/50dc/f2f7/9683 > loadbalancer:app/web/50dc",
                "AWS::ElasticLoadBalancingV2::TargetGroup > arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/web/73e2 > targetgroup:targetgroup/web/73e2",
                "AWS::ApplicationAutoScaling::ScalableTarget > service/prod/Checkout|ecs:service:DesiredCount|ecs > servicename:checkout",
                "AWS::ApplicationAutoScaling::ScalableTarget > table/Orders|dynamodb:table:ReadCapacityUnits|dynamodb > tablename:orders",
                "AWS::ApplicationAutoScaling::ScalingPolicy > arn:aws:autoscaling:us-east-1:1:scalingPolicy:6d8972f3:resource/ecs/service/prod/checkout:policyName/cpu > servicename:checkout",
                "AWS::Lambda::Alias > arn:aws:lambda:us-east-1:1:function:billing:live > functionname:billing",
                "AWS::SNS::Topic > arn:aws:sns:us-east-1:1:alerts > topicname:alerts",
                "AWS::StepFunctions::StateMachine > arn:aws:states:us-east-1:1:stateMachine:Etl > statemachinearn:arn:aws:states:us-east-1:1:statemachine:etl",
                "AWS::WAFv2::WebACL > edge|0f3a|REGIONAL > webacl:edge",
                "AWS::ECS::TaskDefinition > arn:aws:ecs:us-east-1:1:task-definition/web:41 > task_family:web",
                "AWS::AppRunner::Service > arn:aws:apprunner:us-east-1:1:service/api/8fe1 > servicename:api",
            })
    void aResourceIsFoundByThePartOfItsIdThatIsTheTag(String type, String id, String scope) {
        var entry = TABLE.entries().get(type);
        assertThat(entry).isNotNull();
        assertThat(entry.metrics().stream().flatMap(m -> entry.scope(m, id).stream()).distinct())
                .containsExactly(scope);
    }
}
