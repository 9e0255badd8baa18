package dev.phantom.reconcile;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.patch.ReconcileRecord.Entry;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSet.Cell;
import dev.phantom.stack.ChangeSet.Row;
import dev.phantom.stack.DeployedState;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// One reading of a stack: what CloudFormation was told against what runs.
///
/// @param changes by logical id, every confirmed change of a resource that runs
/// @param gone    logical ids of resources that were deleted beside CloudFormation
record StackReading(DeployedState deployed, Detection detection, Map<String, List<Change>> changes, List<String> gone) {

    static StackReading of(DeployedState deployed, Detection detection) {
        var changes = new LinkedHashMap<String, List<Change>>();
        var gone = new ArrayList<String>();
        for (var drift : detection.report().drifts()) {
            if (drift.status() == Drift.Status.DELETED) {
                gone.add(drift.logicalId());
            } else if (drift.status() == Drift.Status.MODIFIED) {
                changes.put(drift.logicalId(), drift.changes());
            }
        }
        return new StackReading(deployed, detection, changes, gone);
    }

    /// A change set as a person may see it.
    ChangeSet shown(ChangeSet changeSet) {
        var secrets = detection.secrets();
        return new ChangeSet(
                changeSet.id(),
                changeSet.rows().stream().map(row -> row(row, secrets)).toList());
    }

    private Row row(Row row, Secrets secrets) {
        var model = detection.models().get(row.logicalId());
        var live = model == null ? MapValue.EMPTY : model.live().properties();
        var expected = model == null ? MapValue.EMPTY : model.expected();
        return new Row(
                row.logicalId(),
                row.physicalId(),
                row.type(),
                row.action(),
                row.replacement(),
                row.drift(),
                row.cells().stream()
                        .map(c -> new Cell(
                                c.path(),
                                c.change(),
                                c.before().map(v -> secrets.shown(live, c.path(), v)),
                                c.after().map(v -> secrets.shown(expected, c.path(), v))))
                        .toList());
    }

    /// What stands between the approval and this reading: a drift that nobody approved, an approved one that is not
    /// as it was approved. Empty if the two agree.
    List<String> against(Approval approval) {
        var reasons = new ArrayList<String>();
        for (var id : gone) {
            reasons.add(id + " no longer exists, and this record does not approve that");
        }
        reasons.addAll(others(approval));
        var ids = new TreeSet<>(changes.keySet());
        ids.addAll(approval.entries().keySet());
        ids.forEach(id -> pair(id, approval.entries().getOrDefault(id, List.of()), reasons)
                .forEach(change -> reasons.add(id + " " + change.path()
                        + " drifted too; a change set cannot exclude it, and this record does not approve it")));
        return reasons.stream().distinct().toList();
    }

    /// What of the approved is not as it was approved, whatever else drifted.
    List<String> unlike(Approval approval) {
        var reasons = others(approval);
        approval.entries().forEach((id, entries) -> pair(id, entries, reasons));
        return reasons.stream().distinct().toList();
    }

    /// Resources that are not there to be compared, or are others by now.
    private List<String> others(Approval approval) {
        var reasons = new ArrayList<String>();
        approval.records().forEach(record -> {
            var model = detection.models().get(record.logicalId());
            if (model == null) {
                reasons.add(record.logicalId() + " could not be read and compared");
            } else if (!record.physicalId().isEmpty()
                    && !model.live().physicalId().isEmpty()
                    && !record.physicalId().equals(model.live().physicalId())) {
                reasons.add(record.logicalId() + " is a different resource now: "
                        + model.live().physicalId());
            }
        });
        return reasons;
    }

    /// Each approved change stands for one that is seen, and for one only.
    ///
    /// @return what is seen and not approved
    List<Change> pair(String id, List<Entry> entries, List<String> reasons) {
        var left = new ArrayList<>(changes(id));
        for (var entry : entries) {
            var partner = left.stream().filter(change -> same(entry, change)).findFirst();
            partner.ifPresent(left::remove);
            if (partner.isEmpty()) {
                reasons.add(id + " " + entry.path()
                        + (changes(id).stream().anyMatch(c -> IndexFreePaths.alike(c.path(), entry.path()))
                                ? " changed again since it was approved"
                                : " differs from the approved state"));
            }
        }
        return left;
    }

    /// Whether nothing of what was approved is left to undo.
    boolean settled(Approval approval) {
        return approval.entries().entrySet().stream()
                .allMatch(e -> detection.models().containsKey(e.getKey())
                        && e.getValue().stream()
                                .allMatch(entry -> changes(e.getKey()).stream()
                                        .noneMatch(c -> IndexFreePaths.related(c.path(), entry.path()))));
    }

    List<Change> changes(String logicalId) {
        return changes.getOrDefault(logicalId, List.of());
    }

    private static boolean same(Entry entry, Change change) {
        PropertyPath actual = change instanceof Change.NotEqual n ? n.actualPath() : change.path();
        // an index of what is expected is the deployed template's and stays; one of what runs moves with its list
        boolean there = change instanceof Change.Add
                ? IndexFreePaths.alike(entry.path(), change.path())
                : entry.path().equals(change.path());
        return entry.kind().equals(change.kind())
                && there
                && IndexFreePaths.alike(entry.actualPath(), actual)
                && Equality.of(entry.expected(), change.expectedValue())
                && Equality.of(entry.actual(), change.actualValue());
    }
}
