package dev.phantom.datadog;

import dev.phantom.datadog.MetricAsked.Capacity;
import dev.phantom.datadog.MetricTable.Entry;
import dev.phantom.datadog.MetricTable.Limit;
import dev.phantom.datadog.MetricTable.Named;
import dev.phantom.drift.subject.Subject;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The metrics that one drift asks for: those of its type, and the metric of an alarm.
final class MetricChoice {
    private MetricChoice() {}

    static List<MetricAsked> of(Subject subject, MetricTable table) {
        var id = subject.drift().physicalId();
        var own = table.of(subject).stream()
                .filter(entry -> !id.isEmpty())
                .flatMap(entry -> entry.metrics().stream().flatMap(m -> asked(subject, entry, m).stream()));
        return Stream.concat(AlarmMetric.of(subject).stream(), own).toList();
    }

    private static Optional<MetricAsked> asked(Subject subject, Entry entry, Named named) {
        return id(subject, named)
                .flatMap(id -> entry.scope(named, id))
                .map(scope -> new MetricAsked(
                        named.name(), named.role(), named.take(), scope, capacity(subject, named.limit())));
    }

    /// The resource's own id, or that of the resource that a property names.
    private static Optional<String> id(Subject subject, Named named) {
        var via = named.via();
        if (via == null) {
            return Optional.of(subject.drift().physicalId());
        }
        return new PropertyView(subject.live())
                .at(via)
                .flatMap(v -> new PropertyView(v).text())
                .filter(text -> !text.isBlank());
    }

    private static @Nullable Capacity capacity(Subject subject, @Nullable Limit limit) {
        if (limit == null) {
            return null;
        }
        var of = limit.of();
        var name = of == null ? limit.provisioned() : of + (limit.key().isEmpty() ? "" : "/" + limit.key());
        return new Capacity(
                name, size(subject.live(), limit), size(subject.declared(), limit), limit.provisioned(), limit.isLeft());
    }

    private static @Nullable Double size(MapValue model, Limit limit) {
        var path = limit.of();
        if (path == null) {
            return null;
        }
        var found = limit.key().isEmpty()
                ? new PropertyView(model).at(path).flatMap(v -> new PropertyView(v).number())
                : keyed(model, limit);
        return found.map(n -> limit.times() * n.doubleValue()).orElse(null);
    }

    /// `[{"Key": …, "Value": …}]`, as load balancers hold their attributes.
    private static Optional<java.math.BigDecimal> keyed(MapValue model, Limit limit) {
        var path = limit.of();
        return path == null
                ? Optional.empty()
                : new PropertyView(model)
                        .at(path).stream()
                                .flatMap(list -> new PropertyView(list).items().stream())
                                .filter(item -> item.text("Key").equals(Optional.of(limit.key())))
                                .findFirst()
                                .flatMap(item -> item.number("Value"));
    }
}
