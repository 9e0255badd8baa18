package dev.phantom.drift.detect;

import dev.phantom.drift.compare.Notes;
import dev.phantom.drift.compare.Notes.Fact;
import dev.phantom.template.PropertyPath;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The hand-kept notes on resource types, `notes.yaml`.
final class NotesTable {

    private static final String TABLE = "notes.yaml";

    private final List<Map<String, String>> rows = FactsYaml.rows(TABLE, "notes");
    private final Set<String> setlike = new HashSet<>(FactsYaml.words(TABLE, "setlike"));
    private final Map<String, Map<PropertyPath, Separate>> separate = separates();
    private final Map<String, Notes> byType = new ConcurrentHashMap<>();

    Notes of(String type) {
        return byType.computeIfAbsent(type, this::collect);
    }

    /// Resources of the stack that show up as elements of another's list.
    ///
    /// @param by   their type
    /// @param link their property that names the other
    record Separate(String by, String link) {}

    Optional<Separate> separate(String type, PropertyPath list) {
        return Optional.ofNullable(separate.getOrDefault(type, Map.of()).get(list));
    }

    private Map<String, Map<PropertyPath, Separate>> separates() {
        var found = new HashMap<String, Map<PropertyPath, Separate>>();
        rows.stream().filter(row -> row.containsKey("by")).forEach(row -> found
                .computeIfAbsent(row.getOrDefault("type", ""), t -> new HashMap<>())
                .put(
                        PropertyPath.parse(row.getOrDefault("path", "")),
                        new Separate(row.getOrDefault("by", ""), row.getOrDefault("link", ""))));
        return found;
    }

    private Notes collect(String type) {
        var places = new EnumMap<Fact, List<PropertyPath>>(Fact.class);
        for (var row : rows) {
            if (fits(row.getOrDefault("type", ""), type)) {
                var fact = Fact.valueOf(row.getOrDefault("fact", "").toUpperCase(Locale.ROOT).replace('-', '_'));
                places.computeIfAbsent(fact, f -> new ArrayList<>()).add(PropertyPath.parse(row.getOrDefault("path", "")));
            }
        }
        return new Notes(places, setlike);
    }

    private static boolean fits(String pattern, String type) {
        return pattern.endsWith("*") ? type.startsWith(pattern.substring(0, pattern.length() - 1)) : pattern.equals(type);
    }
}
