package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.CRITICAL;
import static dev.phantom.severity.Severity.HIGH;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A resource that got a public address or endpoint.
final class PubliclyReachable implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-008",
            "a resource became publicly reachable",
            "With a public endpoint only credentials and security groups stand between the internet and the data.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2");

    private static final Set<String> YES = Set.of("true", "yes");
    private static final String DATA = "AWS::RDS::DBInstance AWS::RDS::DBCluster AWS::Redshift::Cluster"
            + " AWS::DMS::ReplicationInstance AWS::RedshiftServerless::Workgroup AWS::AmazonMQ::Broker";
    private static final List<Guard> GUARDS = List.of(
            Guard.not(DATA, "/PubliclyAccessible", YES, CRITICAL, "the data store has a public endpoint"),
            Guard.not(
                    "AWS::MSK::Cluster",
                    "/BrokerNodeGroupInfo/ConnectivityInfo/PublicAccess/Type",
                    Set.of("SERVICE_PROVIDED_EIPS"),
                    HIGH,
                    "the brokers have public addresses"),
            Guard.not(
                    "AWS::EKS::Cluster",
                    "/ResourcesVpcConfig/EndpointPublicAccess",
                    YES,
                    HIGH,
                    "the cluster's API server has a public endpoint"),
            Guard.not(
                    "AWS::EC2::Subnet",
                    "/MapPublicIpOnLaunch",
                    YES,
                    MEDIUM,
                    "instances of the subnet get public addresses"),
            Guard.not(
                    "AWS::ElasticLoadBalancingV2::LoadBalancer AWS::ElasticLoadBalancing::LoadBalancer",
                    "/Scheme",
                    Set.of("internet-facing"),
                    HIGH,
                    "the load balancer faces the internet"),
            Guard.not(
                    "AWS::ECS::Service",
                    "/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp",
                    Set.of("ENABLED"),
                    HIGH,
                    "tasks get public addresses"),
            Guard.not(
                    "AWS::SageMaker::NotebookInstance",
                    "/DirectInternetAccess",
                    Set.of("Enabled"),
                    HIGH,
                    "direct internet access"));

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(String type, PropertyView model, String environment) {
        var risks = new ArrayList<>(Guard.risks(GUARDS, type, model));
        if (type.equals("AWS::EC2::Instance")) {
            var cards = model.items("NetworkInterfaces");
            for (int i = 0; i < cards.size(); i++) {
                if (cards.get(i).flag("AssociatePublicIpAddress").orElse(false)) {
                    var path = dev.phantom.value.PropertyPath.of("NetworkInterfaces")
                            .child(i)
                            .child("AssociatePublicIpAddress");
                    risks.add(new Risk("public address", path, MEDIUM, "the instance gets a public address"));
                }
            }
        }
        return risks;
    }
}
