package dev.phantom.cost.models;

import dev.phantom.cost.Basis;
import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Set;

/// ECS task definitions: they cost nothing, each task that runs on Fargate does. What one costs is named.
final class TaskDefinitionCost implements CostModel {
    @Override
    public Set<String> types() {
        return Set.of("AWS::ECS::TaskDefinition");
    }

    @Override
    public Set<String> reads() {
        return Set.of("Cpu", "Memory", "RuntimePlatform/CpuArchitecture",
                "RuntimePlatform/OperatingSystemFamily",
                "EphemeralStorage/SizeInGiB",
                "RequiresCompatibilities");
    }

    @Override
    public Quote quote(Settings task, Market market) {
        var bill = new Bill(market);
        bill.part("tasks", "each task on Fargate", () -> {
            if (!TaskSize.compatible(task).contains("FARGATE")) {
                return;
            }
            var one = new Bill(market);
            TaskSize.of(task).bill(one, BigDecimal.ONE, Basis.SYMBOLIC);
            var quote = one.quote();
            quote.unpriced().forEach(u -> bill.unpriced("tasks", "each task on Fargate: " + u.why()));
            if (quote.unpriced().isEmpty()) {
                var sum = quote.items().stream().map(Item::monthlyUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
                bill.symbolic("tasks", "each task on Fargate: %s USD a month".formatted(sum.toPlainString()));
            }
        });
        return bill.quote();
    }
}
