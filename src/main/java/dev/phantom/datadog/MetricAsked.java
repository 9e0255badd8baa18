package dev.phantom.datadog;

import dev.phantom.evidence.Signal.Metric.Role;
import org.jspecify.annotations.Nullable;

/// One metric that is asked for, over one scope.
///
/// @param take     how points are rolled up and resources added: `max`, `min`, `sum`, `avg`
/// @param scope    `queuename:orders`; several with commas; `*` for all
/// @param capacity what limits it; null if that is not known
record MetricAsked(String name, Role role, String take, String scope, @Nullable Capacity capacity) {

    /// @param of      the property or metric that says it
    /// @param live    in the unit of the metric (a rate's per second); null if live sets none
    /// @param safe    null if the safe state sets none
    /// @param metric  the metric that tells what live has; empty where the property does
    /// @param isLeft  whether the metric tells what is left of it, not what is used
    record Capacity(String of, @Nullable Double live, @Nullable Double safe, String metric, boolean isLeft) {}

    /// A metric of a dashboard or monitor of the service: nothing is known of it but how it is asked for there.
    ///
    /// @param aggregator as in the query: `avg:jvm.heap_memory{service:checkout}`
    static MetricAsked custom(String name, String aggregator, String scope) {
        var take = switch (aggregator) {
            case "sum", "min", "max" -> aggregator;
            default -> "avg";
        };
        return new MetricAsked(name, Role.HEALTH, take, scope.isBlank() ? "*" : scope.strip(), null);
    }

    String query(long seconds) {
        return "%s:%s{%s}.rollup(%s,%d)".formatted(take, name, scope, take, seconds);
    }

    /// Counts of spans of different length cannot be compared; counts a second can.
    boolean isCount() {
        return take.equals("sum");
    }

    /// Whether less is worse: memory that is free, credits that are left.
    boolean isLowBad() {
        return take.equals("min");
    }
}
