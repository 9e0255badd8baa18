package dev.phantom.drift.plan;

import dev.phantom.value.Value.MapValue;
import org.jspecify.annotations.Nullable;

/// One resource of a plan: of `resource_drift`, what the state held and what the provider read; of `resource_changes`,
/// what is held and what the configuration wants.
///
/// @param at     where it stands
/// @param action what becomes of it
/// @param before null where it did not exist
/// @param after  null where it does not exist any more; what only an apply can tell is
/// [dev.phantom.value.Value.Unknown]
public record PlannedResource(
        ResourceAddress at,
        Action action,
        @Nullable MapValue before,
        @Nullable MapValue after) {

    /// Of `actions`, in which a replacement stands as two.
    public enum Action {
        NONE,
        CREATE,
        UPDATE,
        REPLACE,
        DELETE,
        /// Out of the state, and left as it runs.
        FORGET,
        /// None of these: an action of a provider that is invoked, or what a later Terraform plans.
        OTHER
    }

    MapValue earlier() {
        return before == null ? MapValue.EMPTY : before;
    }

    MapValue later() {
        return after == null ? MapValue.EMPTY : after;
    }
}
