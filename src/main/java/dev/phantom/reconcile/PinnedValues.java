package dev.phantom.reconcile;

import dev.phantom.drift.detect.Detection;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Edits.Way;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Intent;
import dev.phantom.iac.SourceFiles;
import dev.phantom.patch.ReconcileRecord.Entry;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.value.Edit;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What no template declares is brought back by writing its earlier value into the deployed template.
final class PinnedValues {

    private PinnedValues() {}

    /// What was seen before, by the records: the live models with the approved undeclared values taken back.
    static Baseline baseline(Approval approval, Detection now) {
        var earlier = new ArrayList<LiveResource>();
        approval.entries().forEach((id, entries) -> {
            var model = now.models().get(id);
            if (model == null) {
                return;
            }
            var live = model.live();
            MapValue properties = live.properties();
            for (var entry : entries) {
                if (entry.undeclared()) {
                    properties = back(properties, entry);
                }
            }
            earlier.add(new LiveResource(
                    live.logicalId(),
                    live.physicalId(),
                    live.type(),
                    live.identifier(),
                    properties,
                    live.provenance(),
                    live.status(),
                    live.detail()));
        });
        return new Baseline(approval.stack(), null, earlier);
    }

    private static MapValue back(MapValue properties, Entry entry) {
        try {
            return (MapValue) ModelEdit.apply(
                    properties,
                    new Edit.Put(entry.actualPath(), entry.expected().orElseThrow()));
        } catch (PhantomException e) {
            return properties; // the place is gone; the comparison will say that it is not as it was approved
        }
    }

    /// The deployed template, as it was written, with the pinned values.
    static String template(Approval approval, DeployedState deployed) {
        Definition original = deployed.original();
        if (original == null || original.text().isEmpty()) {
            throw new PhantomException(
                    Code.RECONCILE_BLOCKED, "the deployed template cannot be read, so no value can be pinned in it");
        }
        Definition template = original;
        for (var resource : approval.entries().entrySet()) {
            for (var entry : resource.getValue()) {
                if (entry.undeclared()) {
                    template = pinned(
                            template,
                            resource.getKey(),
                            entry.path(),
                            entry.expected().orElseThrow());
                }
            }
        }
        return template.text();
    }

    private static Definition pinned(Definition template, String logicalId, PropertyPath path, Value value) {
        var files = new SourceFiles(Map.of(template.file(), template.text()), List.of());
        var edited = template.edits(template.declare(EvaluationContext.NONE), files)
                .property(logicalId, path, new Intent.Set(value), Way.IN_PLACE)
                .orElseThrow(() -> new PhantomException(Code.PATCH_REFUSED, "no edit was found for " + path));
        return template.format().read(template.file(), edited.edits().getFirst().text());
    }
}
