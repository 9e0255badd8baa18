package dev.phantom.severity.rules;

import dev.phantom.drift.Drift;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule;
import java.util.List;
import java.util.regex.Pattern;

/// A rule on switches by their names: resource types name alike what protects alike, so new types are covered too.
interface FlipRule extends SeverityRule {
    /// @param name matches the property's name
    record Switch(Pattern name, Severity level, String title) {
        static Switch turnedOff(String name, Severity level, String title) {
            return new Switch(Pattern.compile(name), level, title);
        }

        boolean fires(Flip flip) {
            return !flip.on() && name.matcher(flip.name()).matches();
        }
    }

    List<Switch> switches();

    @Override
    default List<Finding> assess(Drift drift, String environment) {
        return Flip.of(drift).stream()
                .flatMap(flip ->
                        switches().stream().filter(s -> s.fires(flip)).limit(1).map(s -> finding(s, flip)))
                .distinct()
                .toList();
    }

    private Finding finding(Switch s, Flip flip) {
        var title = s.title().formatted(flip.name());
        return new Finding(card().id(), s.level(), flip.path(), title, true, card().reference());
    }
}
