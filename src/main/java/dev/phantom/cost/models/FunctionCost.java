package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.ResourceConfiguration;
import dev.phantom.value.PropertyView;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// Lambda functions: duration and requests are usage-based; provisioned concurrency of an alias or version is fixed.
final class FunctionCost implements CostModel {
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final BigDecimal SECONDS = Bill.HOURS_PER_MONTH.multiply(BigDecimal.valueOf(3600));
    private static final BigDecimal MEGABYTES = BigDecimal.valueOf(1024);

    @Override
    public Set<String> types() {
        return Set.of(FUNCTION, "AWS::Lambda::Alias", "AWS::Lambda::Version");
    }

    @Override
    public Quote quote(ResourceConfiguration configuration, Market market) {
        return configuration.type().equals(FUNCTION)
                ? function(configuration.properties(), new Bill(market))
                : provisioned(configuration, new Bill(market));
    }

    private static Quote function(PropertyView function, Bill bill) {
        var memory = function.text("MemorySize").orElse("128");
        var architecture = architecture(function);
        bill.byUsage(
                "duration",
                "duration at %s MB %s".formatted(memory, architecture),
                "lambda.duration",
                Map.of("architecture", architecture));
        return bill.byUsage("requests", "requests", "lambda.requests", Map.of()).quote();
    }

    /// An alias or a version costs what is provisioned for it.
    private static Quote provisioned(ResourceConfiguration alias, Bill bill) {
        var properties = alias.properties();
        var provisioned = properties.number("ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions");
        if (provisioned.isEmpty()) {
            return bill.quote();
        }
        var count = provisioned.get();
        var function = properties.raw("FunctionName").flatMap(alias::find);
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
