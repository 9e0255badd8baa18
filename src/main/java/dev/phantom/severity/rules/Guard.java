package dev.phantom.severity.rules;

import dev.phantom.severity.Risk;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A protection of one property of one type, and when it is off.
///
/// @param types space-separated resource types
/// @param off   told what is at the path: empty for nothing
record Guard(String types, PropertyPath path, Predicate<Optional<Value>> off, Severity level, String title) {

    /// Off where the property is not there at all.
    static Guard present(String types, String path, Severity level, String title) {
        return new Guard(types, PropertyPath.parse(path), Optional::isEmpty, level, title);
    }

    /// Off unless it says so.
    static Guard flag(String types, String path, Severity level, String title) {
        return new Guard(types, PropertyPath.parse(path), at -> !says(at, true), level, title);
    }

    /// Off where it has one of these values.
    static Guard not(String types, String path, Set<String> bad, Severity level, String title) {
        return new Guard(
                types,
                PropertyPath.parse(path),
                at -> at.filter(v -> is(v, bad)).isPresent(),
                level,
                title);
    }

    static List<Risk> risks(List<Guard> guards, String type, PropertyView model) {
        return guards.stream()
                .filter(g -> Set.of(g.types().split(" ")).contains(type))
                .filter(g -> g.off().test(model.at(g.path())))
                .map(g -> new Risk(g.path() + " " + g.title(), g.path(), g.level(), g.title()))
                .toList();
    }

    private static boolean says(Optional<Value> at, boolean wanted) {
        return at.flatMap(v -> new PropertyView(v).flag())
                .filter(on -> on == wanted)
                .isPresent();
    }

    private static boolean is(Value value, Set<String> bad) {
        return value instanceof Value.Scalar s && bad.stream().anyMatch(s.text()::equalsIgnoreCase);
    }
}
