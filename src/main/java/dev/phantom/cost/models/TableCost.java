package dev.phantom.cost.models;

import dev.phantom.cost.Basis;
import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// DynamoDB tables by table class: provisioned capacity of the table and its global indexes; on demand is
/// usage-based. A global table pays for each write in each replica.
///
/// https://aws.amazon.com/dynamodb/pricing/
final class TableCost implements CostModel {
    private static final String GLOBAL = "AWS::DynamoDB::GlobalTable";

    @Override
    public Set<String> types() {
        return Set.of("AWS::DynamoDB::Table", GLOBAL);
    }

    @Override
    public Set<String> reads() {
        return Set.of(
                "BillingMode",
                "TableClass",
                "ProvisionedThroughput/ReadCapacityUnits",
                "ProvisionedThroughput/WriteCapacityUnits",
                "GlobalSecondaryIndexes/IndexName",
                "GlobalSecondaryIndexes/ProvisionedThroughput/ReadCapacityUnits",
                "GlobalSecondaryIndexes/ProvisionedThroughput/WriteCapacityUnits",
                "PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled",
                "Replicas/Region",
                "Replicas/TableClass",
                "WriteProvisionedThroughputSettings/WriteCapacityAutoScalingSettings/MinCapacity");
    }

    @Override
    public Quote quote(Settings table, Market market) {
        var bill = new Bill(market);
        bill.part("capacity", "capacity", () -> {
            var onDemand =
                    table.text("BillingMode").filter("PAY_PER_REQUEST"::equals).isPresent();
            var variant = Map.of("tableClass", tableClass(table));
            if (table.type().equals(GLOBAL)) {
                global(bill, table, onDemand);
            } else if (onDemand) {
                bill.byUsage("capacity", "reading on demand", "dynamodb.read-requests", variant);
                bill.byUsage("capacity", "writing on demand", "dynamodb.write-requests", variant);
            } else {
                provisioned(bill, table, variant);
            }
            bill.byUsage("storage", "storage, class " + variant.get("tableClass"), "dynamodb.storage", variant);
        });
        bill.part("recovery", "point-in-time recovery", () -> {
            if (table.flag(false, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")) {
                bill.byUsage("recovery", "point-in-time recovery", "dynamodb.recovery", Map.of());
            }
        });
        return bill.quote();
    }

    private static String tableClass(Settings table) {
        return table.text("TableClass")
                .or(() -> table.items("Replicas").stream().findFirst().flatMap(r -> r.text("TableClass")))
                .orElse("STANDARD");
    }

    private static void provisioned(Bill bill, Settings table, Map<String, String> variant) {
        capacity(bill, "table", table, variant);
        for (var index : table.items("GlobalSecondaryIndexes")) {
            capacity(bill, "index " + index.text("IndexName").orElse("?"), index, variant);
        }
    }

    private static void capacity(Bill bill, String name, Settings owner, Map<String, String> variant) {
        bill.part("capacity " + name, name, () -> {
            var reads = owner.neededNumber("ProvisionedThroughput", "ReadCapacityUnits");
            var writes = owner.neededNumber("ProvisionedThroughput", "WriteCapacityUnits");
            bill.add(
                    "capacity " + name + " reads",
                    "%s: %s RCU".formatted(name, Plain.number(reads)),
                    "dynamodb.rcu",
                    variant,
                    reads);
            bill.add(
                    "capacity " + name + " writes",
                    "%s: %s WCU".formatted(name, Plain.number(writes)),
                    "dynamodb.wcu",
                    variant,
                    writes);
        });
    }

    private static void global(Bill bill, Settings table, boolean onDemand) {
        var replicas = BigDecimal.valueOf(table.items("Replicas").size());
        var variant = Map.of("tableClass", tableClass(table));
        if (onDemand) {
            bill.byUsage("capacity", "reading on demand", "dynamodb.read-requests", variant);
            bill.byUsage(
                    "capacity",
                    "writing on demand, in each of %s replicas".formatted(Plain.number(replicas)),
                    "dynamodb.replicated-write-requests",
                    variant);
            return;
        }
        var least = table.neededNumber(
                "WriteProvisionedThroughputSettings", "WriteCapacityAutoScalingSettings", "MinCapacity");
        bill.add(
                "capacity writes",
                "%s replicas × %s WCU, the least that is provisioned"
                        .formatted(Plain.number(replicas), Plain.number(least)),
                "dynamodb.rwcu",
                variant,
                least.multiply(replicas),
                Basis.ASSUMED);
        bill.unpriced("capacity reads", "reading in each replica: its capacity scales by itself");
    }
}
