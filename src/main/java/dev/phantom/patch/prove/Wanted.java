package dev.phantom.patch.prove;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Pin;
import dev.phantom.patch.Effects;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.splice.ModelEdit;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.evaluate.EvaluatedTemplate;
import java.util.ArrayList;
import java.util.List;

/// A value that the patch shall write: a refactor's, or one that a revert pins.
record Wanted(String logicalId, PropertyPath path, Value value) {

    static List<Wanted> of(PatchBase base, List<Decision> decisions) {
        List<Wanted> all = new ArrayList<>();
        for (Decision decision : decisions) {
            String id = decision.drift().logicalId();
            switch (decision.verdict()) {
                case Verdict.Refactor r -> r.edits().forEach(e -> all.add(new Wanted(id, e.path(), e.value())));
                case Verdict.Revert r -> {
                    var type = base.types().find(decision.drift().type());
                    decision.drift()
                            .changes()
                            .forEach(c -> Pin.of(c, type).ifPresent(v -> all.add(new Wanted(id, c.path(), v))));
                }
                case Verdict.Legitimize l -> {}
                case Verdict.NeedsHuman n -> {}
            }
        }
        return all;
    }

    /// Whether a place may move because of it: its own, below it, or a property that holds it. A resource that comes,
    /// goes or gets other attributes is never explained by one of its properties.
    boolean explains(String owner, PropertyPath place) {
        return owner.equals(logicalId) && !place.isRoot() && place.overlaps(path);
    }

    boolean isIn(EvaluatedTemplate template) {
        var resource = template.resources().get(logicalId);
        return resource != null
                && ModelEdit.find(resource.properties(), path)
                        .filter(v -> Effects.same(v, value))
                        .isPresent();
    }

    @Override
    public String toString() {
        return logicalId + " " + path;
    }
}
