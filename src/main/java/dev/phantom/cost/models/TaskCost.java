package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.ResourceConfiguration;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// ECS services on Fargate: vCPU and memory of each task, where the task's size is known.
final class TaskCost implements CostModel {
    private static final BigDecimal UNITS = BigDecimal.valueOf(1024);
    private static final Map<String, String> X86 = Map.of("architecture", "x86_64");

    @Override
    public Set<String> types() {
        return Set.of("AWS::ECS::Service");
    }

    @Override
    public Quote quote(ResourceConfiguration configuration, Market market) {
        var properties = configuration.properties();
        var bill = new Bill(market);
        if (properties.text("LaunchType").filter("EC2"::equals).isPresent()) {
            return bill.quote();
        }
        var count = properties.number("DesiredCount").orElse(BigDecimal.ONE);
        var task = properties.raw("TaskDefinition").flatMap(reference -> configuration.find(reference));
        var cpu = task.flatMap(t -> t.number("Cpu"));
        var memory = task.flatMap(t -> t.number("Memory"));
        var arm =
                task.flatMap(t -> t.text("RuntimePlatform", "CpuArchitecture")).filter("ARM64"::equals);
        if (cpu.isEmpty() || memory.isEmpty() || arm.isPresent()) {
            return bill.unpriced(
                            "tasks",
                            "%s tasks: the task's size or price is not known here".formatted(count.toPlainString()))
                    .quote();
        }
        var vcpu = count.multiply(cpu.get()).divide(UNITS);
        var gigabytes = count.multiply(memory.get()).divide(UNITS);
        bill.add(
                "tasks vcpu",
                "%s tasks: %s vCPU"
                        .formatted(
                                count.toPlainString(), vcpu.stripTrailingZeros().toPlainString()),
                "fargate.vcpu",
                X86,
                vcpu);
        return bill.add(
                        "tasks memory",
                        "%s tasks: %s GB"
                                .formatted(
                                        count.toPlainString(),
                                        gigabytes.stripTrailingZeros().toPlainString()),
                        "fargate.memory",
                        X86,
                        gigabytes)
                .quote();
    }
}
