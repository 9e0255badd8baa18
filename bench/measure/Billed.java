package measure;

import dev.phantom.cost.CostEstimator;
import dev.phantom.cost.EmbeddedPriceBook;
import dev.phantom.cost.StackCost;
import dev.phantom.cost.StackCost.Priced;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.detect.StackValues;
import dev.phantom.drift.knowledge.EmbeddedKnowledge;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.StackId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A made template of 10,000 resources of ten kinds, evaluated and to be priced.
@State(Scope.Benchmark)
public class Billed {

    static final int RESOURCES = 10_000;

    /// Of the kinds, those with a price that the template fixes; the others are billed by use or free.
    private static final int FIXED = 7;

    private static final List<String> KINDS = List.of(
            "{Type: AWS::EC2::Instance, Properties: {InstanceType: t3.medium, ImageId: ami-1, BlockDeviceMappings: [{DeviceName: /dev/xvda, Ebs: {VolumeType: gp3, VolumeSize: %d}}]}}",
            "{Type: AWS::RDS::DBInstance, Properties: {DBInstanceClass: db.r5.large, Engine: mysql, MultiAZ: true, StorageType: gp3, AllocatedStorage: %d}}",
            "{Type: AWS::EC2::Volume, Properties: {VolumeType: io2, Size: %d, Iops: 40000, AvailabilityZone: us-east-1a}}",
            "{Type: AWS::EC2::NatGateway, Properties: {SubnetId: subnet-%d, AllocationId: eipalloc-1}}",
            "{Type: AWS::ElastiCache::CacheCluster, Properties: {CacheNodeType: cache.r5.4xlarge, Engine: redis, NumCacheNodes: 1, ClusterName: c%d}}",
            "{Type: AWS::DynamoDB::Table, Properties: {TableName: t%d, BillingMode: PROVISIONED, ProvisionedThroughput: {ReadCapacityUnits: 50, WriteCapacityUnits: 20}}}",
            "{Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Name: l%d, Type: application}}",
            "{Type: AWS::Lambda::Function, Properties: {FunctionName: f%d, MemorySize: 512, Runtime: java21}}",
            "{Type: AWS::SQS::Queue, Properties: {QueueName: q%d}}",
            "{Type: AWS::IAM::Role, Properties: {RoleName: r%d}}");

    private final CostEstimator costs =
            CostCatalogue.estimator(EmbeddedPriceBook.load(), EmbeddedPriceBook.billing());
    private List<Priced> resources = List.of();

    @Setup
    public void read() {
        resources = evaluated();
        var cost = price();
        var priced = cost.rows().stream().filter(r -> r.monthly().isPresent()).count();
        if (cost.rows().size() != RESOURCES || priced != RESOURCES / KINDS.size() * FIXED) {
            throw new IllegalStateException(priced + " of " + cost.rows().size() + " priced");
        }
    }

    StackCost price() {
        return StackCost.of(costs, resources, "us-east-1");
    }

    private static List<Priced> evaluated() {
        var id = new StackId("111122223333", "us-east-1", "bench");
        var text = IntStream.range(0, RESOURCES)
                .mapToObj(i -> "  R" + i + ": " + KINDS.get(i % KINDS.size()).formatted(100 + i % 400) + "\n")
                .collect(Collectors.joining("", "Resources:\n", ""));
        var context = new StackValues(
                        id,
                        DeployedState.unknown(id),
                        EmbeddedKnowledge.with(stack -> EmbeddedKnowledge.types()).facts())
                .context(List.of(), Map.of());
        return new CloudFormation().read("bench.yaml", text).declare(context).resources().entrySet().stream()
                .map(e -> new Priced(
                        e.getKey(), e.getValue().source().type(), e.getValue().properties()))
                .toList();
    }
}
