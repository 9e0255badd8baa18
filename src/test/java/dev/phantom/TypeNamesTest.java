package dev.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is known of one resource type is a fact with a source, beside its schema. Code that compares, adopts or judges
/// names a type only where it reads the shape of that type's properties, or where there is no schema to keep a fact by.
class TypeNamesTest {

    private static final Pattern TYPE = Pattern.compile("\"(AWS::[A-Za-z0-9:]+)\"");

    private static final List<String> CHAMBERS =
            List.of("severity/rules", "severity/policy", "drift/adopt", "drift/detect");

    /// Each class with the types that it may name, and why.
    private static final Map<String, List<String>> ALLOWED = Map.of(
            // a rule of ports and addresses: the list of the group, or the rule as a resource of its own
            "OpenIngress",
            List.of(
                    "AWS::EC2::SecurityGroup",
                    "AWS::EC2::SecurityGroupIngress",
                    "AWS::RDS::DBSecurityGroup",
                    "AWS::RDS::DBSecurityGroupIngress"),
            "OpenNetworkAcl",
            List.of("AWS::EC2::NetworkAclEntry"),
            // one statement of a policy, its parts in properties of their own
            "ShapedPolicies",
            List.of(
                    "AWS::EC2::VPCEndpointServicePermissions",
                    "AWS::Events::EventBusPolicy",
                    "AWS::Lambda::LayerVersionPermission",
                    "AWS::Lambda::Permission"),
            // a policy and the switches of another resource together
            "PublicAccessBlock",
            List.of("AWS::S3::AccessPoint", "AWS::S3::BucketPolicy"),
            // who stands behind a security group, and how far it can be reached
            "NetworkReach",
            List.of(
                    "AWS::DMS::ReplicationInstance",
                    "AWS::DocDB::DBCluster",
                    "AWS::EC2::Instance",
                    "AWS::EC2::SecurityGroup",
                    "AWS::EC2::SecurityGroupEgress",
                    "AWS::EC2::SecurityGroupIngress",
                    "AWS::ECS::Service",
                    "AWS::EFS::MountTarget",
                    "AWS::ElastiCache::CacheCluster",
                    "AWS::ElastiCache::ReplicationGroup",
                    "AWS::ElasticLoadBalancing::LoadBalancer",
                    "AWS::ElasticLoadBalancingV2::LoadBalancer",
                    "AWS::Lambda::Function",
                    "AWS::MemoryDB::Cluster",
                    "AWS::RDS::DBCluster",
                    "AWS::RDS::DBInstance",
                    "AWS::Redshift::Cluster"),
            // types without a schema
            "StackComparison",
            List.of("AWS::CDK::", "AWS::CloudFormation::CustomResource"));

    /// The one that holds the bounds of others.
    private static final Map<String, List<String>> BOUNDS =
            Map.of("ManagedFacts", List.of("AWS::ApplicationAutoScaling::ScalableTarget"));

    @Test
    void codeThatJudgesNamesNoTypeBeyondThese() throws IOException {
        var found = new TreeMap<String, List<String>>();
        for (var chamber : CHAMBERS) {
            try (var files = Files.list(Path.of("src/main/java/dev/phantom", chamber))) {
                for (var file : files.toList()) {
                    var names = new TreeSet<String>();
                    TYPE.matcher(Files.readString(file)).results().forEach(r -> names.add(r.group(1)));
                    if (!names.isEmpty()) {
                        found.put(file.getFileName().toString().replace(".java", ""), new ArrayList<>(names));
                    }
                }
            }
        }
        var allowed = new TreeMap<>(ALLOWED);
        allowed.putAll(BOUNDS);
        assertThat(found).isEqualTo(allowed);
    }
}
