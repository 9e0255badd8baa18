package dev.phantom.drift;

import dev.phantom.secret.Secrets;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import org.jspecify.annotations.Nullable;

/// A difference that is shown but is no drift: managed by AWS, ignored by a rule, or inventory.
///
/// @param path     null = the whole resource
/// @param kind     ADD, REMOVE, NOT_EQUAL
/// @param expected null = absent
/// @param actual   null = absent
/// @param reason   of the contract's list for `managed`; the rule's reason for `ignored`; in words for `inventory`
/// @param decision kept for a time, or adopted; null for all else
public record Listed(
        String logicalId,
        String physicalId,
        String type,
        @Nullable PropertyPath path,
        String kind,
        @Nullable Value expected,
        @Nullable Value actual,
        String reason,
        @Nullable DriftDecision decision) {

    public Listed(
            String logicalId,
            String physicalId,
            String type,
            @Nullable PropertyPath path,
            String kind,
            @Nullable Value expected,
            @Nullable Value actual,
            String reason) {
        this(logicalId, physicalId, type, path, kind, expected, actual, reason, null);
    }

    /// The same, decided so.
    public Listed decided(@Nullable DriftDecision by) {
        return new Listed(logicalId, physicalId, type, path, kind, expected, actual, reason, by);
    }

    /// The same for another reason.
    public Listed because(String why) {
        return new Listed(logicalId, physicalId, type, path, kind, expected, actual, why, decision);
    }

    /// As a person may see it.
    ///
    /// @param left  the model that the expected side stands in
    /// @param right the model that the actual side stands in
    /// @param told  the reason as a person may see it
    public Listed shown(Secrets secrets, MapValue left, MapValue right, String shownReason) {
        var at = path == null ? PropertyPath.ROOT : path;
        return new Listed(
                logicalId,
                secrets.name(physicalId),
                type,
                path == null ? null : secrets.shown(path),
                kind,
                expected == null ? null : secrets.shown(left, at, expected),
                actual == null ? null : secrets.shown(right, at, actual),
                shownReason,
                decision);
    }
}
