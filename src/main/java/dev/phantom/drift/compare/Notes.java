package dev.phantom.drift.compare;

import dev.phantom.template.PropertyPath;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is known of one type beside its schema. Asked only where something differs.
///
/// @param places  by fact; in a path `*` stands for any list index or key
/// @param setlike endings of names whose plain lists mean sets, where the schema is silent
public record Notes(Map<Fact, List<PropertyPath>> places, Set<String> setlike) {

    public static final Notes NONE = new Notes(Map.of(), Set.of());

    public enum Fact {
        /// Settings of which live always shows more than were given.
        ATTRIBUTES,
        /// Others add to this list.
        ATTACHMENT,
        UNORDERED,
        ORDERED,
        IGNORES_CASE,
        NOT_RETURNED,
        /// Elements may be resources of their own in the same stack.
        STACK
    }

    public Notes {
        places = Map.copyOf(places);
        setlike = Set.copyOf(setlike);
    }

    public boolean is(Fact fact, PropertyPath path) {
        return places.getOrDefault(fact, List.of()).stream().anyMatch(place -> fits(place, path));
    }

    boolean namesSet(String property) {
        return setlike.stream().anyMatch(property::endsWith);
    }

    private static boolean fits(PropertyPath place, PropertyPath path) {
        var mine = place.segments();
        var theirs = path.segments();
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            if (!mine.get(i).equals("*") && !mine.get(i).equals(theirs.get(i))) {
                return false;
            }
        }
        return true;
    }
}
