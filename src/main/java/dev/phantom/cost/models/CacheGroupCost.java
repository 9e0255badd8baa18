package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// ElastiCache: nodes by type and engine. A replication group has shards × (replicas + 1) nodes, or its number of
/// clusters.
///
/// https://aws.amazon.com/elasticache/pricing/
final class CacheGroupCost implements CostModel {
    private static final BigDecimal FIRST_YEARS = new BigDecimal("0.8");
    private static final BigDecimal THIRD_YEAR = new BigDecimal("1.6");
    private static final String CLUSTER = "AWS::ElastiCache::CacheCluster";

    @Override
    public Set<String> types() {
        return Set.of(CLUSTER, "AWS::ElastiCache::ReplicationGroup");
    }

    @Override
    public Set<String> reads() {
        return Set.of(
                "Engine",
                "EngineVersion",
                "CacheNodeType",
                "NumCacheNodes",
                "NumCacheClusters",
                "NumNodeGroups",
                "ReplicasPerNodeGroup",
                "NodeGroupConfiguration/ReplicaCount",
                "SnapshotRetentionLimit");
    }

    @Override
    public Quote quote(Settings group, Market market) {
        var bill = new Bill(market);
        bill.part("nodes", "nodes", () -> {
            // AWS::ElastiCache::ReplicationGroup, Engine: redis where none is said
            var engine = group.type().equals(CLUSTER)
                    ? group.needed("Engine")
                    : group.text("Engine").orElse("redis");
            var type = group.needed("CacheNodeType");
            var count = nodes(group);
            var item = "%s × %s %s".formatted(Plain.number(count), type, engine);
            var key = Map.of("nodeType", type, "engine", engine.toLowerCase(Locale.ROOT));
            bill.add("nodes", item, "elasticache.node", key, count);
            support(bill, group, engine, key, count);
        });
        bill.part("backup", "snapshots", () -> {
            var days = group.number("SnapshotRetentionLimit").orElse(BigDecimal.ZERO);
            if (days.signum() > 0) {
                bill.byUsage(
                        "backup", "snapshots of %s days".formatted(Plain.number(days)), "elasticache.backup", Map.of());
            }
        });
        return bill.quote();
    }

    /// Redis OSS past the end of its standard support costs so much more a node.
    ///
    /// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support-charges.html
    private static void support(
            Bill bill, Settings group, String engine, Map<String, String> node, BigDecimal count) {
        bill.part("support", "extended support", () -> {
            var version = group.text("EngineVersion").orElse("");
            ExtendedSupport.years(bill, engine.toLowerCase(Locale.ROOT), version).ifPresent(years -> {
                var premium = years.equals("3") ? THIRD_YEAR : FIRST_YEARS;
                bill.add(
                        "support",
                        "extended support of %s %s, %s of the rate of a node"
                                .formatted(engine, version, Plain.number(premium)),
                        "elasticache.node",
                        node,
                        count.multiply(premium));
            });
        });
    }

    private static BigDecimal nodes(Settings group) {
        if (group.type().equals(CLUSTER)) {
            return group.neededNumber("NumCacheNodes");
        }
        var replicas = group.number("ReplicasPerNodeGroup");
        var shards = group.number("NumNodeGroups");
        var configured = group.items("NodeGroupConfiguration");
        if (!configured.isEmpty() && configured.stream().anyMatch(c -> c.has("ReplicaCount"))) {
            return configured.stream()
                    .map(c -> c.number("ReplicaCount")
                            .or(() -> replicas)
                            .orElse(BigDecimal.ZERO)
                            .add(BigDecimal.ONE))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        if (shards.isPresent() || replicas.isPresent()) {
            return shards.orElse(BigDecimal.ONE)
                    .multiply(replicas.orElse(BigDecimal.ZERO).add(BigDecimal.ONE));
        }
        return group.number("NumCacheClusters").orElse(BigDecimal.ONE);
    }
}
