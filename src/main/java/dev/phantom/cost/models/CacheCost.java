package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.ResourceConfiguration;
import dev.phantom.value.PropertyView;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// ElastiCache: nodes by type. A replication group has shards × (replicas + 1) nodes, or its number of clusters.
final class CacheCost implements CostModel {
    @Override
    public Set<String> types() {
        return Set.of("AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup");
    }

    @Override
    public Quote quote(ResourceConfiguration configuration, Market market) {
        var properties = configuration.properties();
        var bill = new Bill(market);
        var type = properties.text("CacheNodeType");
        if (type.isEmpty()) {
            return bill.unpriced("nodes", "the node type is not known").quote();
        }
        var count = nodes(properties);
        var item = "%s × %s".formatted(count.toPlainString(), type.get());
        return bill.add("nodes", item, "elasticache.node", Map.of("nodeType", type.get()), count)
                .quote();
    }

    private static BigDecimal nodes(PropertyView p) {
        Optional<BigDecimal> sharded = p.number("NumNodeGroups")
                .map(shards -> shards.multiply(
                        p.number("ReplicasPerNodeGroup").orElse(BigDecimal.ZERO).add(BigDecimal.ONE)));
        return p.number("NumCacheNodes")
                .or(() -> p.number("NumCacheClusters"))
                .or(() -> sharded)
                .or(() -> p.number("ReplicasPerNodeGroup").map(r -> r.add(BigDecimal.ONE)))
                .orElse(BigDecimal.ONE);
    }
}
