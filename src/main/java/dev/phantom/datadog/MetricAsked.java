package dev.phantom.datadog;

import dev.phantom.evidence.Signal.Metric.Role;
import org.jspecify.annotations.Nullable;

/// One metric that is asked for, over one scope.
///
/// @param take     how points are rolled up and resources added: `max`, `min`, `sum`, `avg`
/// @param scope    `queuename:orders`; several with commas; `*` for all
/// @param capacity what limits it; null if that is not known
/// @param isOwn    whether it is of the drifted resource itself, not of one that goes with it
record MetricAsked(String name, Role role, String take, String scope, @Nullable Capacity capacity, boolean isOwn) {

    /// @param of      the property or metric that says it
    /// @param live    in the unit of the metric (a rate's per second); null if live sets none
    /// @param safe    null if the safe state sets none
    /// @param metric  the metric that tells what live has; empty where the property does
    /// @param meaning what the metric is of it
    record Capacity(String of, @Nullable Double live, @Nullable Double safe, String metric, Meaning meaning) {

        enum Meaning {
            USED,
            LEFT,
            /// A percentage that is used of what live has.
            PERCENT
        }
    }

    /// A metric of a dashboard or monitor of the service: nothing is known of it but how it is asked for there.
    ///
    /// @param aggregator as in the query: `avg:jvm.heap_memory{service:checkout}`
    static MetricAsked custom(String name, String aggregator, String scope) {
        var take = switch (aggregator) {
            case "sum", "min", "max" -> aggregator;
            default -> "avg";
        };
        return new MetricAsked(name, Role.HEALTH, take, scope.isBlank() ? "*" : scope.strip(), null, false);
    }

    /// With its scope where that is not the drifted resource.
    String label() {
        return isOwn ? name : name + "{" + scope + "}";
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
