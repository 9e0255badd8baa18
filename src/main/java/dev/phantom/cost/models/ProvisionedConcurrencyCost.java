package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// Aliases and versions of Lambda functions: they cost what is provisioned for them.
///
/// https://aws.amazon.com/lambda/pricing/
final class ProvisionedConcurrencyCost implements CostModel {
    private static final BigDecimal SECONDS = Bill.HOURS_PER_MONTH.multiply(BigDecimal.valueOf(3600));
    private static final BigDecimal MEGABYTES = BigDecimal.valueOf(1024);

    @Override
    public Set<String> types() {
        return Set.of("AWS::Lambda::Alias", "AWS::Lambda::Version");
    }

    @Override
    public Set<String> reads() {
        return Set.of("FunctionName", "ProvisionedConcurrencyConfig/ProvisionedConcurrentExecutions");
    }

    @Override
    public Quote quote(Settings settings, Market market) {
        var bill = new Bill(market);
        bill.part("provisioned", "provisioned concurrency", () -> provisioned(settings, bill));
        return bill.quote();
    }

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
        var architecture = FunctionCost.architecture(function.get());
        var item = "%s provisioned at %s MB %s".formatted(Plain.number(count), Plain.number(memory), architecture);
        bill.add("provisioned", item, "lambda.provisioned", Map.of("architecture", architecture), gigabyteSeconds);
    }
}
