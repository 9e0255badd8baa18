package dev.phantom.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.Differences;
import dev.phantom.value.Value.MapValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A price belongs to a variant, and a part that costs is priced or named: bills that need a sibling, and changes from
/// one variant to another.
class PricedVariantsTest {

    private final CostEstimator costs = CostCatalogue.estimator(EmbeddedPriceBook.load(), EmbeddedPriceBook.billing());

    /// Siblings by logical id, each `{…}`.
    private static StackModels models(String... siblings) {
        var declared = new LinkedHashMap<String, MapValue>();
        for (int i = 0; i < siblings.length; i += 2) {
            declared.put(siblings[i], Differences.map(siblings[i + 1]));
        }
        return StackModels.declared(declared);
    }

    private CostModel.Quote quote(String type, String properties, String... siblings) {
        var configuration = new ResourceConfiguration(type, Differences.map(properties), models(siblings));
        return costs.quote(configuration, "us-east-1");
    }

    private static BigDecimal sum(CostModel.Quote quote) {
        return quote.items().stream().map(CostModel.Item::monthlyUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> reasons(CostModel.Quote quote) {
        return quote.unpriced().stream().map(CostModel.Unpriced::why).toList();
    }

    private CostDelta delta(String type, String safe, String live, String... siblings) {
        return costs.delta(Subjects.of(Differences.of(type, safe, live), "prod", models(siblings)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS::EC2::Instance | {'InstanceType':'t3.medium'} | {'InstanceType':'t3.xlarge'} | 91.10",
                "AWS::RDS::DBInstance | {'DBInstanceClass':'db.r5.large','Engine':'mysql','MultiAZ':true,'AllocatedStorage':100} | {'DBInstanceClass':'db.r5.4xlarge','Engine':'mysql','MultiAZ':true,'AllocatedStorage':100} | 2452.80",
                "AWS::RDS::DBInstance | {'DBInstanceClass':'db.r5.large','Engine':'mysql','MultiAZ':true,'StorageType':'gp3','AllocatedStorage':100} | {'DBInstanceClass':'db.r5.large','Engine':'mysql','MultiAZ':true,'StorageType':'gp3','AllocatedStorage':200} | 23.00",
                "AWS::RDS::DBInstance | {'DBInstanceClass':'db.m5.large','Engine':'mysql','AllocatedStorage':400,'StorageType':'gp3','Iops':12000} | {'DBInstanceClass':'db.m5.large','Engine':'mysql','AllocatedStorage':400,'StorageType':'gp3','Iops':13000} | 20.00",
                "AWS::DynamoDB::Table | {'BillingMode':'PROVISIONED','ProvisionedThroughput':{'ReadCapacityUnits':100,'WriteCapacityUnits':100}} | {'BillingMode':'PROVISIONED','ProvisionedThroughput':{'ReadCapacityUnits':1000,'WriteCapacityUnits':100}} | 85.41",
                "AWS::EC2::VPCEndpoint | {'VpcEndpointType':'Interface','SubnetIds':['a']} | {'VpcEndpointType':'Interface','SubnetIds':['a','b']} | 7.30",
                "AWS::Kinesis::Stream | {'ShardCount':1} | {'ShardCount':4} | 32.85"
            })
    void saysTheDifference(String type, String safe, String live, BigDecimal monthly) {
        var delta = delta(type, safe, live);
        assertThat(delta.monthly()).isEqualByComparingTo(monthly);
        assertThat(delta.unpriced()).isEmpty();
        assertThat(delta.lines()).allSatisfy(line -> assertThat(line.asOf()).isNotNull());
    }

    /// From one variant to another of which one has no price: not nil, and not the price of the one.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS::ECS::Service | {'DesiredCount':4,'TaskDefinition':'T','CapacityProviderStrategy':[{'CapacityProvider':'FARGATE','Weight':1}]} | {'DesiredCount':4,'TaskDefinition':'T','CapacityProviderStrategy':[{'CapacityProvider':'FARGATE_SPOT','Weight':1}]} | Fargate Spot",
                "AWS::EC2::Instance | {'InstanceType':'m5.large'} | {'InstanceType':'m5.large','Tenancy':'dedicated'} | tenancy dedicated",
                "AWS::EC2::Instance | {'InstanceType':'m5.large','ImageId':'ami-1'} | {'InstanceType':'m5.large','ImageId':'RHEL-9.4_HVM'} | RHEL",
                "AWS::RDS::DBInstance | {'DBInstanceClass':'db.m5.large','Engine':'mysql','AllocatedStorage':400,'StorageType':'gp3','StorageThroughput':500} | {'DBInstanceClass':'db.m5.large','Engine':'mysql','AllocatedStorage':400,'StorageType':'gp3','StorageThroughput':4000} | 3500 MB/s gp3 above 500",
                "AWS::ElastiCache::ReplicationGroup | {'CacheNodeType':'cache.r8g.large','Engine':'valkey'} | {'CacheNodeType':'cache.r8g.large','Engine':'redis'} | redis",
                "AWS::DynamoDB::Table | {'BillingMode':'PAY_PER_REQUEST'} | {'BillingMode':'PROVISIONED','ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1}} | reading on demand",
                "AWS::SQS::Queue | {'FifoQueue':false} | {'FifoQueue':true} | FIFO",
                "AWS::S3::Bucket | {'BucketName':'b'} | {'BucketName':'b','IntelligentTieringConfigurations':[{'Id':'i'}]} | IntelligentTieringConfigurations",
                "AWS::RDS::DBInstance | {'DBInstanceClass':'db.m5.large','Engine':'mysql','AllocatedStorage':20} | {'DBInstanceClass':'db.m5.large','Engine':'mysql','AllocatedStorage':20,'EnablePerformanceInsights':true} | EnablePerformanceInsights"
            })
    void anUnknownVariantIsNotNil(String type, String safe, String live, String named) {
        var delta =
                delta(type, safe, live, "T", "{'Cpu':'1024','Memory':'2048','RequiresCompatibilities':['FARGATE']}");
        assertThat(delta.monthly()).isNull();
        assertThat(delta.unpriced()).anySatisfy(why -> assertThat(why).contains(named));
    }

    /// What does not move the bill is 0.00, and nothing is said of it.
    @Test
    void aNameCostsNothing() {
        var delta = delta("AWS::SQS::Queue", "{'QueueName':'a'}", "{'QueueName':'b'}");
        assertThat(delta.monthly()).isEqualByComparingTo("0.00");
        assertThat(delta.unpriced()).isEmpty();
        var driving =
                delta("AWS::SQS::Queue", "{'ReceiveMessageWaitTimeSeconds':0}", "{'ReceiveMessageWaitTimeSeconds':20}");
        assertThat(driving.monthly()).isNull();
    }

    @Test
    void onlyFargateOnDemandIsPricedAsFargate() {
        var task = "{'Cpu':'1024','Memory':'2048','RequiresCompatibilities':['FARGATE']}";
        var own = "{'Cpu':'1024','Memory':'2048','RequiresCompatibilities':['EC2']}";
        var windows =
                task.replace("'Cpu'", "'RuntimePlatform':{'OperatingSystemFamily':'WINDOWS_SERVER_2022_CORE'},'Cpu'");
        var service = "{'DesiredCount':2,'TaskDefinition':'T'%s}";
        var type = "AWS::ECS::Service";
        assertThat(sum(quote(type, service.formatted(",'LaunchType':'FARGATE'"), "T", task)))
                .isEqualByComparingTo("72.08");
        assertThat(sum(quote(
                        type,
                        service.formatted(",'CapacityProviderStrategy':[{'CapacityProvider':'FARGATE_SPOT'}]"),
                        "T",
                        task)))
                .isZero();
        var provider =
                quote(type, service.formatted(",'CapacityProviderStrategy':[{'CapacityProvider':'my-asg'}]"), "T", own);
        assertThat(provider).isEqualTo(CostModel.Quote.NOTHING);
        assertThat(reasons(quote(type, service.formatted(",'LaunchType':'EXTERNAL'"), "T", own)))
                .anyMatch(why -> why.startsWith("each of one's own machines"));
        assertThat(quote(type, service.formatted(""), "T", own)).isEqualTo(CostModel.Quote.NOTHING);
        var licensed = quote(type, service.formatted(",'LaunchType':'FARGATE'"), "T", windows);
        assertThat(licensed.items()).isEmpty();
        assertThat(reasons(licensed)).anyMatch(why -> why.contains("Windows"));
        var arm = task.replace("'Cpu'", "'RuntimePlatform':{'CpuArchitecture':'ARM64'},'Cpu'");
        assertThat(sum(quote(type, service.formatted(",'LaunchType':'FARGATE'"), "T", arm)))
                .isEqualByComparingTo("57.67");
    }

    @Test
    void aGroupPaysForItsVolumes() {
        var template = "{'LaunchTemplateData':{'InstanceType':'m5.large','ImageId':'ami-1','BlockDeviceMappings':["
                + "{'DeviceName':'/dev/xvda','Ebs':{'VolumeSize':500,'VolumeType':'gp3'}}]}}";
        var quote = quote(
                "AWS::AutoScaling::AutoScalingGroup",
                "{'MinSize':'10','MaxSize':'10','LaunchTemplate':{'LaunchTemplateId':'L','Version':'1'}}",
                "L",
                template);
        assertThat(quote.items()).anySatisfy(item -> {
            assertThat(item.slot()).isEqualTo("/dev/xvda storage");
            assertThat(item.monthlyUsd()).isEqualByComparingTo("400.00");
        });
        assertThat(sum(quote)).isEqualByComparingTo("1100.80");
    }

    @Test
    void spotIsNotOnDemand() {
        var type = "AWS::AutoScaling::AutoScalingGroup";
        var spot = "{'LaunchTemplateData':{'InstanceType':'m5.large','InstanceMarketOptions':{'MarketType':'spot'}}}";
        var group = quote(type, "{'MinSize':'10','MaxSize':'10','LaunchTemplate':{'LaunchTemplateId':'L'}}", "L", spot);
        assertThat(group.items()).isEmpty();
        assertThat(reasons(group)).contains("10 × m5.large on Spot: its price varies");
        var configuration = quote(
                type,
                "{'MinSize':'10','MaxSize':'10','LaunchConfigurationName':'C'}",
                "C",
                "{'InstanceType':'m5.large','ImageId':'ami-1','SpotPrice':'0.05'}");
        assertThat(configuration.items()).isEmpty();
        var elsewhere = quote(type, "{'MinSize':'10','MaxSize':'10','LaunchTemplate':{'LaunchTemplateId':'lt-0abc'}}");
        assertThat(reasons(elsewhere)).anyMatch(why -> why.startsWith("10 instances"));
    }

    /// A launch configuration asks for detailed monitoring unless it says otherwise.
    @Test
    void aLaunchConfigurationIsMonitored() {
        var group = "{'MinSize':'10','MaxSize':'10','LaunchConfigurationName':'C'}";
        var type = "AWS::AutoScaling::AutoScalingGroup";
        assertThat(reasons(quote(type, group, "C", "{'InstanceType':'m5.large','ImageId':'ami-1'}")))
                .contains(
                        "10 × detailed monitoring, 7 metrics, on unless it is said to be off: usage-based (0.3 USD per metric-month)");
        var on = quote(type, group, "C", "{'InstanceType':'m5.large','ImageId':'ami-1','InstanceMonitoring':true}");
        assertThat(sum(on)).isEqualByComparingTo("721.80");
        var off = quote(type, group, "C", "{'InstanceType':'m5.large','ImageId':'ami-1','InstanceMonitoring':false}");
        assertThat(sum(off)).isEqualByComparingTo("700.80");
        assertThat(reasons(off)).noneMatch(why -> why.contains("monitoring"));
    }

    @Test
    void aMixedGroupPricesItsShareOnDemand() {
        var policy =
                "{'DesiredCapacity':'10','MinSize':'1','MaxSize':'20','MixedInstancesPolicy':{'InstancesDistribution':"
                        + "{'OnDemandBaseCapacity':2,'OnDemandPercentageAboveBaseCapacity':%d},'LaunchTemplate':{"
                        + "'LaunchTemplateSpecification':{'LaunchTemplateId':'L'},'Overrides':[{'InstanceType':'m5.large'}%s]}}}";
        var template = "{'LaunchTemplateData':{'ImageId':'ami-1'}}";
        var type = "AWS::AutoScaling::AutoScalingGroup";
        assertThat(sum(quote(type, policy.formatted(100, ""), "L", template))).isEqualByComparingTo("700.80");
        var half = quote(type, policy.formatted(50, ""), "L", template);
        assertThat(sum(half)).isEqualByComparingTo("420.48");
        assertThat(reasons(half)).contains("4 instances on Spot: their price varies");
        var several = quote(type, policy.formatted(100, ",{'InstanceType':'m5a.large'}"), "L", template);
        assertThat(several.items()).isEmpty();
        assertThat(reasons(several)).anyMatch(why -> why.contains("which of m5.large, m5a.large"));
    }

    @Test
    void provisionedConcurrencyIsOfTheFunctionsMemory() {
        var alias = quote(
                "AWS::Lambda::Alias",
                "{'FunctionName':'F','ProvisionedConcurrencyConfig':{'ProvisionedConcurrentExecutions':10}}",
                "F",
                "{'MemorySize':1024,'Architectures':['arm64']}");
        // 10 GB × 2,628,000 s × 0.0000033334
        assertThat(sum(alias)).isEqualByComparingTo("87.60");
    }

    @Test
    void anInstanceIsPricedThroughItsTemplate() {
        var template = "{'LaunchTemplateData':{'InstanceType':'m5.large','Monitoring':{'Enabled':true}}}";
        assertThat(sum(quote("AWS::EC2::Instance", "{'LaunchTemplate':{'LaunchTemplateId':'L'}}", "L", template)))
                .isEqualByComparingTo("72.18");
        assertThat(sum(quote(
                        "AWS::EC2::Instance",
                        "{'InstanceType':'m5.large','SubnetId':'S'}",
                        "S",
                        "{'MapPublicIpOnLaunch':true}")))
                .isEqualByComparingTo("73.73");
    }

    /// What a template leaves out and AWS fills in, or AWS does not return, is no difference of cost.
    @Test
    void whatDidNotChangeIsTheSameOnBothSides() {
        var safe = Differences.map(
                "{'DBInstanceClass':'db.m5.large','Engine':'mysql','AllocatedStorage':'100','ManageMasterUserPassword':true}");
        var live = Differences.map(
                "{'DBInstanceClass':'db.m5.xlarge','Engine':'mysql','AllocatedStorage':'100','StorageType':'gp3','MultiAZ':true,"
                        + "'EngineVersion':'8.4.3','BackupRetentionPeriod':7}");
        var change = Differences.of(
                "Db",
                "AWS::RDS::DBInstance",
                Differences.map("{'DBInstanceClass':'db.m5.large'}"),
                Differences.map("{'DBInstanceClass':'db.m5.xlarge'}"));
        var delta = costs.delta(Subjects.of(change.between(safe, live), "prod"));
        assertThat(delta.monthly()).isEqualByComparingTo("249.66");
        assertThat(delta.lines()).hasSize(1);
        assertThat(delta.unpriced()).isEmpty();
    }

    @Test
    void whatGovernsCapacityIsNotNil() {
        var delta = delta("AWS::ApplicationAutoScaling::ScalableTarget", "{'MaxCapacity':4}", "{'MaxCapacity':40}");
        assertThat(delta.monthly()).isNull();
        assertThat(delta.unpriced()).containsExactly("MaxCapacity: what it adds to the bill is not priced");
    }

    @Test
    void aDatabaseOfAClusterIsPricedByTheClustersStorage() {
        var instance = "{'DBInstanceClass':'%s','Engine':'aurora-postgresql','DBClusterIdentifier':'C'}";
        var type = "AWS::RDS::DBInstance";
        var standard = quote(type, instance.formatted("db.r5.large"), "C", "{'Engine':'aurora-postgresql'}");
        // 0.29 × 730
        assertThat(sum(standard)).isEqualByComparingTo("211.70");
        var optimised = quote(type, instance.formatted("db.r5.large"), "C", "{'StorageType':'aurora-iopt1'}");
        // 1.3 × 0.29 × 730, as https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithReservedDBInstances.html
        // has 5.2 normalized units for 4
        assertThat(sum(optimised)).isEqualByComparingTo("275.21");
        assertThat(optimised.items()).allSatisfy(item -> {
            assertThat(item.basis()).isEqualTo(Basis.ASSUMED);
            assertThat(item.item()).contains("1.3 times the standard rate");
        });
        var serverless = quote(
                type,
                instance.formatted("db.serverless"),
                "C",
                "{'ServerlessV2ScalingConfiguration':{'MinCapacity':0.5,'MaxCapacity':16}}");
        assertThat(reasons(serverless))
                .contains("capacity units between 0.5 and 16: usage-based (0.12 USD per ACU-hour)");
    }

    /// Not three times the price of a single instance, which is known: AWS's list of 2023-02-23 has 0.809 USD an hour for
    /// three db.r6gd.large in eu-west-1, of which one is 0.286, 0.414 a GB and 0.33 for each of the IOPS.
    @Test
    void aClusterWithReadableStandbysIsADeploymentOfItsOwn() {
        var cluster = Differences.map(
                "{'Engine':'mysql','DBClusterInstanceClass':'db.r6gd.large','AllocatedStorage':100,'Iops':1000}");
        var configuration = new ResourceConfiguration("AWS::RDS::DBCluster", cluster, StackModels.NONE);
        var listed = costs.quote(configuration, "eu-west-1");
        assertThat(listed.items().stream().map(CostModel.Item::monthlyUsd).map(BigDecimal::toPlainString))
                .containsExactly("590.57", "41.40", "330.00");
        var elsewhere = costs.quote(configuration, "us-east-1");
        assertThat(elsewhere.items()).isEmpty();
        assertThat(reasons(elsewhere))
                .contains("three db.r6gd.large mysql in a Multi-AZ cluster: no price known in us-east-1");
    }

    @Test
    void aLicenceIsAVariant() {
        var database = "{'DBInstanceClass':'db.m5.large','Engine':'%s','AllocatedStorage':20%s}";
        var type = "AWS::RDS::DBInstance";
        var own = quote(type, database.formatted("oracle-se2", ",'LicenseModel':'bring-your-own-license'"));
        var included = quote(type, database.formatted("oracle-se2", ",'LicenseModel':'license-included'"));
        assertThat(sum(included)).isGreaterThan(sum(own));
        assertThat(reasons(quote(type, database.formatted("oracle-se2", ""))))
                .anyMatch(why -> why.contains("licence model"));
        var mirrored = quote(type, database.formatted("sqlserver-se", ",'MultiAZ':true"));
        assertThat(reasons(mirrored)).anyMatch(why -> why.startsWith("db.m5.large sqlserver-se Multi-AZ"));
        var old = quote(type, database.formatted("mysql", ",'EngineVersion':'5.7.44'"));
        // the third year since 2026-03-01: 2 vCPU × 0.20 × 730
        assertThat(old.items()).anySatisfy(item -> {
            assertThat(item.item()).isEqualTo("extended support of mysql 5.7.44, 2 vCPU");
            assertThat(item.monthlyUsd()).isEqualByComparingTo("292.00");
        });
    }

    /// Old prices say so, with their day.
    @Test
    void anOldPriceSaysItsDay() {
        var quote = quote(
                "AWS::RDS::DBInstance", "{'DBInstanceClass':'db.r4.large','Engine':'mysql','AllocatedStorage':20}");
        assertThat(quote.items().getFirst().label())
                .isEqualTo("db.r4.large mysql (price of 2021-02-11, more than a year old)");
        assertThat(quote.items().getLast().label()).isEqualTo("20 GB gp2");
    }

    @Test
    void whatIsAssumedIsNamed() {
        var assumed = quote("AWS::EC2::Instance", "{'InstanceType':'m5.large','ImageId':'ami-1'}")
                .items()
                .getFirst();
        assertThat(assumed.basis()).isEqualTo(Basis.ASSUMED);
        assertThat(assumed.item()).contains("Linux");
        var said = quote(
                        "AWS::EC2::Instance",
                        "{'InstanceType':'m5.large','ImageId':'/aws/service/ami-amazon-linux-latest/al2023-ami-x86_64'}")
                .items()
                .getFirst();
        assertThat(said.basis()).isEqualTo(Basis.DERIVED);
    }

    @Test
    void aLaunchTemplateNamesWhatEachInstanceCosts() {
        var delta = delta(
                "AWS::EC2::LaunchTemplate",
                "{'LaunchTemplateData':{'InstanceType':'m5.large'}}",
                "{'LaunchTemplateData':{'InstanceType':'m5.xlarge'}}");
        assertThat(delta.monthly()).isNull();
        assertThat(delta.unpriced())
                .containsExactly(
                        "safe: each instance made from it: m5.large (Linux, on demand): 70.08 USD a month",
                        "live: each instance made from it: m5.xlarge (Linux, on demand): 140.16 USD a month");
    }
}
