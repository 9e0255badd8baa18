package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// Instances of DocumentDB: their price goes by their cluster's storage, and burstable ones pay for what is beyond their
/// baseline.
///
/// https://aws.amazon.com/documentdb/pricing/
final class DocumentInstanceCost implements CostModel {
    @Override
    public Set<String> types() {
        return Set.of("AWS::DocDB::DBInstance");
    }

    @Override
    public Set<String> reads() {
        return Set.of("DBInstanceClass", "DBClusterIdentifier");
    }

    @Override
    public Quote quote(Settings instance, Market market) {
        var bill = new Bill(market);
        bill.part("instance", "instance", () -> {
            var type = instance.needed("DBInstanceClass");
            var optimised = instance.sibling("DBClusterIdentifier")
                    .flatMap(cluster -> cluster.text("StorageType"))
                    .filter("iopt1"::equals)
                    .isPresent();
            bill.add(
                    "instance",
                    type + (optimised ? ", I/O-Optimized" : ""),
                    optimised ? "docdb.optimized-instance" : "docdb.instance",
                    Map.of("instanceClass", type),
                    BigDecimal.ONE);
            if (type.startsWith("db.t")) {
                bill.byUsage("credits", "CPU credits beyond the baseline of " + type, "docdb.credits", Map.of());
            }
        });
        return bill.quote();
    }
}
