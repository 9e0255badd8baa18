package dev.phantom.reconcile;

import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.patch.ReconcileRecord.Entry;
import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSet.Cell;
import dev.phantom.stack.ChangeSet.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Holds what CloudFormation says that it would do against what was approved: the same resources, the same properties,
/// the same values before and after, and nothing beside.
record RowProof(Approval approval, StackReading seen, DriftDetector detector) {

    /// Why the change set is not what was approved; empty if it is.
    List<String> against(ChangeSet changeSet) {
        var reasons = new ArrayList<String>();
        var listed = new HashSet<String>();
        for (var row : changeSet.rows()) {
            listed.add(row.logicalId());
            row(row).forEach(reasons::add);
        }
        approval.entries().keySet().stream()
                .filter(id -> !listed.contains(id))
                .forEach(id -> reasons.add(id + ": the change set does not include it (a create-only property, a type"
                        + " without drift support, or it is in sync)"));
        return reasons;
    }

    private List<String> row(Row row) {
        String id = row.logicalId();
        if (!row.action().equals("Modify")) {
            return List.of(id + ": the change set lists it as " + row.action() + ", which was not approved");
        }
        if (!Set.of("", "False").contains(row.replacement())) {
            return List.of(id + ": the change set would replace it (" + row.replacement() + ")");
        }
        var entries = approval.entries().get(id);
        if (entries == null) {
            return List.of(id + ": the change set would change it, although the comparison finds it in sync:"
                    + " not provable here");
        }
        return cells(id, row.cells(), entries);
    }

    private List<String> cells(String id, List<Cell> cells, List<Entry> entries) {
        var reasons = new ArrayList<String>();
        var equivalence = new Equivalence(seen.detection().models().get(id), detector, approval.stack());
        var left = new ArrayList<>(entries);
        var fine = new ArrayList<Cell>();
        for (var cell : cells) {
            var below = entries.stream()
                    .filter(e -> IndexFreePaths.within(e.path(), cell.path())
                            && !IndexFreePaths.alike(e.path(), cell.path()))
                    .toList();
            var explained =
                    left.stream().filter(e -> tells(equivalence, cell, e)).findFirst();
            if (explained.isPresent()) {
                left.remove(explained.get());
            } else if (below.isEmpty() && equivalence.of(cell)) {
                continue;
            } else if (below.isEmpty()) {
                fine.add(cell);
            } else if (covers(equivalence, cell, below.getFirst())) {
                left.removeAll(below);
            } else {
                reasons.add(id + " " + cell.path() + ": the change set shows other values than the comparison");
            }
        }
        fine.removeAll(equivalence.of(fine));
        var approved = left.stream()
                .flatMap(e -> LeafChange.of(e.path(), e.actual(), e.expected()).stream())
                .toList();
        var explained = fine.stream()
                .flatMap(c -> LeafChange.of(c.path(), c.before(), c.after()).stream())
                .toList();
        LeafChange.missing(approved, explained)
                .forEach(a -> reasons.add(id + " " + a.path() + ": approved, but the change set does not include it"));
        LeafChange.missing(explained, approved)
                .forEach(a -> reasons.add(id + " " + a.path() + ": in the change set, but not approved"));
        return reasons;
    }

    /// A cell that stands above approved changes (a whole list) is told apart by its values: what our own reading has
    /// there before, and what the deployed template says there after. All differences between the two are approved
    /// already, or the reading would have stood against the approval.
    private static boolean covers(Equivalence equivalence, Cell cell, Entry below) {
        int depth = cell.path().segments().size();
        var place = IndexFreePaths.head(below.actualPath(), depth);
        return equivalence.same(place, cell.before(), equivalence.running(place))
                && equivalence.same(
                        place, cell.after(), equivalence.declared(IndexFreePaths.head(below.path(), depth)));
    }

    /// Whether a cell is one approved change, whole, in whatever spelling.
    private static boolean tells(Equivalence equivalence, Cell cell, Entry entry) {
        return IndexFreePaths.alike(entry.path(), cell.path())
                && equivalence.same(entry.actualPath(), cell.before(), entry.actual())
                && equivalence.same(entry.actualPath(), cell.after(), entry.expected());
    }
}
