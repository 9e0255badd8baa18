package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Engine versions whose standard support has ended, on the day of the price book: AWS charges for each vCPU that runs
/// them, and of some more from the third year on.
///
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html,
/// https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html,
/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars.html,
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support-versions.html (2026-09-13)
final class ExtendedSupport {
    private ExtendedSupport() {}

    /// A version, from when on it is charged for, and from when on at the rate of the third year.
    record Ended(String version, LocalDate since, LocalDate dearer) {
        boolean of(String version) {
            return version.equals(this.version) || version.startsWith(this.version + ".");
        }
    }

    private static final Map<String, List<Ended>> CALENDAR = Map.of(
            "mysql", List.of(ended("5.7", "2024-03-01", "2026-03-01"), ended("8.0", "2026-08-01", "2028-08-01")),
            "postgres", postgres(),
            "aurora-postgresql", postgres(),
            // version 2 of Aurora MySQL has no dearer third year
            "aurora-mysql", List.of(ended("5.7", "2024-12-01", "9999-12-31"), ended("8.0", "2028-05-01", "9999-12-31")),
            "redis",
                    List.of(
                            ended("4", "2026-02-01", "2028-02-01"),
                            ended("5", "2026-02-01", "2028-02-01"),
                            ended("6", "2027-02-01", "2029-02-01")));

    private static List<Ended> postgres() {
        return List.of(
                ended("11", "2024-04-01", "2026-04-01"),
                ended("12", "2025-03-01", "2027-03-01"),
                ended("13", "2026-03-01", "2028-03-01"),
                ended("14", "2027-03-01", "2029-03-01"),
                ended("15", "2028-03-01", "2030-03-01"));
    }

    private static Ended ended(String version, String since, String dearer) {
        return new Ended(version, LocalDate.parse(since), LocalDate.parse(dearer));
    }

    /// The years that are charged for: `1-2` or `3`; empty where standard support has not ended.
    static Optional<String> years(Bill bill, String engine, String version) {
        var today = bill.market().prices().asOf();
        return CALENDAR.getOrDefault(engine, List.of()).stream()
                .filter(ended -> ended.of(version) && !today.isBefore(ended.since()))
                .map(ended -> today.isBefore(ended.dearer()) ? "1-2" : "3")
                .findFirst();
    }

    private static Optional<String> years(Bill bill, String engine, Settings... sources) {
        var off = Arrays.stream(sources)
                .flatMap(s -> s.text("EngineLifecycleSupport").stream())
                .findFirst()
                .filter(s -> s.endsWith("disabled"));
        return off.isPresent() ? Optional.empty() : years(bill, engine, version(sources));
    }

    private static String version(Settings... sources) {
        return Arrays.stream(sources)
                .flatMap(s -> s.text("EngineVersion").stream())
                .findFirst()
                .orElse("");
    }

    /// So many machines of a class, whose version the first source says that says one. Where the class does not say how
    /// many vCPU it has, the rate is said.
    static void bill(Bill bill, String engine, String instanceClass, int machines, Settings... sources) {
        years(bill, engine, sources).ifPresent(years -> {
            var what = "extended support of %s %s".formatted(engine, version(sources));
            var rate = Map.of("years", years);
            var vcpus = vcpus(instanceClass).map(n -> BigDecimal.valueOf((long) n * machines));
            if (vcpus.isPresent()) {
                bill.add(
                        "support",
                        what + ", %s vCPU".formatted(Plain.number(vcpus.get())),
                        "rds.extended-support",
                        rate,
                        vcpus.get());
            } else {
                bill.byUsage("support", what + ", each vCPU", "rds.extended-support", rate);
            }
        });
    }

    /// Of a cluster whose instances are resources of their own.
    static void each(Bill bill, String engine, Settings cluster) {
        years(bill, engine, cluster)
                .ifPresent(years -> bill.byUsage(
                        "support",
                        "extended support of %s %s, each vCPU of its instances".formatted(engine, version(cluster)),
                        "rds.extended-support",
                        Map.of("years", years)));
    }

    /// A `large` has two, and each `xlarge` four (https://aws.amazon.com/rds/instance-types/). Smaller ones are told of
    /// the families `t` alone; what is tuned or bare metal has other numbers.
    static Optional<Integer> vcpus(String instanceClass) {
        var part = instanceClass.split("\\.");
        if (part.length != 3) {
            return Optional.empty();
        }
        var size = part[2];
        var small = part[1].startsWith("t");
        return switch (size) {
            case "micro", "small" ->
                small ? Optional.of(part[1].equals("t2") ? 1 : 2) : Optional.empty();
            case "medium" -> small ? Optional.of(2) : Optional.empty();
            case "large" -> Optional.of(2);
            case "xlarge" -> Optional.of(4);
            case String s when s.matches("\\d{1,3}xlarge") -> Optional.of(4 * Integer.parseInt(s.replace("xlarge", "")));
            default -> Optional.empty();
        };
    }
}
