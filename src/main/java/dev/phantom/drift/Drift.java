package dev.phantom.drift;

import dev.phantom.secret.Secrets;
import dev.phantom.template.Value;
import java.util.List;

/// One resource × one decision.
///
/// @param driftId     `d-` + hash of identity and sorted property paths; no values
/// @param contentHash hash of driftId, expected and actual values
/// @param expected    the resource's evaluated safe properties, whole
/// @param actual      the resource's live model, whole
public record Drift(
        String driftId,
        String contentHash,
        String logicalId,
        String physicalId,
        String type,
        Status status,
        List<Change> changes,
        Value.MapValue expected,
        Value.MapValue actual) {

    public enum Status {
        MODIFIED,
        DELETED,
        UNMANAGED
    }

    public Drift {
        changes = List.copyOf(changes);
    }

    /// As a person may see it. Its ids are those of the drift as it is.
    public Drift shown(Secrets secrets) {
        return new Drift(
                driftId,
                contentHash,
                logicalId,
                physicalId,
                type,
                status,
                changes.stream().map(c -> c.shown(secrets, expected, actual)).toList(),
                secrets.shown(expected),
                secrets.shown(actual));
    }

    /// The properties that the change's path is of.
    public Value.MapValue side(Change change) {
        return change instanceof Change.Add ? actual : expected;
    }

    /// The same drift, of which more is known; its ids stay.
    public Drift with(List<Change> known) {
        return new Drift(
                driftId, contentHash, logicalId, physicalId, type, status, known, expected, actual);
    }
}
