package dev.phantom.drift.detect;

import dev.phantom.template.PropertyPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The properties that protect something: encryption, deletion protection, access blocks, logs, backups. They are never
/// waved through as a default, and a change of one is judged apart from the rest.
public final class Protections {

    private static final Predicate<PropertyPath> NONE = path -> false;

    private final Map<String, List<PropertyPath>> byType;

    private Protections(Map<String, List<PropertyPath>> byType) {
        this.byType = byType;
    }

    /// The table that comes with Phantom, `protections.yaml`.
    public static Protections embedded() {
        var found = new HashMap<String, List<PropertyPath>>();
        for (var row : FactsYaml.rows("protections.yaml", "protections")) {
            found.computeIfAbsent(row.getOrDefault("type", ""), t -> new ArrayList<>())
                    .add(PropertyPath.parse(row.getOrDefault("path", "")));
        }
        return new Protections(found);
    }

    /// Whether a path of this type is a protection, lies in one, or holds one.
    public Predicate<PropertyPath> of(String type) {
        var paths = byType.get(type);
        return paths == null ? NONE : path -> paths.stream().anyMatch(p -> path.startsWith(p) || p.startsWith(path));
    }

    /// All of them, for the test that holds each against the schema.
    public Map<String, List<PropertyPath>> all() {
        return Map.copyOf(byType);
    }
}
