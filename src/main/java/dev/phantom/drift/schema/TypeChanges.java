package dev.phantom.drift.schema;

import dev.phantom.drift.TypeFacts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// In what AWS's present word on a type differs from the table's, a line for each fact: `+` new, `-` gone, `~` changed.
public final class TypeChanges {

    private TypeChanges() {}

    public static List<String> between(TypeFacts table, TypeFacts present) {
        var before = flat(table);
        var now = flat(present);
        var places = new LinkedHashSet<>(now.keySet());
        places.addAll(before.keySet());
        return places.stream()
                .filter(place -> !Objects.equals(before.get(place), now.get(place)))
                .map(place -> line(place, before, now))
                .toList();
    }

    private static String line(String place, Map<String, String> before, Map<String, String> now) {
        if (!before.containsKey(place)) {
            return "+ " + place + now.get(place);
        }
        return now.containsKey(place)
                ? "~ " + place + before.get(place) + " →" + now.get(place)
                : "- " + place + before.get(place);
    }

    private static List<String> wordsOf(SheetSection.Line line) {
        return Stream.concat(Stream.of(line.kind()), line.notes().stream()).toList();
    }

    private static Map<String, String> flat(TypeFacts type) {
        var flat = new LinkedHashMap<String, String>();
        var sheet = TypeSheet.of(type);
        sheet.facts().forEach(fact -> fact.values().forEach(value -> flat.put(fact.name() + ": " + value, "")));
        sheet.sections()
                .forEach(section -> section.lines()
                        .forEach(line -> flat.put(
                                section.name() + " " + line.path() + ":", " " + String.join(", ", wordsOf(line)))));
        return flat;
    }
}
