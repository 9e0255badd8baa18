package dev.phantom.cost.models;

import dev.phantom.cost.Basis;
import dev.phantom.cost.Bill;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// Storage of an RDS instance: GB by kind, IOPS and throughput beyond what the kind brings with it; twice with a
/// standby.
///
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
final class DatabaseStorage {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /// io1 and io2 are sold from 1,000 IOPS on.
    private static final BigDecimal LEAST_IOPS = BigDecimal.valueOf(1000);

    private DatabaseStorage() {}

    static void bill(Bill bill, Settings database, String engine) {
        var multiAz = database.flag(false, "MultiAZ");
        var copies = multiAz ? TWO : BigDecimal.ONE;
        var zones = multiAz ? " in two zones" : "";
        var iops = database.number("Iops");
        // AWS::RDS::DBInstance, StorageType: io1 where Iops is given, else gp2
        var type = database.text("StorageType").orElse(iops.isPresent() ? "io1" : "gp2");
        // a replica has the size of its source
        var size = database.number("AllocatedStorage")
                .or(() -> database.sibling("SourceDBInstanceIdentifier").flatMap(s -> s.number("AllocatedStorage")));
        var key = Map.of("storageType", type);
        if (size.isEmpty()) {
            bill.unpriced("storage", "storage: AllocatedStorage is not known here");
        } else {
            var item = "%s GB %s%s".formatted(Plain.number(size.get()), type, zones);
            bill.add("storage", item, "rds.storage", key, size.get().multiply(copies));
        }
        switch (type) {
            case "io1", "io2" -> {
                var billed = iops.orElse(LEAST_IOPS).max(LEAST_IOPS);
                var least = iops.isEmpty() ? ", the least that is sold" : "";
                bill.add(
                        "iops",
                        "%s IOPS %s%s%s".formatted(Plain.number(billed), type, zones, least),
                        "rds.iops",
                        key,
                        billed.multiply(copies),
                        iops.isEmpty() ? Basis.ASSUMED : Basis.DERIVED);
            }
            case "gp3" -> beyond(bill, database, Base.of(engine, size.orElse(BigDecimal.ZERO)), copies, zones);
            case "standard" -> bill.byUsage("requests", "I/O requests", "rds.io", key);
            default -> {
                // gp2 brings its performance with it
            }
        }
    }

    private static void beyond(Bill bill, Settings database, Base base, BigDecimal copies, String zones) {
        above(bill, "iops", "IOPS", database.number("Iops"), base.iops(), copies, zones);
        above(bill, "throughput", "MB/s", database.number("StorageThroughput"), base.throughput(), copies, zones);
    }

    private static void above(
            Bill bill,
            String part,
            String unit,
            Optional<BigDecimal> all,
            BigDecimal included,
            BigDecimal copies,
            String zones) {
        all.map(a -> a.subtract(included))
                .filter(more -> more.signum() > 0)
                .ifPresent(more -> bill.add(
                        part,
                        "%s %s gp3 above %s%s".formatted(Plain.number(more), unit, Plain.number(included), zones),
                        "rds." + part,
                        Map.of("storageType", "gp3"),
                        more.multiply(copies)));
    }

    /// What gp3 brings with it: more from a size on, at which RDS spreads the storage over four volumes.
    private record Base(BigDecimal iops, BigDecimal throughput) {
        private static final Base SMALL = new Base(BigDecimal.valueOf(3000), BigDecimal.valueOf(125));
        private static final Base STRIPED = new Base(BigDecimal.valueOf(12_000), BigDecimal.valueOf(500));

        static Base of(String engine, BigDecimal gigabytes) {
            if (engine.startsWith("sqlserver")) {
                return SMALL;
            }
            var from = BigDecimal.valueOf(engine.startsWith("oracle") ? 200 : 400);
            return gigabytes.compareTo(from) >= 0 ? STRIPED : SMALL;
        }
    }
}
