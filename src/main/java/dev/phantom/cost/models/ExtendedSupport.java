package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.Settings;
import java.util.List;
import java.util.Map;

/// Engine versions whose standard support has ended: AWS charges for each vCPU that runs them.
///
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html
final class ExtendedSupport {
    private ExtendedSupport() {}

    private static final Map<String, List<String>> ENDED = Map.of(
            "mysql", List.of("5.7"),
            "postgres", List.of("11", "12"),
            "aurora-mysql", List.of("5.7"),
            "aurora-postgresql", List.of("11", "12"));

    static void bill(Bill bill, String engine, Settings database) {
        var version = database.text("EngineVersion").orElse("");
        var off = database.text("EngineLifecycleSupport")
                .filter(s -> s.endsWith("disabled"))
                .isPresent();
        if (!off && charged(engine, version)) {
            bill.byUsage(
                    "support",
                    "extended support of %s %s, each vCPU".formatted(engine, version),
                    "rds.extended-support",
                    Map.of());
        }
    }

    private static boolean charged(String engine, String version) {
        return ENDED.getOrDefault(engine, List.of()).stream()
                .anyMatch(ended -> version.equals(ended) || version.startsWith(ended + "."));
    }
}
