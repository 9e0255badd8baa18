package dev.phantom.datadog;

import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Signal.Metric.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Which metrics speak of a resource type, and by which tag: `metrics.yaml`.
record MetricTable(Map<String, Entry> entries) {

    /// @param value the part of the physical id that is the tag's value
    record Entry(String tag, @Nullable Pattern value, List<Named> metrics) {

        /// The scope that selects one resource; tag values are lower case in Datadog.
        String scope(Named metric, String physicalId) {
            return scope(metric.tag().isEmpty() ? tag : metric.tag(), physicalId);
        }

        /// The same by the type's own tag; empty without an id.
        String scope(String physicalId) {
            return physicalId.isEmpty() ? "" : scope(tag, physicalId);
        }

        private String scope(String key, String physicalId) {
            var found = value == null ? null : value.matcher(physicalId);
            var id = found == null ? physicalId : found.find() ? found.group() : physicalId;
            return key + ":" + id.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_\\-:./]", "_");
        }
    }

    /// @param take how points are rolled up and resources added: `max`, `min`, `sum`, `avg`
    /// @param tag  its own tag; empty for the type's
    record Named(String name, Role role, String take, String tag) {

        String query(String scope, long seconds) {
            return "%s:%s{%s}.rollup(%s,%d)".formatted(take, name, scope, take, seconds);
        }

        /// Whether less is worse: memory that is free, credits that are left.
        boolean lowIsBad() {
            return take.equals("min");
        }
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
                    .forEach((type, entry) -> entries.put(type, entry(map(entry))));
            return new MetricTable(Map.copyOf(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(Map<String, Object> entry) {
        var value = text(entry, "value");
        return new Entry(
                text(entry, "tag"),
                value.isEmpty() ? null : Pattern.compile(value),
                ((List<?>) entry.getOrDefault("metrics", List.of()))
                        .stream().map(m -> named(map(m))).toList());
    }

    private static Named named(Map<String, Object> metric) {
        return new Named(
                text(metric, "name"), Role.valueOf(text(metric, "role")), text(metric, "take"), text(metric, "tag"));
    }

    private static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.getOrDefault(key, ""));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
