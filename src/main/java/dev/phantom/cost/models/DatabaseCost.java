package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.ResourceConfiguration;
import dev.phantom.value.PropertyView;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// RDS instances: the class, storage and provisioned IOPS. Multi-AZ doubles all of them.
///
/// https://aws.amazon.com/rds/pricing/
final class DatabaseCost implements CostModel {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    @Override
    public Set<String> types() {
        return Set.of("AWS::RDS::DBInstance");
    }

    @Override
    public Quote quote(ResourceConfiguration configuration, Market market) {
        var properties = configuration.properties();
        var bill = new Bill(market);
        var multiAz = properties.flag("MultiAZ").orElse(false);
        var type = properties.text("DBInstanceClass");
        var engine = properties.text("Engine").map(e -> e.toLowerCase(Locale.ROOT));
        if (type.isEmpty() || engine.isEmpty()) {
            bill.unpriced("instance", "the instance class or the engine is not known");
        } else {
            instance(bill, market, type.get(), engine.get(), multiAz);
        }
        if (engine.filter(e -> e.startsWith("aurora")).isPresent()) {
            // the cluster's storage is billed by use, on the cluster
            return bill.quote();
        }
        storage(bill, properties, multiAz);
        return bill.quote();
    }

    private static void instance(Bill bill, Market market, String type, String engine, boolean multiAz) {
        var label = "%s %s%s".formatted(type, engine, multiAz ? " Multi-AZ" : "");
        var own = Map.of("engine", engine, "instanceClass", type, "multiAz", Boolean.toString(multiAz));
        if (!multiAz
                || market.prices().price(market.region(), "rds.instance", own).isPresent()) {
            bill.add("instance", label, "rds.instance", own, BigDecimal.ONE);
            return;
        }
        // two instances, each at the price of one
        var single = Map.of("engine", engine, "instanceClass", type, "multiAz", "false");
        bill.add("instance", label, "rds.instance", single, TWO);
    }

    private static void storage(Bill bill, PropertyView properties, boolean multiAz) {
        var copies = multiAz ? TWO : BigDecimal.ONE;
        var iops = properties.number("Iops");
        // AWS::RDS::DBInstance, StorageType: io1 where Iops is given, else gp2
        var type = properties.text("StorageType").orElse(iops.isPresent() ? "io1" : "gp2");
        var zones = multiAz ? " in two zones" : "";
        var size = properties.number("AllocatedStorage");
        var key = Map.of("storageType", type);
        if (size.isEmpty()) {
            bill.unpriced("storage", "the allocated storage is not known");
        } else {
            var item = "%s GB %s%s".formatted(size.get().toPlainString(), type, zones);
            bill.add("storage", item, "rds.storage", key, size.get().multiply(copies));
        }
        if (iops.isPresent() && type.startsWith("io")) {
            var item = "%s IOPS %s%s".formatted(iops.get().toPlainString(), type, zones);
            bill.add("iops", item, "rds.iops", key, iops.get().multiply(copies));
        } else if (iops.filter(i -> i.intValue() > 3000).isPresent()) {
            bill.unpriced("iops", "gp3 IOPS above the base, which depends on engine and size");
        }
    }
}
