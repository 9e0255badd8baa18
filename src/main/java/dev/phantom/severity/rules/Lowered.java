package dev.phantom.severity.rules;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A number that is smaller in live than in the safe state.
///
/// @param live 0 where it is gone
record Lowered(PropertyPath path, String name, BigDecimal safe, BigDecimal live) {

    /// @param names of the properties, a pattern
    static List<Lowered> of(Drift drift, Pattern names) {
        return drift.changes().stream().flatMap(c -> of(c, names).stream()).toList();
    }

    boolean isNone() {
        return live.signum() == 0;
    }

    private static Optional<Lowered> of(Change change, Pattern names) {
        if (change.path().isRoot() || !names.matcher(change.path().last()).matches()) {
            return Optional.empty();
        }
        var safe = change.expectedValue().flatMap(v -> new PropertyView(v).number());
        var live = change instanceof Change.Remove
                ? Optional.of(BigDecimal.ZERO)
                : change.actualValue().flatMap(v -> new PropertyView(v).number());
        return safe.filter(s -> live.filter(l -> l.compareTo(s) < 0).isPresent())
                .map(s -> new Lowered(change.path(), change.path().last(), s, live.orElse(BigDecimal.ZERO)));
    }
}
