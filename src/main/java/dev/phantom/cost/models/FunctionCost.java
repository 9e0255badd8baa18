package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// Lambda functions: duration and requests are usage-based.
///
/// https://aws.amazon.com/lambda/pricing/
final class FunctionCost implements CostModel {
    private static final BigDecimal LEAST_MEMORY = BigDecimal.valueOf(128);
    private static final BigDecimal FREE_STORAGE = BigDecimal.valueOf(512);
    private static final BigDecimal MB_PER_GB = BigDecimal.valueOf(1024);

    @Override
    public Set<String> types() {
        return Set.of("AWS::Lambda::Function");
    }

    @Override
    public Set<String> reads() {
        return Set.of("MemorySize", "Architectures", "EphemeralStorage/Size", "SnapStart/ApplyOn", "Runtime");
    }

    @Override
    public Quote quote(Settings settings, Market market) {
        var bill = new Bill(market);
        bill.part("duration", "duration", () -> function(settings, bill));
        return bill.quote();
    }

    private static void function(Settings function, Bill bill) {
        var memory = function.number("MemorySize").orElse(LEAST_MEMORY);
        var architecture = architecture(function);
        bill.byUsage(
                "duration",
                "duration at %s MB %s".formatted(memory.toPlainString(), architecture),
                "lambda.duration",
                Map.of("architecture", architecture),
                memory.divide(MB_PER_GB));
        bill.byUsage("requests", "requests", "lambda.requests", Map.of());
        var storage = function.number("EphemeralStorage", "Size").orElse(FREE_STORAGE);
        if (storage.compareTo(FREE_STORAGE) > 0) {
            bill.byUsage(
                    "ephemeral storage",
                    "%s MB of ephemeral storage beyond 512".formatted(Plain.number(storage.subtract(FREE_STORAGE))),
                    "lambda.ephemeral-storage",
                    Map.of());
        }
        var snapshots = function.text("SnapStart", "ApplyOn")
                .filter("PublishedVersions"::equals)
                .isPresent();
        if (snapshots && !function.text("Runtime").orElse("").startsWith("java")) {
            bill.byUsage("snapshots", "SnapStart: cached snapshots and restores", "lambda.snapstart", Map.of());
        }
    }

    static String architecture(Settings function) {
        return function.items("Architectures").stream()
                .flatMap(a -> a.text().stream())
                .findFirst()
                .orElse("x86_64");
    }
}
