package dev.phantom.notify;

import dev.phantom.severity.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who reads a channel: of what they hear, and when.
///
/// @param severities   drifts of which severities
/// @param environments of stacks of which environments; empty: of all
/// @param quiet        null: at any hour
public record Audience(
        Set<Severity> severities,
        Set<String> environments,
        @Nullable QuietHours quiet) {

    public Audience {
        severities = Set.copyOf(severities);
        environments = Set.copyOf(environments);
    }

    boolean hears(DriftState drift) {
        return severities.contains(drift.severity())
                && (environments.isEmpty() || environments.contains(drift.environment()));
    }
}
