package dev.phantom.stack;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last live models seen while undrifted. Never overwritten by a run that sees drift on the resource.
///
/// @param at null if not known (an earlier live file without a time)
public record Baseline(StackId id, @Nullable Instant at, List<LiveResource> resources) {

    public Baseline {
        resources = List.copyOf(resources);
    }

    public static Baseline none(StackId id) {
        return new Baseline(id, null, List.of());
    }

    public boolean isEmpty() {
        return resources.isEmpty();
    }
}
