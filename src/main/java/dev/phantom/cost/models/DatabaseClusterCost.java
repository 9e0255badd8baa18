package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Clusters of Aurora and of RDS: storage and I/O by use, or the capacity of the first serverless kind. Instances are
/// resources of their own, but for a Multi-AZ cluster, whose three are the cluster's.
///
/// https://aws.amazon.com/rds/aurora/pricing/
final class DatabaseClusterCost implements CostModel {
    @Override
    public Set<String> types() {
        return Set.of("AWS::RDS::DBCluster");
    }

    @Override
    public Set<String> reads() {
        return Set.of(
                "Engine",
                "EngineMode",
                "EngineVersion",
                "EngineLifecycleSupport",
                "StorageType",
                "ServerlessV2ScalingConfiguration",
                "ScalingConfiguration/MinCapacity",
                "ScalingConfiguration/MaxCapacity",
                "BackupRetentionPeriod",
                "DBClusterInstanceClass",
                "AllocatedStorage",
                "Iops");
    }

    @Override
    public Quote quote(Settings cluster, Market market) {
        var bill = new Bill(market);
        bill.part("cluster", "cluster", () -> {
            var engine = cluster.needed("Engine").toLowerCase(Locale.ROOT);
            ExtendedSupport.bill(bill, engine, cluster);
            if (engine.startsWith("aurora")) {
                aurora(bill, cluster);
            } else {
                multiAz(bill, cluster, engine);
            }
        });
        return bill.quote();
    }

    private static void aurora(Bill bill, Settings cluster) {
        var optimised =
                cluster.text("StorageType").filter("aurora-iopt1"::equals).isPresent();
        var kind = optimised ? "aurora-iopt1" : "aurora";
        bill.byUsage(
                "storage",
                optimised ? "storage, I/O-Optimized" : "storage",
                "aurora.storage",
                Map.of("storageType", kind));
        if (!optimised) {
            bill.byUsage("requests", "I/O requests", "aurora.io", Map.of());
        }
        var days = cluster.number("BackupRetentionPeriod").orElse(BigDecimal.ONE);
        bill.byUsage(
                "backup",
                "backups of %s days beyond the size of the cluster".formatted(Plain.number(days)),
                "aurora.backup",
                Map.of());
        if (cluster.text("EngineMode").filter("serverless"::equals).isPresent()) {
            var least = cluster.number("ScalingConfiguration", "MinCapacity")
                    .map(Plain::number)
                    .orElse("1");
            var most = cluster.number("ScalingConfiguration", "MaxCapacity")
                    .map(Plain::number)
                    .orElse("16");
            bill.byUsage(
                    "capacity", "%s to %s capacity units".formatted(least, most), "aurora.serverless-v1", Map.of());
        }
    }

    /// Three instances of one class; what each writes is stored three times. AWS lists both for the whole cluster, as
    /// the deployment "Multi-AZ (readable standbys)", and no price book has that variant: three times the price of a
    /// single instance is not what it costs.
    private static void multiAz(Bill bill, Settings cluster, String engine) {
        var type = cluster.needed("DBClusterInstanceClass");
        bill.unpriced("instance", "3 × %s %s in a Multi-AZ cluster: no price known".formatted(type, engine));
        var storage = cluster.text("StorageType").orElse("io1");
        var size = cluster.neededNumber("AllocatedStorage");
        bill.unpriced(
                "storage",
                "3 × %s GB %s%s of a Multi-AZ cluster: no price known"
                        .formatted(
                                Plain.number(size),
                                storage,
                                cluster.number("Iops")
                                        .map(i -> " with " + Plain.number(i) + " IOPS")
                                        .orElse("")));
    }

    /// What a serverless instance takes, between the bounds of its cluster.
    static void capacity(Bill bill, Settings instance) {
        var cluster = instance.sibling("DBClusterIdentifier");
        var bounds = List.of("MinCapacity", "MaxCapacity").stream()
                .flatMap(name -> cluster.flatMap(c -> c.number("ServerlessV2ScalingConfiguration", name)).stream())
                .map(Plain::number)
                .toList();
        var optimised = cluster.flatMap(c -> c.text("StorageType"))
                .filter("aurora-iopt1"::equals)
                .isPresent();
        var between = bounds.size() == 2 ? " between %s and %s".formatted(bounds.getFirst(), bounds.getLast()) : "";
        bill.byUsage(
                "instance",
                "capacity units" + between,
                "aurora.serverless-v2",
                Map.of("storageType", optimised ? "aurora-iopt1" : "aurora"));
    }
}
