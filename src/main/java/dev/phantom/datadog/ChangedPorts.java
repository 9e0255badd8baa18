package dev.phantom.datadog;

import dev.phantom.drift.Change;
import dev.phantom.drift.subject.Subject;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The ports that a change is about: those of the rules that were added, removed or altered.
final class ChangedPorts {
    private ChangedPorts() {}

    private static final int LAST = 65_535;

    /// From one port to another, both among them.
    record Range(int from, int to) implements Comparable<Range> {

        /// As a search finds it (https://docs.datadoghq.com/logs/search_syntax/).
        String search() {
            return "@network.destination.port:" + (from == to ? "" + from : "[" + from + " TO " + to + "]");
        }

        @Override
        public int compareTo(Range other) {
            return from == other.from ? Integer.compare(to, other.to) : Integer.compare(from, other.from);
        }
    }

    /// Empty where it is about all ports, or about none.
    static SequencedSet<Range> of(Subject subject) {
        var found = new TreeSet<Range>();
        for (var change : subject.drift().changes()) {
            values(change).forEach(value -> ranges(value, found));
            Stream.of(rule(subject.declared(), change.path()), rule(subject.live(), actual(change)))
                    .flatMap(Optional::stream)
                    .forEach(rule -> range(rule).ifPresent(found::add));
        }
        return found.stream().anyMatch(r -> r.from() <= 1 && r.to() >= LAST) ? new TreeSet<>() : found;
    }

    private static PropertyPath actual(Change change) {
        return change instanceof Change.NotEqual n ? n.actualPath() : change.path();
    }

    private static Stream<Value> values(Change change) {
        return switch (change) {
            case Change.Add a -> Stream.of(a.actual());
            case Change.Remove r -> Stream.of(r.expected());
            case Change.NotEqual n -> Stream.of(n.expected(), n.actual());
        };
    }

    /// The innermost rule around a place.
    private static Optional<MapValue> rule(MapValue side, PropertyPath path) {
        Value at = side;
        Optional<MapValue> rule = Optional.of(side).filter(map -> range(map).isPresent());
        for (var segment : path.segments()) {
            var next = below(at, segment);
            if (next == null) {
                return rule;
            }
            at = next;
            rule = at instanceof MapValue map && range(map).isPresent() ? Optional.of(map) : rule;
        }
        return rule;
    }

    private static @Nullable Value below(Value value, String segment) {
        if (value instanceof MapValue map) {
            return map.get(segment);
        }
        var index = PropertyPath.index(segment);
        return value instanceof ListValue list
                        && index >= 0
                        && index < list.items().size()
                ? list.items().get(index)
                : null;
    }

    private static void ranges(Value value, TreeSet<Range> found) {
        switch (value) {
            case MapValue map -> {
                range(map).ifPresent(found::add);
                map.entries().values().forEach(item -> ranges(item, found));
            }
            case ListValue list -> list.items().forEach(item -> ranges(item, found));
            case Value.Reference r -> ranges(r.known(), found);
            case Scalar s -> {}
            case Value.Intrinsic i -> {}
            case Value.Unknown u -> {}
            case Value.Sensitive s -> {}
        }
    }

    /// `FromPort` and `ToPort` of a rule of a security group, `From` and `To` of one of a network ACL.
    private static Optional<Range> range(MapValue map) {
        return range(map, "FromPort", "ToPort").or(() -> range(map, "From", "To"));
    }

    private static Optional<Range> range(MapValue map, String from, String to) {
        return port(map.entries().get(from))
                .flatMap(first -> port(map.entries().get(to))
                        .filter(last -> last >= first)
                        .map(last -> new Range(first, last)));
    }

    private static Optional<Integer> port(@Nullable Value value) {
        return value instanceof Scalar s && s.text().matches("\\d{1,5}")
                ? Optional.of(Integer.valueOf(s.text()))
                : Optional.empty();
    }
}
