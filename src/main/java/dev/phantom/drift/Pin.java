package dev.phantom.drift;

import dev.phantom.value.Value;
import java.util.Optional;

/// What an undeclared property can be pinned to, so that a deployment brings it back: what it was before, else what AWS
/// documents as its default.
public final class Pin {

    private Pin() {}

    /// @param type empty if nothing is known of it
    /// @return empty for a declared change, and where neither is known; never for an element of a list
    public static Optional<Value> of(Change change, Optional<TypeFacts> type) {
        if (change.circumstances().tier() == Tier.DECLARED
                || change.path().segments().stream().anyMatch(s -> s.matches("\\d+"))) {
            return Optional.empty();
        }
        return change.expectedValue().or(() -> type.flatMap(facts -> facts.defaultAt(change.path())));
    }
}
