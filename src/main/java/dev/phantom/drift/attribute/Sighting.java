package dev.phantom.drift.attribute;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.value.PropertyPath;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One change of a drift that is not decided yet, as it was first seen and is best known; of a drift without changes
/// the whole of it.
///
/// @param place     driftId of a drift of this one change: says where, whatever the values
/// @param content   contentHash of the same: says with which values on both sides
/// @param live      the same of the live value alone; empty where live has none
/// @param cut       driftId of the decision that it belongs to
/// @param firstSeen by the first of the runs that saw it without a break
/// @param undrifted when its property was last looked at and did not differ; null if never
/// @param before    when it was last looked at without these values; null if never
/// @param drift     the resource with this one change, as it may be kept: without models and without secrets
public record Sighting(
        String place,
        String content,
        String live,
        String cut,
        Instant firstSeen,
        @Nullable Instant undrifted,
        @Nullable Instant before,
        Drift drift) {

    public String logicalId() {
        return drift.logicalId();
    }

    /// Empty where the whole resource differs.
    public Optional<Change> change() {
        return drift.changes().stream().findFirst();
    }

    /// Of the whole resource: the root.
    public PropertyPath path() {
        return change().map(Change::path).orElse(PropertyPath.ROOT);
    }

    /// Whether it is this change, with these values.
    public boolean isOf(Drift piece) {
        return place.equals(piece.driftId()) && content.equals(piece.contentHash());
    }
}
