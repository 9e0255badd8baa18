package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.ResourceConfiguration;
import dev.phantom.value.PropertyView;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Resources that cost the same each hour or month whatever they are set to, beside what is usage-based.
///
/// @param part adds the parts of the bill
record FixedCost(Set<String> types, BiConsumer<Bill, PropertyView> part) implements CostModel {

    public FixedCost {
        types = Set.copyOf(types);
    }

    @Override
    public Quote quote(ResourceConfiguration configuration, Market market) {
        var properties = configuration.properties();
        var bill = new Bill(market);
        part.accept(bill, properties);
        return bill.quote();
    }

    static FixedCost natGateway() {
        return new FixedCost(Set.of("AWS::EC2::NatGateway"), (bill, p) -> {
            bill.add("gateway", "NAT gateway", "nat.gateway", Map.of(), BigDecimal.ONE);
            bill.byUsage("data", "data processed", "nat.data", Map.of());
        });
    }

    static FixedCost loadBalancer() {
        return new FixedCost(Set.of("AWS::ElasticLoadBalancingV2::LoadBalancer"), (bill, p) -> {
            var type = p.text("Type").orElse("application");
            bill.add("balancer", type + " load balancer", "elb", Map.of("type", type), BigDecimal.ONE);
            bill.byUsage("capacity", "capacity units", "elb.lcu", Map.of("type", type));
        });
    }

    static FixedCost classicLoadBalancer() {
        return new FixedCost(
                Set.of("AWS::ElasticLoadBalancing::LoadBalancer"),
                (bill, p) -> bill.add(
                                "balancer", "classic load balancer", "elb", Map.of("type", "classic"), BigDecimal.ONE)
                        .unpriced("data", "data processed: usage-based"));
    }

    static FixedCost address() {
        return new FixedCost(
                Set.of("AWS::EC2::EIP"),
                (bill, p) -> bill.add("address", "public IPv4 address", "eip", Map.of(), BigDecimal.ONE));
    }

    static FixedCost key() {
        return new FixedCost(Set.of("AWS::KMS::Key"), (bill, p) -> {
            bill.add("key", "customer managed key", "kms.key", Map.of(), BigDecimal.ONE);
            bill.unpriced("requests", "requests: usage-based");
        });
    }

    static FixedCost bucket() {
        return new FixedCost(
                Set.of("AWS::S3::Bucket"),
                (bill, p) -> bill.byUsage("storage", "storage", "s3.storage", Map.of("storageClass", "STANDARD"))
                        .unpriced("requests", "requests and transfer: usage-based"));
    }

    static FixedCost logGroup() {
        return new FixedCost(
                Set.of("AWS::Logs::LogGroup"),
                (bill, p) -> bill.byUsage("ingestion", "ingestion", "logs.ingested", Map.of())
                        .byUsage("storage", "storage", "logs.stored", Map.of()));
    }

    static FixedCost queue() {
        return new FixedCost(
                Set.of("AWS::SQS::Queue"), (bill, p) -> bill.byUsage("requests", "requests", "sqs.requests", Map.of()));
    }

    static FixedCost topic() {
        return new FixedCost(
                Set.of("AWS::SNS::Topic"), (bill, p) -> bill.byUsage("requests", "requests", "sns.requests", Map.of()));
    }
}
