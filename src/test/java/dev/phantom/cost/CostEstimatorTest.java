package dev.phantom.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.Differences;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostEstimatorTest {
    private final CostEstimator costs = CostCatalogue.estimator(EmbeddedPriceBook.load(), EmbeddedPriceBook.billing());

    private CostDelta delta(String type, String safe, String live) {
        return costs.delta(Subjects.of(Differences.of("AWS::" + type, safe, live), "prod"));
    }

    @Test
    void aBiggerMultiAzDatabaseCostsWhatTheTableSays() {
        var safe = "{'DBInstanceClass':'db.r5.large','Engine':'mysql','MultiAZ':true,'AllocatedStorage':'100'}";
        var delta = delta("RDS::DBInstance", safe, safe.replace("large", "4xlarge"));
        assertThat(delta.monthly()).isEqualByComparingTo("2452.80");
        assertThat(delta.lines()).hasSize(1);
        assertThat(delta.lines().getFirst().expected()).isEqualByComparingTo("350.40");
        assertThat(delta.lines().getFirst().actual()).isEqualByComparingTo("2803.20");
        assertThat(delta.pricesAsOf()).isEqualTo(LocalDate.parse("2026-10-13"));
        assertThat(delta.unpriced()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "EC2::Instance | {'InstanceType':'m5.large'} | {'InstanceType':'m5.xlarge'} | 70.08",
                "EC2::Volume | {'VolumeType':'gp3','Size':100} | {'VolumeType':'gp3','Size':200,'Iops':4000} | 13.00",
                "EC2::Volume | {'Size':100} | {'VolumeType':'gp3','Size':100} | -2.00",
                "ElastiCache::CacheCluster | {'Engine':'redis','CacheNodeType':'cache.m4.large','NumCacheNodes':1} | {'Engine':'redis','CacheNodeType':'cache.m4.large','NumCacheNodes':3} | 227.76",
                "EC2::SecurityGroup | {'A':1} | {'A':2} | 0.00",
                "ElasticLoadBalancingV2::LoadBalancer | {'Name':'a'} | {'Name':'b'} | 0.00",
                "RDS::DBInstance | {'DBInstanceClass':'db.r5.large','Engine':'postgres','AllocatedStorage':100,'MultiAZ':false} | {'DBInstanceClass':'db.r5.large','Engine':'postgres','AllocatedStorage':100,'MultiAZ':true} | 194.00"
            })
    void pricesTheDifference(String type, String safe, String live, BigDecimal monthly) {
        assertThat(delta(type, safe, live).monthly()).isEqualByComparingTo(monthly);
    }

    /// Ten characters in a template, fifty million digits in a sum: nobody waits for that, and nothing is priced by it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EC2::Volume | {'VolumeType':'gp3','Size':100} | {'VolumeType':'gp3','Size':1e50000000}",
                "RDS::DBInstance | {'DBInstanceClass':'db.r5.large','Engine':'mysql','AllocatedStorage':100} | {'DBInstanceClass':'db.r5.large','Engine':'mysql','AllocatedStorage':'1e-50000000'}",
                "ElastiCache::CacheCluster | {'Engine':'redis','CacheNodeType':'cache.m4.large','NumCacheNodes':1} | {'Engine':'redis','CacheNodeType':'cache.m4.large','NumCacheNodes':1e50000000}",
                "Lambda::Function | {'MemorySize':128} | {'MemorySize':1e50000000}"
            })
    void whatNoNumberCanBeIsNotKnown(String type, String safe, String live) {
        var delta = delta(type, safe, live);
        assertThat(delta.monthly()).isNull();
        assertThat(delta.unpriced()).isNotEmpty();
    }

    /// 876,000 seconds at 0.5 GB and at 1 GB, 0.0000166667 USD each.
    @Test
    void whatWasCountedPricesWhatIsBilledByUse() {
        var drift = Subjects.of(
                Differences.of("AWS::Lambda::Function", "{'MemorySize':512}", "{'MemorySize':1024}"), "prod");
        assertThat(costs.delta(drift).monthly()).isNull();
        var counted = costs.with(product ->
                        product.equals("lambda.duration") ? Optional.of(new BigDecimal("876000")) : Optional.empty())
                .delta(drift);
        assertThat(counted.monthly()).isEqualByComparingTo("7.30");
        assertThat(counted.unpriced()).isEmpty();
        assertThat(counted.lines()).singleElement().satisfies(line -> {
            assertThat(line.basis()).isEqualTo("measured");
            assertThat(line.item()).contains("1024 MB x86_64, as counted: 876,000 GB-seconds a month");
        });
    }

    @Test
    void capacityOnDemandIsPricedByWhatWasConsumed() {
        var drift = Subjects.of(
                Differences.of(
                        "AWS::DynamoDB::Table",
                        "{'BillingMode':'PROVISIONED','ProvisionedThroughput':{'ReadCapacityUnits':10,'WriteCapacityUnits':10}}",
                        "{'BillingMode':'PAY_PER_REQUEST'}"),
                "prod");
        var counted = costs.with(product -> switch (product) {
                    case "dynamodb.read-requests" -> Optional.of(new BigDecimal("20000000"));
                    case "dynamodb.write-requests" -> Optional.of(new BigDecimal("4000000"));
                    default -> Optional.empty();
                })
                .delta(drift);
        assertThat(counted.lines()).anySatisfy(line -> assertThat(line.basis()).isEqualTo("measured"));
        assertThat(counted.unpriced()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsSaidAndNeverZero() {
        var unknown = delta("Timestream::InfluxDBInstance", "{'AllocatedStorage':1}", "{'AllocatedStorage':4}");
        assertThat(unknown.monthly()).isNull();
        assertThat(unknown.unpriced()).containsExactly("no cost model for AWS::Timestream::InfluxDBInstance");

        var oracle = delta(
                "RDS::DBInstance",
                "{'DBInstanceClass':'db.r5.large','Engine':'oracle-ee','LicenseModel':'license-included','AllocatedStorage':10}",
                "{'DBInstanceClass':'db.r5.xlarge','Engine':'oracle-ee','LicenseModel':'license-included','AllocatedStorage':10}");
        assertThat(oracle.monthly()).isNull();
        assertThat(oracle.unpriced())
                .containsExactly(
                        "safe: db.r5.large oracle-ee (license-included): no price known in us-east-1",
                        "live: db.r5.xlarge oracle-ee (license-included): no price known in us-east-1");

        var elsewhere = costs.delta(Subjects.in(
                "ap-south-1",
                Differences.of("AWS::EC2::Instance", "{'InstanceType':'m5.large'}", "{'InstanceType':'m5.xlarge'}"),
                "prod",
                StackModels.NONE));
        assertThat(elsewhere.monthly()).isNull();
        assertThat(elsewhere.unpriced()).anySatisfy(why -> assertThat(why).contains("no price known in ap-south-1"));
    }

    /// Known on one side and not on the other: no difference, not that of the known side.
    @Test
    void anotherTaskWhoseSizeIsNotKnownHasNoPrice() {
        var task = Subjects.models(
                "Task",
                "arn:orders:41",
                "AWS::ECS::TaskDefinition",
                Compare.map("{'Cpu': '256', 'Memory': '512', 'RequiresCompatibilities': ['FARGATE']}"));
        var other = costs.delta(Subjects.of(
                Differences.of(
                        "AWS::ECS::Service",
                        "{'TaskDefinition': 'arn:orders:41', 'DesiredCount': 2}",
                        "{'TaskDefinition': 'arn:orders:42', 'DesiredCount': 2}"),
                "prod",
                task));
        assertThat(other.monthly()).isNull();
        assertThat(other.lines()).isEmpty();
        assertThat(other.unpriced()).containsExactly("live: 2 tasks: the task's size is not known here");
    }

    @Test
    void usageDependentPartsNameTheirUnitPrice() {
        var function = delta(
                "Lambda::Function", "{'MemorySize':512,'Runtime':'java21'}", "{'MemorySize':1024,'Runtime':'java21'}");
        assertThat(function.monthly()).isNull();
        assertThat(function.unpriced())
                .contains(
                        "safe: duration at 512 MB x86_64: usage-based (0.0000166667 USD per GB-second)",
                        "live: duration at 1024 MB x86_64: usage-based (0.0000166667 USD per GB-second)");
    }

    /// By its type, whatever is known of its properties.
    @Test
    void anAliasWithNothingProvisionedCostsNothing() {
        var alias = delta("Lambda::Alias", "{'Description':'a'}", "{'Description':'b'}");
        assertThat(alias.unpriced()).isEmpty();
        var version = delta("Lambda::Version", "{'RuntimePolicy':'a'}", "{'RuntimePolicy':'b'}");
        assertThat(version.unpriced()).isEmpty();
    }

    @Test
    void aGroupIsPricedThroughItsLaunchTemplate() {
        var drift = Differences.of(
                "AWS::AutoScaling::AutoScalingGroup",
                "{'MinSize':2,'DesiredCapacity':2,'LaunchTemplate':{'LaunchTemplateId':'lt-1'}}",
                "{'MinSize':2,'DesiredCapacity':6,'LaunchTemplate':{'LaunchTemplateId':'lt-1'}}");
        var template = Subjects.models(
                "Template",
                "lt-1",
                "AWS::EC2::LaunchTemplate",
                Differences.map("{'LaunchTemplateData':{'InstanceType':'c5.large'}}"));
        var delta = costs.delta(Subjects.of(drift, "prod", template));
        assertThat(delta.monthly()).isEqualByComparingTo("248.20");
        assertThat(costs.delta(Subjects.of(drift, "prod")).monthly()).isNull();
    }

    @Test
    void everyPriceHasADateAndASource() {
        var price = EmbeddedPriceBook.load()
                .price(
                        "eu-west-1",
                        "rds.instance",
                        java.util.Map.of(
                                "engine", "mysql", "instanceClass", "db.r5.large", "licence", "", "multiAz", "true"));
        assertThat(price).isPresent();
        assertThat(price.orElseThrow().source()).isEqualTo("terracost");
        assertThat(price.orElseThrow().asOf()).isEqualTo(LocalDate.parse("2023-02-23"));
    }

    @Test
    void aWholeTemplateIsPricedResourceByResource() {
        var template = Differences.map("{'LaunchTemplateData':{'InstanceType':'c5.large'}}");
        var group = new java.util.LinkedHashMap<String, dev.phantom.value.Value>(
                Differences.map("{'MinSize':2,'MaxSize':4}").entries());
        group.put(
                "LaunchTemplate",
                new dev.phantom.value.Value.MapValue(java.util.Map.of(
                        "LaunchTemplateId",
                        new dev.phantom.value.Value.Reference(
                                "Template", "", new dev.phantom.value.Value.Unknown("not deployed")))));
        var cost = StackCost.of(
                costs,
                java.util.List.of(
                        new StackCost.Priced("Template", "AWS::EC2::LaunchTemplate", template),
                        new StackCost.Priced(
                                "Group",
                                "AWS::AutoScaling::AutoScalingGroup",
                                new dev.phantom.value.Value.MapValue(group)),
                        new StackCost.Priced("Bucket", "AWS::S3::Bucket", Differences.map("{'BucketName':'b'}"))),
                "us-east-1");
        assertThat(cost.monthly()).get().isEqualTo(new BigDecimal("124.10"));
        assertThat(cost.unpriced())
                .contains(
                        "Template: each instance made from it: c5.large (Linux, on demand): 62.05 USD a month",
                        "Bucket: storage: usage-based (0.023 USD per GB-month)");
        assertThat(cost.pricesAsOf()).contains(LocalDate.parse("2026-07-20"));
    }
}
