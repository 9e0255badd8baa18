package dev.phantom.drift;

import dev.phantom.secret.Secrets;
import dev.phantom.stack.LiveResource;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Map;

/// One resource × one decision.
///
/// @param driftId     `d-` + hash of identity and sorted property paths; no values
/// @param contentHash hash of driftId, expected and actual values; of secrets only their keyed tags
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

    /// One without ids; [dev.phantom.drift.detect.DriftIds] gives them, once its changes are settled.
    public static Drift unnamed(
            String logicalId,
            String physicalId,
            String type,
            Status status,
            List<Change> changes,
            Value.MapValue expected,
            Value.MapValue actual) {
        return new Drift("", "", logicalId, physicalId, type, status, changes, expected, actual);
    }

    /// Its resource as it was last known, where live shows none.
    public LiveResource gone() {
        return new LiveResource(
                logicalId,
                physicalId,
                type,
                Map.of(),
                actual,
                LiveResource.Provenance.CLOUD_CONTROL,
                LiveResource.Status.DELETED,
                "");
    }

    public Drift named(String id, String hash) {
        return new Drift(id, hash, logicalId, physicalId, type, status, changes, expected, actual);
    }

    /// The same with these changes; the ids stay, so whoever changes what they stand for names it anew.
    public Drift with(List<Change> others) {
        return new Drift(driftId, contentHash, logicalId, physicalId, type, status, others, expected, actual);
    }

    /// The same between these two models.
    public Drift between(Value.MapValue left, Value.MapValue right) {
        return new Drift(driftId, contentHash, logicalId, physicalId, type, status, changes, left, right);
    }

    /// The same, who changed what and when as it is told of another drift with these paths.
    public Drift occurredAs(Drift other) {
        return with(changes.stream()
                .map(change -> other.changes().stream()
                        .filter(told -> told.path().equals(change.path()))
                        .findFirst()
                        .map(told -> change.with(change.circumstances()
                                .occurred(told.circumstances().occurred())))
                        .orElse(change))
                .toList());
    }

    /// As a person may see it.
    public Drift shown(Secrets secrets) {
        return with(changes.stream()
                        .map(c -> c.shown(secrets, expected, actual))
                        .toList())
                .between(secrets.shown(expected), secrets.shown(actual))
                .called(secrets.name(physicalId));
    }

    private Drift called(String name) {
        return new Drift(driftId, contentHash, logicalId, name, type, status, changes, expected, actual);
    }

    /// Whether what differs is or holds a secret.
    public boolean holds(Secrets secrets) {
        return changes.stream()
                .anyMatch(c -> c.expectedValue()
                                .filter(v -> secrets.in(expected, c.path(), v))
                                .isPresent()
                        || c.actualValue()
                                .filter(v -> secrets.in(
                                        actual, c instanceof Change.NotEqual n ? n.actualPath() : c.path(), v))
                                .isPresent());
    }

    /// The properties that the change's path is of.
    public Value.MapValue side(Change change) {
        return change instanceof Change.Add ? actual : expected;
    }
}
