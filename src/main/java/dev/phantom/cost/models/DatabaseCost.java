package dev.phantom.cost.models;

import dev.phantom.cost.Basis;
import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// RDS instances: the class by engine, licence and deployment, and the storage. Multi-AZ doubles all of them.
///
/// https://aws.amazon.com/rds/pricing/
final class DatabaseCost implements CostModel {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal OPTIMISED = new BigDecimal("1.3");

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
        bill.part("support", "extended support", () -> support(bill, database));
        bill.part("credits", "CPU credits", () -> credits(bill, database));
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
            optimised(bill, label, engine, type);
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

    /// An instance of an I/O-Optimized cluster: its own price, or what AWS says of it against the standard one.
    ///
    /// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithReservedDBInstances.html: a `large`
    /// takes 4 normalized units an hour, and 5.2 where it is I/O-Optimized
    private static void optimised(Bill bill, String label, String engine, String type) {
        var market = bill.market();
        var own = Map.of("engine", engine, "instanceClass", type);
        if (market.prices().price(market.region(), "aurora.optimized-instance", own).isPresent()) {
            bill.add("instance", label + ", I/O-Optimized", "aurora.optimized-instance", own, BigDecimal.ONE);
            return;
        }
        bill.add(
                "instance",
                label + ", I/O-Optimized: 1.3 times the standard rate",
                "rds.instance",
                Map.of("engine", engine, "instanceClass", type, "licence", "", "multiAz", "false"),
                OPTIMISED,
                Basis.ASSUMED);
    }

    /// The version is the cluster's where the instance says none.
    private static void support(Bill bill, Settings database) {
        var sources = new ArrayList<>(List.of(database));
        database.sibling("DBClusterIdentifier").ifPresent(sources::add);
        ExtendedSupport.bill(
                bill,
                engine(database),
                database.text("DBInstanceClass").orElse(""),
                database.flag(false, "MultiAZ") ? 2 : 1,
                sources.toArray(Settings[]::new));
    }

    /// Burstable classes run on in unlimited mode, but for t2, and pay for what is beyond their baseline.
    ///
    /// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html
    private static void credits(Bill bill, Settings database) {
        var type = database.text("DBInstanceClass").orElse("");
        if (type.startsWith("db.t3.") || type.startsWith("db.t4g.")) {
            var engine = engine(database);
            var kind = engine.startsWith("aurora") ? "aurora" : engine.startsWith("sqlserver") ? "sqlserver" : "rds";
            bill.byUsage(
                    "credits", "CPU credits beyond the baseline of " + type, "rds.credits", Map.of("engines", kind));
        }
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
