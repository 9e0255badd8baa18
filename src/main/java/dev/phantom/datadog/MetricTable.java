package dev.phantom.datadog;

import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.value.PropertyPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Which metrics speak of a resource type, and by which tag: `metrics.yaml`.
record MetricTable(Map<String, Entry> entries) {

    private static final Set<String> ENTRY = Set.of("tag", "value", "page", "metrics", "billed");
    private static final Set<String> BILLED = Set.of("of", "unit", "sum", "level", "times", "when");
    private static final Set<String> METRIC = Set.of(
            "name",
            "role",
            "take",
            "tag",
            "value",
            "via",
            "from",
            "by",
            "page",
            "of",
            "key",
            "times",
            "left",
            "scales",
            "provisioned");

    /// @param value the part of the physical id that is the tag's value
    record Entry(String tag, @Nullable Pattern value, List<Named> metrics, List<Billed> billed) {

        /// The scope that selects one resource by the type's own tag; empty without an id.
        String scope(String physicalId) {
            return physicalId.isEmpty() ? "" : scope(tag, value, physicalId).orElse(MetricTable.scope(tag, physicalId));
        }

        /// The scope of one metric; empty where the resource's id has no such part.
        Optional<String> scope(Named metric, String id) {
            var own = metric.value() != null;
            var key = metric.tag().isEmpty() ? tag : metric.tag();
            return own || metric.other() != null
                    ? scope(key, metric.value(), id)
                    : Optional.of(scope(key, value, id).orElse(MetricTable.scope(key, id)));
        }

        private static Optional<String> scope(String key, @Nullable Pattern part, String id) {
            if (part == null) {
                return Optional.of(MetricTable.scope(key, id));
            }
            var found = part.matcher(id);
            return found.find() ? Optional.of(MetricTable.scope(key, found.group())) : Optional.empty();
        }
    }

    /// What tells how much was used of a product.
    ///
    /// @param of    product of the price book
    /// @param unit  of the usage: `requests`
    /// @param sum   counts, added
    /// @param level a level; with counts, what each of them took. Empty for none
    /// @param times the metric's unit in the usage's
    /// @param when  the properties whose change moves the price of a unit; none if only what appears or goes is told
    record Billed(String of, String unit, List<String> sum, String level, double times, List<PropertyPath> when) {}

    /// @param take  how points are rolled up and resources added: `max`, `min`, `sum`, `avg`
    /// @param tag   its own tag; empty for the type's
    /// @param value its own part of the id; a resource without it has no such metric
    /// @param other the other resource whose metric it is; null for the resource itself
    /// @param limit null where no property or metric is its capacity
    /// @param page  where the vendor lists it
    record Named(
            String name,
            Role role,
            String take,
            String tag,
            @Nullable Pattern value,
            @Nullable Other other,
            @Nullable Limit limit,
            String page) {}

    /// A resource that a property names.
    ///
    /// @param via  the property; of the neighbour where there is one
    /// @param from the neighbour's type; empty where the property is the resource's own
    /// @param by   the neighbour's property that names the resource
    record Other(PropertyPath via, String from, PropertyPath by) {}

    /// What a metric is a share of.
    ///
    /// @param of          the properties of which the one that the diff changes counts; none where only a metric tells
    /// @param key         in a list of keys and values, the key; else empty
    /// @param times       the property's unit in the metric's: 1073741824 where one is GiB and the other bytes
    /// @param isLeft      whether the metric tells what is left
    /// @param scales      whether the metric is a percentage of what the property multiplies
    /// @param provisioned the metric that tells what there is; empty where none does
    record Limit(List<PropertyPath> of, String key, double times, boolean isLeft, boolean scales, String provisioned) {}

    /// Tag values are lower case in Datadog.
    static String scope(String key, String value) {
        return key + ":" + value.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_\\-:./]", "_");
    }

    Optional<Entry> of(Subject subject) {
        return Optional.ofNullable(entries.get(subject.type()));
    }

    static MetricTable embedded() {
        try (var stream = MetricTable.class.getResourceAsStream("metrics.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("metrics.yaml is not in the build");
            }
            var entries = new LinkedHashMap<String, Entry>();
            map(new Load(LoadSettings.builder().build()).loadFromInputStream(stream))
                    .forEach((type, entry) -> entries.put(type, entry(type, map(entry))));
            return new MetricTable(Map.copyOf(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(String type, Map<String, Object> entry) {
        known(type, ENTRY, entry);
        return new Entry(
                text(entry, "tag"),
                pattern(entry),
                list(entry, "metrics")
                        .map(m -> named(type, map(m), text(entry, "page")))
                        .toList(),
                list(entry, "billed").map(b -> billed(type, map(b))).toList());
    }

    private static Billed billed(String type, Map<String, Object> billed) {
        known(type, BILLED, billed);
        return new Billed(
                text(billed, "of"),
                text(billed, "unit"),
                list(billed, "sum").map(String::valueOf).toList(),
                text(billed, "level"),
                billed.containsKey("times") ? Double.parseDouble(text(billed, "times")) : 1,
                list(billed, "when")
                        .map(path -> PropertyPath.parse(String.valueOf(path)))
                        .toList());
    }

    private static Stream<?> list(Map<String, Object> map, String key) {
        return map.get(key) instanceof List<?> list ? list.stream() : Stream.empty();
    }

    private static Named named(String type, Map<String, Object> metric, String page) {
        known(type, METRIC, metric);
        return new Named(
                text(metric, "name"),
                Role.valueOf(text(metric, "role")),
                text(metric, "take"),
                text(metric, "tag"),
                pattern(metric),
                other(metric),
                limit(metric),
                metric.containsKey("page") ? text(metric, "page") : page);
    }

    private static @Nullable Other other(Map<String, Object> metric) {
        var via = text(metric, "via");
        return via.isEmpty()
                ? null
                : new Other(PropertyPath.parse(via), text(metric, "from"), PropertyPath.parse(text(metric, "by")));
    }

    private static @Nullable Limit limit(Map<String, Object> metric) {
        var of = metric.get("of");
        var paths = of instanceof List<?> several ? several : of == null ? List.of() : List.of(of);
        var provisioned = text(metric, "provisioned");
        return paths.isEmpty() && provisioned.isEmpty()
                ? null
                : new Limit(
                        paths.stream()
                                .map(path -> PropertyPath.parse(String.valueOf(path)))
                                .toList(),
                        text(metric, "key"),
                        metric.containsKey("times") ? Double.parseDouble(text(metric, "times")) : 1,
                        Boolean.parseBoolean(text(metric, "left")),
                        Boolean.parseBoolean(text(metric, "scales")),
                        provisioned);
    }

    private static void known(String type, Set<String> keys, Map<String, Object> map) {
        if (!keys.containsAll(map.keySet())) {
            throw new IllegalStateException("metrics.yaml: unknown key of " + type + ": " + map.keySet());
        }
    }

    private static @Nullable Pattern pattern(Map<String, Object> map) {
        var value = text(map, "value");
        return value.isEmpty() ? null : Pattern.compile(value);
    }

    private static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.getOrDefault(key, ""));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
