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
                "ServerlessV2ScalingConfiguration/MinCapacity",
                "ServerlessV2ScalingConfiguration/MaxCapacity",
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
            if (engine.startsWith("aurora")) {
                ExtendedSupport.each(bill, engine, cluster);
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
        backup(bill, cluster, "aurora.backup");
        var bounds = bounds(cluster);
        if (!bounds.isEmpty()) {
            bill.symbolic("bounds", "each of its serverless instances takes capacity units" + bounds);
        }
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

    /// A writer and two standbys that can be read: the deployment "Multi-AZ (readable standbys)", which AWS lists at one
    /// price for all three, for what each stores and for its IOPS. Three times the price of a single instance is not
    /// what it costs.
    private static void multiAz(Bill bill, Settings cluster, String engine) {
        var type = cluster.needed("DBClusterInstanceClass");
        ExtendedSupport.bill(bill, engine, type, 3, cluster);
        bill.add(
                "instance",
                "three %s %s in a Multi-AZ cluster".formatted(type, engine),
                "rds.cluster",
                Map.of("engine", engine, "instanceClass", type),
                BigDecimal.ONE);
        // CreateDBCluster, StorageType: io1 where none is said
        var storage = Map.of("storageType", cluster.text("StorageType").orElse("io1"));
        var kind = storage.get("storageType");
        var size = cluster.neededNumber("AllocatedStorage");
        bill.add(
                "storage",
                "%s GB %s on each of three instances".formatted(Plain.number(size), kind),
                "rds.cluster-storage",
                storage,
                size);
        cluster.number("Iops")
                .ifPresent(iops -> bill.add(
                        "iops",
                        "%s IOPS %s on each of three instances".formatted(Plain.number(iops), kind),
                        "rds.cluster-iops",
                        storage,
                        iops));
        backup(bill, cluster, "rds.backup");
    }

    private static void backup(Bill bill, Settings cluster, String product) {
        var days = cluster.number("BackupRetentionPeriod").orElse(BigDecimal.ONE);
        bill.byUsage(
                "backup",
                "backups of %s days beyond the size of the cluster".formatted(Plain.number(days)),
                product,
                Map.of());
    }

    /// What a serverless instance takes, between the bounds of its cluster.
    static void capacity(Bill bill, Settings instance) {
        var cluster = instance.sibling("DBClusterIdentifier");
        var optimised = cluster.flatMap(c -> c.text("StorageType"))
                .filter("aurora-iopt1"::equals)
                .isPresent();
        var between = cluster.map(DatabaseClusterCost::bounds).orElse("");
        bill.byUsage(
                "instance",
                "capacity units" + between,
                "aurora.serverless-v2",
                Map.of("storageType", optimised ? "aurora-iopt1" : "aurora"));
    }

    /// ` between 0.5 and 16`; empty where the cluster has none.
    private static String bounds(Settings cluster) {
        var bounds = List.of("MinCapacity", "MaxCapacity").stream()
                .flatMap(name -> cluster.number("ServerlessV2ScalingConfiguration", name).stream())
                .map(Plain::number)
                .toList();
        return bounds.size() == 2 ? " between %s and %s".formatted(bounds.getFirst(), bounds.getLast()) : "";
    }
}
