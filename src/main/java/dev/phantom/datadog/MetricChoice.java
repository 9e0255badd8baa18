package dev.phantom.datadog;

import dev.phantom.datadog.MetricAsked.Capacity;
import dev.phantom.datadog.MetricAsked.Capacity.Meaning;
import dev.phantom.datadog.MetricTable.Entry;
import dev.phantom.datadog.MetricTable.Limit;
import dev.phantom.datadog.MetricTable.Named;
import dev.phantom.datadog.MetricTable.Other;
import dev.phantom.drift.subject.Subject;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value.MapValue;
import java.math.BigDecimal;
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
                .flatMap(entry -> entry.metrics().stream().flatMap(m -> asked(subject, entry, m)));
        return Stream.concat(AlarmMetric.of(subject).stream(), own).toList();
    }

    private static Stream<MetricAsked> asked(Subject subject, Entry entry, Named named) {
        var other = named.other();
        var ids = other == null ? Stream.of(subject.drift().physicalId()) : ids(subject, other);
        return ids.flatMap(id -> entry.scope(named, id).stream())
                .map(scope -> new MetricAsked(
                        named.name(),
                        named.role(),
                        named.take(),
                        scope,
                        capacity(subject, named.limit()),
                        other == null));
    }

    /// What a property names, of the resource itself or of those neighbours that name the resource.
    private static Stream<String> ids(Subject subject, Other other) {
        if (other.from().isEmpty()) {
            return text(subject.live(), other.via()).stream();
        }
        var id = last(subject.drift().physicalId());
        return subject.models().all().values().stream()
                .filter(model -> model.live().type().equals(other.from()))
                .map(model -> model.live().properties())
                .filter(neighbour ->
                        text(neighbour, other.by()).map(MetricChoice::last).equals(Optional.of(id)))
                .flatMap(neighbour -> text(neighbour, other.via()).stream());
    }

    /// What an ARN or a URL ends in.
    private static String last(String id) {
        return id.substring(Math.max(id.lastIndexOf(':'), id.lastIndexOf('/')) + 1);
    }

    private static Optional<String> text(MapValue model, PropertyPath path) {
        return new PropertyView(model)
                .at(path)
                .flatMap(v -> new PropertyView(v).text())
                .filter(text -> !text.isBlank());
    }

    private static @Nullable Capacity capacity(Subject subject, @Nullable Limit limit) {
        if (limit == null) {
            return null;
        }
        var path = deciding(subject, limit).orElse(null);
        var name = path == null ? limit.provisioned() : path + (limit.key().isEmpty() ? "" : "/" + limit.key());
        return new Capacity(
                name,
                size(subject.live(), path, limit),
                size(subject.declared(), path, limit),
                limit.provisioned(),
                limit.scales() ? Meaning.PERCENT : limit.isLeft() ? Meaning.LEFT : Meaning.USED);
    }

    /// The property that the diff changes, else the first that either side has.
    private static Optional<PropertyPath> deciding(Subject subject, Limit limit) {
        var changed = limit.of().stream()
                .filter(path -> subject.drift().changes().stream().anyMatch(c -> touches(c.path(), path)))
                .findFirst();
        return changed.isPresent()
                ? changed
                : limit.of().stream()
                        .filter(path -> size(subject.live(), path, limit) != null
                                || size(subject.declared(), path, limit) != null)
                        .findFirst();
    }

    static boolean touches(PropertyPath changed, PropertyPath path) {
        return (changed + "/").startsWith(path + "/") || (path + "/").startsWith(changed + "/");
    }

    private static @Nullable Double size(MapValue model, @Nullable PropertyPath path, Limit limit) {
        if (path == null) {
            return null;
        }
        var there = new PropertyView(model).at(path).map(PropertyView::new);
        var found = limit.key().isEmpty()
                ? there.flatMap(PropertyView::number)
                : there.flatMap(list -> keyed(list, limit.key()));
        return found.map(n -> limit.times() * n.doubleValue()).orElse(null);
    }

    /// `[{"Key": …, "Value": …}]`, as load balancers hold their attributes.
    private static Optional<BigDecimal> keyed(PropertyView list, String key) {
        return list.items().stream()
                .filter(item -> item.text("Key").equals(Optional.of(key)))
                .findFirst()
                .flatMap(item -> item.number("Value"));
    }
}
