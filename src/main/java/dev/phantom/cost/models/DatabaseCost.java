package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// RDS instances: the class by engine, licence and deployment, and the storage. Multi-AZ doubles all of them.
///
/// https://aws.amazon.com/rds/pricing/
final class DatabaseCost implements CostModel {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /// Of these a second instance costs what the first does; of SQL Server it is a price of its own.
    private static final Set<String> DOUBLED =
            Set.of("mysql", "mariadb", "postgres", "oracle-ee", "oracle-se2", "oracle-ee-cdb", "oracle-se2-cdb");

    @Override
    public Set<String> types() {
        return Set.of("AWS::RDS::DBInstance");
    }

    @Override
    public Set<String> reads() {
        return Set.of(
                "DBInstanceClass",
                "Engine",
                "EngineVersion",
                "EngineLifecycleSupport",
                "LicenseModel",
                "MultiAZ",
                "DBClusterIdentifier",
                "AllocatedStorage",
                "StorageType",
                "Iops",
                "StorageThroughput",
                "BackupRetentionPeriod",
                "SourceDBInstanceIdentifier",
                "PubliclyAccessible",
                "ManageMasterUserPassword");
    }

    @Override
    public Quote quote(Settings database, Market market) {
        var bill = new Bill(market);
        bill.part("instance", "instance", () -> instance(bill, database));
        bill.part("support", "extended support", () -> ExtendedSupport.bill(bill, engine(database), database));
        // the storage of a cluster is billed on the cluster
        if (database.words("DBClusterIdentifier").isEmpty() && !engine(database).startsWith("aurora")) {
            bill.part("storage", "storage", () -> DatabaseStorage.bill(bill, database, engine(database)));
            bill.part("backup", "backup", () -> backup(bill, database));
        }
        bill.part("address", "public IPv4 address", () -> {
            if (database.flag(false, "PubliclyAccessible")) {
                bill.byUsage("address", "public IPv4 address", "ipv4.address", Map.of());
            }
        });
        bill.part("secret", "secret of the master password", () -> {
            if (database.flag(false, "ManageMasterUserPassword")) {
                bill.add("secret", "secret of the master password", "secretsmanager.secret", Map.of(), BigDecimal.ONE);
            }
        });
        return bill.quote();
    }

    private static String engine(Settings database) {
        return database.words("Engine").toLowerCase(Locale.ROOT);
    }

    private static void instance(Bill bill, Settings database) {
        var type = database.needed("DBInstanceClass");
        var engine = database.needed("Engine").toLowerCase(Locale.ROOT);
        var cluster = database.sibling("DBClusterIdentifier");
        if (type.equals("db.serverless")) {
            DatabaseClusterCost.capacity(bill, database);
            return;
        }
        var storage = cluster.flatMap(c -> c.text("StorageType")).orElse("");
        var multiAz = !engine.startsWith("aurora") && database.flag(false, "MultiAZ");
        var licence = licence(engine, database);
        var label = "%s %s%s%s"
                .formatted(type, engine, multiAz ? " Multi-AZ" : "", licence.isEmpty() ? "" : " (" + licence + ")");
        if (storage.equals("aurora-iopt1")) {
            bill.unpriced("instance", label + " in an I/O-Optimized cluster: no price known");
            return;
        }
        if (engine.startsWith("oracle-se2") && licence.isEmpty()) {
            bill.unpriced("instance", label + ": the licence model is not said");
            return;
        }
        price(
                bill,
                label,
                Map.of("engine", engine.replace("-cdb", ""), "instanceClass", type, "licence", licence),
                multiAz,
                engine);
    }

    private static void price(Bill bill, String label, Map<String, String> variant, boolean multiAz, String engine) {
        var own = new java.util.TreeMap<>(variant);
        own.put("multiAz", Boolean.toString(multiAz));
        var market = bill.market();
        if (!multiAz
                || !DOUBLED.contains(engine)
                || market.prices().price(market.region(), "rds.instance", own).isPresent()) {
            bill.add("instance", label, "rds.instance", own, BigDecimal.ONE);
            return;
        }
        // two instances, each at the price of one
        own.put("multiAz", "false");
        bill.add("instance", label, "rds.instance", own, TWO);
    }

    /// The licence where an engine is sold under two; empty where there is one, or none is said.
    private static String licence(String engine, Settings database) {
        var said = database.text("LicenseModel");
        if (engine.startsWith("sqlserver")) {
            return said.orElse("license-included");
        }
        if (engine.startsWith("oracle")) {
            return said.orElse(engine.startsWith("oracle-ee") ? "bring-your-own-license" : "");
        }
        return "";
    }

    private static void backup(Bill bill, Settings database) {
        var days = database.number("BackupRetentionPeriod").orElse(BigDecimal.ONE);
        if (days.signum() > 0) {
            bill.byUsage(
                    "backup",
                    "backups of %s days beyond the size of the database".formatted(Plain.number(days)),
                    "rds.backup",
                    Map.of());
        }
    }
}
