package dev.phantom.reconcile;

import dev.phantom.drift.Change;
import dev.phantom.drift.plan.PlannedResource;
import dev.phantom.drift.plan.PlannedResource.Action;
import dev.phantom.drift.plan.PlannedUpdate;
import dev.phantom.drift.plan.TerraformPlan;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.patch.ReconcileRecord.Entry;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.ChangeSet;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Holds a saved plan of Terraform against what was approved: it updates exactly these resources in place, in exactly
/// these attributes, from the values that run to those of the record, and does nothing else.
///
/// @param update  tells what the plan does to a resource
/// @param secrets of the plan
record PlanProof(TerraformPlan plan, PlannedUpdate update, Approval approval, Secrets secrets) {

    /// Whether nothing of what was approved is left to undo.
    boolean settled() {
        return approval.entries().entrySet().stream()
                .allMatch(e -> plan.planned().stream()
                        .anyMatch(r -> r.at().address().equals(e.getKey())
                                && r.action() == Action.NONE
                                && e.getValue().stream().noneMatch(entry -> isAsItRan(r, entry))));
    }

    private static boolean isAsItRan(PlannedResource resource, Entry entry) {
        var runs = resource.before() == null
                ? Optional.<Value>empty()
                : ModelEdit.find(resource.before(), entry.actualPath());
        return same(entry.path(), runs, entry.actual());
    }

    /// Why it is not what was approved; empty if it is.
    List<String> reasons() {
        var reasons = new ArrayList<String>();
        for (var record : approval.records()) {
            if (plan.planned().stream().noneMatch(r -> r.at().address().equals(record.logicalId()))) {
                reasons.add(record.logicalId() + " is not in the module's files, or not in its state");
            }
        }
        plan.planned().forEach(resource -> against(resource, reasons));
        return reasons.stream().distinct().map(secrets::shown).toList();
    }

    private void against(PlannedResource resource, List<String> reasons) {
        var address = resource.at().address();
        var entries = approval.entries().get(address);
        if (resource.action() == Action.NONE) {
            left(resource, entries == null ? List.of() : entries, reasons);
        } else if (resource.action() != Action.UPDATE) {
            reasons.add(address + " would be " + fate(resource.action()) + ", and no record approves that");
        } else if (entries == null) {
            reasons.add(address + " would be updated too, since an approved resource depends on it, and these records"
                    + " do not approve that: pass its record as well, or settle its drift first");
        } else {
            approval.records().stream()
                    .filter(record -> record.logicalId().equals(address))
                    .forEach(record -> identity(record, resource, reasons));
            pair(resource, entries, reasons);
        }
    }

    /// What the plan does not touch is either settled or out of its reach.
    private static void left(PlannedResource resource, List<Entry> entries, List<String> reasons) {
        entries.stream()
                .filter(entry -> isAsItRan(resource, entry))
                .forEach(entry -> reasons.add(resource.at().address() + " " + entry.path()
                        + " would not be changed: the module's files set the same value, or ignore it"));
    }

    private static String fate(Action action) {
        return switch (action) {
            case CREATE -> "created";
            case REPLACE -> "replaced";
            case DELETE -> "destroyed";
            case FORGET -> "removed from the state";
            case OTHER -> "invoked, or changed in a way that is not known here";
            case NONE, UPDATE -> action.name().toLowerCase(Locale.ROOT);
        };
    }

    private static void identity(ReconcileRecord record, PlannedResource resource, List<String> reasons) {
        if (!record.type().equals(resource.at().type())) {
            reasons.add(record.logicalId() + " has another type now: "
                    + resource.at().type());
        }
        var id = physicalId(resource);
        if (!record.physicalId().isEmpty()
                && !id.isEmpty()
                && !record.physicalId().equals(id)) {
            reasons.add(record.logicalId() + " is a different resource now: " + id);
        }
    }

    private static String physicalId(PlannedResource resource) {
        return resource.before() != null && resource.before().get("id") instanceof Scalar id ? id.text() : "";
    }

    /// Each approved change stands for one that the plan undoes, and for one only.
    private void pair(PlannedResource resource, List<Entry> entries, List<String> reasons) {
        var address = resource.at().address();
        var left = new ArrayList<>(update.of(resource));
        for (var entry : entries) {
            var partner = left.stream().filter(change -> same(entry, change)).findFirst();
            partner.ifPresent(left::remove);
            if (partner.isEmpty()) {
                reasons.add(address + " " + entry.path()
                        + (left.stream().anyMatch(c -> IndexFreePaths.related(c.path(), entry.path()))
                                ? " would be changed, but not between the recorded values"
                                : " would not be changed"));
            }
        }
        left.forEach(change -> reasons.add(
                address + " " + change.path() + " would be changed too, and these records do not approve that"));
    }

    private static boolean same(Entry entry, Change change) {
        return entry.kind().equals(change.kind())
                && IndexFreePaths.alike(entry.path(), change.path())
                && same(entry.path(), entry.expected(), change.expectedValue())
                && same(entry.path(), entry.actual(), change.actualValue());
    }

    /// Equal, or JSON that says the same.
    private static boolean same(PropertyPath path, Optional<Value> one, Optional<Value> other) {
        return one.isPresent() == other.isPresent()
                && (one.isEmpty() || LeafChange.of(path, one, other).isEmpty());
    }

    /// What the plan does, as a person may see it.
    ChangeSet shown() {
        return new ChangeSet(
                "",
                plan.planned().stream()
                        .filter(resource -> resource.action() != Action.NONE)
                        .map(this::row)
                        .toList());
    }

    private ChangeSet.Row row(PlannedResource resource) {
        var wanted = resource.after() == null ? MapValue.EMPTY : resource.after();
        var runs = resource.before() == null ? MapValue.EMPTY : resource.before();
        return new ChangeSet.Row(
                resource.at().address(),
                physicalId(resource),
                resource.at().type(),
                "Modify",
                "False",
                "MODIFIED",
                update.of(resource).stream()
                        .map(change -> change.shown(secrets, wanted, runs))
                        .map(change -> new ChangeSet.Cell(
                                change.path(), "Modify", change.actualValue(), change.expectedValue()))
                        .toList());
    }
}
