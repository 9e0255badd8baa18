package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.value.PropertyView;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// Lambda functions: duration and requests are usage-based; provisioned concurrency of an alias or version is fixed.
final class FunctionCost implements CostModel {
    private static final BigDecimal SECONDS = Bill.HOURS_PER_MONTH.multiply(BigDecimal.valueOf(3600));
    private static final BigDecimal MEGABYTES = BigDecimal.valueOf(1024);

    @Override
    public Set<String> types() {
        return Set.of("AWS::Lambda::Function", "AWS::Lambda::Alias", "AWS::Lambda::Version");
    }

    @Override
    public Quote quote(PropertyView properties, Market market) {
        var bill = new Bill(market);
        var provisioned = properties.number("ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions");
        if (provisioned.isPresent()) {
            return provisioned(bill, provisioned.get(), properties, market);
        }
        if (properties.at("FunctionName").isPresent()
                && properties.at("Runtime").isEmpty()
                && properties.at("Code").isEmpty()) {
            return bill.quote();
        }
        var memory = properties.text("MemorySize").orElse("128");
        var architecture = architecture(properties);
        bill.byUsage(
                "duration",
                "duration at %s MB %s".formatted(memory, architecture),
                "lambda.duration",
                Map.of("architecture", architecture));
        return bill.byUsage("requests", "requests", "lambda.requests", Map.of()).quote();
    }

    private static Quote provisioned(Bill bill, BigDecimal count, PropertyView alias, Market market) {
        var function = alias.raw("FunctionName").flatMap(reference -> market.find(reference));
        var memory = function.flatMap(f -> f.number("MemorySize"));
        if (memory.isEmpty()) {
            return bill.unpriced(
                            "provisioned",
                            count.toPlainString() + " provisioned: the function's memory is not known here")
                    .quote();
        }
        var gigabyteSeconds = count.multiply(memory.get()).multiply(SECONDS).divide(MEGABYTES);
        var architecture = architecture(function.get());
        var item = "%s provisioned at %s MB %s"
                .formatted(count.toPlainString(), memory.get().toPlainString(), architecture);
        return bill.add(
                        "provisioned",
                        item,
                        "lambda.provisioned",
                        Map.of("architecture", architecture),
                        gigabyteSeconds)
                .quote();
    }

    private static String architecture(PropertyView function) {
        return function.items("Architectures").stream()
                .flatMap(a -> a.text().stream())
                .findFirst()
                .orElse("x86_64");
    }
}
