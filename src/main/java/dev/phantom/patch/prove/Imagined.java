package dev.phantom.patch.prove;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.patch.splice.DocumentDiff;
import dev.phantom.patch.splice.ModelEdit;
import dev.phantom.template.Origin;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.Value.MapValue;
import java.util.ArrayList;
import java.util.List;

/// A drift that only exists in thought: what a patch makes of a resource, told as if somebody had done it beside the
/// template, so that the severity rules can judge it.
final class Imagined {

    private Imagined() {}

    static Drift of(Drift real, MapValue expected, MapValue actual) {
        List<Change> changes = new ArrayList<>();
        var declared = Circumstances.declared(Origin.ABSENT);
        for (PropertyPath path : DocumentDiff.between(expected, actual)) {
            Value left = ModelEdit.find(expected, path).orElse(null);
            Value right = ModelEdit.find(actual, path).orElse(null);
            if (left != null && right != null) {
                changes.add(new Change.NotEqual(path, path, left, right, List.of(), declared));
            } else if (right != null) {
                changes.add(new Change.Add(path, right, declared));
            } else if (left != null) {
                changes.add(new Change.Remove(path, left, declared));
            }
        }
        return Drift.unnamed(
                real.logicalId(), real.physicalId(), real.type(), Drift.Status.MODIFIED, changes, expected, actual);
    }
}
