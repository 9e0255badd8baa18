package dev.phantom.cost.models;

import dev.phantom.cost.CostEstimator;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.PriceBook;
import java.util.List;
import java.util.Set;

/// Every cost model.
public final class CostCatalogue {
    public static final List<CostModel> MODELS = List.of(
            new InstanceCost(),
            new InstanceGroupCost(),
            new VolumeCost(),
            new DatabaseCost(),
            new CacheCost(),
            new TableCost(),
            new FunctionCost(),
            new TaskCost(),
            FixedCost.natGateway(),
            FixedCost.loadBalancer(),
            FixedCost.classicLoadBalancer(),
            FixedCost.address(),
            FixedCost.key(),
            FixedCost.bucket(),
            FixedCost.logGroup(),
            FixedCost.queue(),
            FixedCost.topic());

    /// Types that AWS's pricing pages name as free of charge; what they govern may cost.
    public static final Set<String> FREE = Set.of(
            "AWS::IAM::Role",
            "AWS::IAM::Policy",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::User",
            "AWS::IAM::Group",
            "AWS::IAM::InstanceProfile",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::SecurityGroupEgress",
            "AWS::EC2::VPC",
            "AWS::EC2::Subnet",
            "AWS::EC2::Route",
            "AWS::EC2::RouteTable",
            "AWS::EC2::SubnetRouteTableAssociation",
            "AWS::EC2::InternetGateway",
            "AWS::EC2::NetworkAcl",
            "AWS::EC2::NetworkAclEntry",
            "AWS::EC2::LaunchTemplate",
            "AWS::S3::BucketPolicy",
            "AWS::SQS::QueuePolicy",
            "AWS::SNS::TopicPolicy",
            "AWS::Lambda::Permission",
            "AWS::RDS::DBSubnetGroup",
            "AWS::RDS::DBParameterGroup",
            "AWS::ElasticLoadBalancingV2::Listener",
            "AWS::ElasticLoadBalancingV2::ListenerRule",
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            "AWS::ECS::TaskDefinition",
            "AWS::ECS::Cluster");

    private CostCatalogue() {}

    public static CostEstimator estimator(PriceBook prices) {
        return new CostEstimator(MODELS, FREE, prices);
    }
}
