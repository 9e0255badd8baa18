package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// Lambda functions: duration and requests are usage-based; provisioned concurrency of an alias or version is fixed.
///
/// https://aws.amazon.com/lambda/pricing/
final class FunctionCost implements CostModel {
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final BigDecimal SECONDS = Bill.HOURS_PER_MONTH.multiply(BigDecimal.valueOf(3600));
    private static final BigDecimal MEGABYTES = BigDecimal.valueOf(1024);
    private static final BigDecimal FREE_STORAGE = BigDecimal.valueOf(512);

    @Override
    public Set<String> types() {
        return Set.of(FUNCTION, "AWS::Lambda::Alias", "AWS::Lambda::Version");
    }

    @Override
    public Set<String> reads() {
        return Set.of(
                "MemorySize",
                "Architectures",
                "EphemeralStorage/Size",
                "SnapStart/ApplyOn",
                "Runtime",
                "FunctionName",
                "ProvisionedConcurrencyConfig/ProvisionedConcurrentExecutions");
    }

    @Override
    public Quote quote(Settings settings, Market market) {
        var bill = new Bill(market);
        if (settings.type().equals(FUNCTION)) {
            bill.part("duration", "duration", () -> function(settings, bill));
        } else {
            bill.part("provisioned", "provisioned concurrency", () -> provisioned(settings, bill));
        }
        return bill.quote();
    }

    private static void function(Settings function, Bill bill) {
        var memory = function.text("MemorySize").orElse("128");
        var architecture = architecture(function);
        bill.byUsage("duration", "duration at %s MB %s".formatted(memory, architecture), "lambda.duration", Map.of("architecture", architecture));
        bill.byUsage("requests", "requests", "lambda.requests", Map.of());
        var storage = function.number("EphemeralStorage", "Size").orElse(FREE_STORAGE);
        if (storage.compareTo(FREE_STORAGE) > 0) {
            bill.byUsage("ephemeral storage", "%s MB of ephemeral storage beyond 512".formatted(Plain.number(storage.subtract(FREE_STORAGE))),
                    "lambda.ephemeral-storage", Map.of());
        }
        var snapshots = function.text("SnapStart", "ApplyOn").filter("PublishedVersions"::equals).isPresent();
        if (snapshots && !function.text("Runtime").orElse("").startsWith("java")) {
            bill.byUsage("snapshots", "SnapStart: cached snapshots and restores", "lambda.snapstart", Map.of());
        }
    }

    /// An alias or a version costs what is provisioned for it.
    private static void provisioned(Settings alias, Bill bill) {
        var provisioned = alias.number("ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions");
        if (provisioned.isEmpty()) {
            return;
        }
        var count = provisioned.get();
        var function = alias.sibling("FunctionName");
        if (function.isEmpty()) {
            bill.unpriced("provisioned", Plain.number(count) + " provisioned: the function's memory is not known here");
            return;
        }
        var memory = function.get().number("MemorySize").orElse(BigDecimal.valueOf(128));
        var gigabyteSeconds = count.multiply(memory).multiply(SECONDS).divide(MEGABYTES);
        var architecture = architecture(function.get());
        var item = "%s provisioned at %s MB %s".formatted(Plain.number(count), Plain.number(memory), architecture);
        bill.add("provisioned", item, "lambda.provisioned", Map.of("architecture", architecture), gigabyteSeconds);
    }

    private static String architecture(Settings function) {
        return function.items("Architectures").stream()
                .flatMap(a -> a.text().stream())
                .findFirst()
                .orElse("x86_64");
    }
}
