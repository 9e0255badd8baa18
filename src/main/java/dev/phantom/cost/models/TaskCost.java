package dev.phantom.cost.models;

import dev.phantom.cost.Basis;
import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// ECS services: the tasks that run on Fargate, where the task's size is known. Spot is another price, which varies;
/// tasks on a cluster's own instances cost nothing of their own.
final class TaskCost implements CostModel {
    private static final String FARGATE = "FARGATE";

    @Override
    public Set<String> types() {
        return Set.of("AWS::ECS::Service");
    }

    @Override
    public Set<String> reads() {
        return Set.of(
                "LaunchType",
                "CapacityProviderStrategy/CapacityProvider",
                "DesiredCount",
                "SchedulingStrategy",
                "TaskDefinition",
                "Cluster",
                "NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp");
    }

    @Override
    public Quote quote(Settings service, Market market) {
        var bill = new Bill(market);
        bill.part("tasks", "tasks", () -> {
            var count = service.number("DesiredCount").orElse(BigDecimal.ONE);
            var where = where(service);
            if (where.equals("FARGATE_SPOT")) {
                bill.unpriced(
                        "tasks", Plain.number(count) + " tasks, on Fargate Spot in whole or in part: the price varies");
            } else if (where.startsWith(FARGATE)) {
                tasks(bill, service, count, where.equals(FARGATE) ? Basis.DERIVED : Basis.ASSUMED);
            } else if (where.equals("EXTERNAL")) {
                bill.byUsage("tasks", "each of one's own machines that tasks run on", "ecs.anywhere", Map.of());
            } else if (where.isEmpty()) {
                bill.unpriced(
                        "tasks",
                        Plain.number(count) + " tasks: neither a launch type nor a strategy says where they run");
            }
        });
        return bill.quote();
    }

    private static void tasks(Bill bill, Settings service, BigDecimal count, Basis basis) {
        var task = service.sibling("TaskDefinition");
        if (task.isEmpty()) {
            bill.unpriced("tasks", "%s tasks: the task's size is not known here".formatted(Plain.number(count)));
            return;
        }
        TaskSize.of(task.get()).bill(bill, count, basis);
        bill.part("address", "public IPv4 address", () -> {
            if (service.flag(false, "NetworkConfiguration", "AwsvpcConfiguration", "AssignPublicIp")) {
                bill.add("address", Plain.many(count) + "public IPv4 address", "ipv4.address", Map.of(), count);
            }
        });
    }

    /// `FARGATE`, `FARGATE_SPOT` if any of them may run there, `FARGATE assumed`, `own` for instances of one's own, `EXTERNAL` for machines elsewhere;
    /// empty
    /// where nothing says it.
    private static String where(Settings service) {
        var strategy = service.items("CapacityProviderStrategy");
        if (!strategy.isEmpty()) {
            return provider(strategy);
        }
        var launchType = service.text("LaunchType");
        if (launchType.isPresent()) {
            return launchType.get().equals("EC2") ? "own" : launchType.get();
        }
        var cluster = service.sibling("Cluster");
        var fallback =
                cluster.map(c -> c.items("DefaultCapacityProviderStrategy")).orElse(List.of());
        if (!fallback.isEmpty()) {
            return provider(fallback);
        }
        var task = service.sibling("TaskDefinition");
        var compatible = task.map(TaskSize::compatible).orElse(Set.of());
        if (!compatible.isEmpty() && !compatible.contains(FARGATE)) {
            return "own";
        }
        if (task.isEmpty() || compatible.contains(FARGATE)) {
            return FARGATE + " assumed";
        }
        // CreateService, launchType: EC2 where neither the service nor its cluster says another
        return cluster.isPresent() ? "own" : "";
    }

    private static String provider(List<Settings> strategy) {
        var providers = strategy.stream().map(s -> s.needed("CapacityProvider")).toList();
        if (providers.contains("FARGATE_SPOT")) {
            return "FARGATE_SPOT";
        }
        return providers.contains(FARGATE) ? FARGATE : "own";
    }
}
