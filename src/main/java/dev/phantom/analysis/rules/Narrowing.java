package dev.phantom.analysis.rules;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether live lets less through than the safe state: statements that allow were taken out, and what came in their
/// place allows nothing that they did not.
final class Narrowing {
    private Narrowing() {}

    static boolean of(Drift drift) {
        var places = drift.changes().stream()
                .filter(c -> !c.path().isRoot())
                .map(c -> list(c.path()))
                .distinct()
                .toList();
        return !places.isEmpty() && places.stream().allMatch(place -> narrowed(drift, place));
    }

    /// Up to the list of statements that a change lies in.
    private static PropertyPath list(PropertyPath path) {
        var at = path.segments().indexOf("Statement");
        return at < 0 ? path : new PropertyPath(path.segments().subList(0, at + 1));
    }

    private static boolean narrowed(Drift drift, PropertyPath place) {
        if (place.isRoot() || !place.last().equals("Statement")) {
            return false;
        }
        var safe = allowing(drift.expected(), place);
        var live = allowing(drift.actual(), place);
        var gone = safe.stream().filter(s -> !live.contains(s)).toList();
        var came = live.stream().filter(s -> !safe.contains(s)).toList();
        return !gone.isEmpty()
                && came.stream().allMatch(c -> gone.stream().anyMatch(g -> covers(g, c)))
                && drift.changes().stream().noneMatch(c -> denial(c));
    }

    private static boolean denial(Change change) {
        return change instanceof Change.Remove r
                && r.expected() instanceof MapValue map
                && texts(map, "Effect").contains("Deny");
    }

    private static List<MapValue> allowing(Value model, PropertyPath place) {
        return ModelEdit.find(model, place)
                .filter(v -> v instanceof ListValue)
                .map(v -> ((ListValue) v).items())
                .orElse(List.of())
                .stream()
                .filter(v -> v instanceof MapValue map && texts(map, "Effect").contains("Allow"))
                .map(v -> (MapValue) v)
                .toList();
    }

    /// What is said by exception (`NotAction`) is not weighed here: it narrows nothing.
    private static boolean covers(MapValue wide, MapValue narrow) {
        return wide.get("Condition") == null
                && Stream.of(wide, narrow).noneMatch(Narrowing::excepts)
                && Stream.of("Action", "Resource", "Principal")
                        .allMatch(key -> covers(texts(wide, key), texts(narrow, key)));
    }

    private static boolean excepts(MapValue statement) {
        return statement.entries().keySet().stream().anyMatch(key -> key.startsWith("Not"));
    }

    private static boolean covers(List<String> wide, List<String> narrow) {
        return narrow.isEmpty() == wide.isEmpty()
                && narrow.stream()
                        .allMatch(n ->
                                wide.stream().anyMatch(w -> glob(w).matcher(n).matches()));
    }

    private static Pattern glob(String text) {
        return Pattern.compile(
                Stream.of(text.split("(?<=\\*)|(?=\\*)"))
                        .map(p -> p.equals("*") ? ".*" : Pattern.quote(p))
                        .collect(Collectors.joining()),
                Pattern.CASE_INSENSITIVE);
    }

    private static List<String> texts(MapValue map, String key) {
        var value = map.get(key);
        return value == null ? List.of() : Words.texts(value).toList();
    }
}
