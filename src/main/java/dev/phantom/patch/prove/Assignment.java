package dev.phantom.patch.prove;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Pin;
import dev.phantom.iac.Declaration;
import dev.phantom.patch.Effects;
import dev.phantom.patch.Effects.Effect;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.value.Counterpart;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A value that a patch shall give to a property: a refactor's, or one that a revert pins.
record Assignment(String logicalId, PropertyPath path, Value value) {

    static List<Assignment> of(PatchBase base, List<Decision> decisions) {
        List<Assignment> all = new ArrayList<>();
        for (Decision decision : decisions) {
            String id = decision.drift().logicalId();
            UnaryOperator<PropertyPath> placed = placed(base, decision.drift());
            switch (decision.verdict()) {
                case Verdict.Refactor r ->
                    r.edits().forEach(e -> all.add(new Assignment(id, placed.apply(e.path()), e.value())));
                case Verdict.Revert r -> {
                    var type = base.knowledge().schema(decision.drift().type());
                    for (Change change : decision.drift().changes()) {
                        Pin.of(change, type)
                                .ifPresent(value -> all.add(new Assignment(id, placed.apply(change.path()), value)));
                    }
                }
                case Verdict.Legitimize l -> {}
                case Verdict.NeedsHuman n -> {}
            }
        }
        return all;
    }

    /// The place that the files have for what was compared.
    private static UnaryOperator<PropertyPath> placed(PatchBase base, Drift drift) {
        var declared = base.files().evaluate(base.own()).resources().get(drift.logicalId());
        return path -> declared == null
                ? path
                : Counterpart.of(drift.expected(), declared.properties(), path).orElse(path);
    }

    boolean isMetBy(Declaration template) {
        var resource = template.resources().get(logicalId);
        return resource != null
                && ModelEdit.find(resource.properties(), path)
                        .filter(found -> Effects.same(found, value))
                        .isPresent();
    }

    /// Whether the effect is this assignment's own. A resource that comes, goes or changes as a whole never is.
    boolean explains(Effect effect) {
        return !effect.property().isRoot() && explains(effect.owner(), effect.property());
    }

    /// Segment by segment: a property whose name only begins like this one's is another.
    boolean explains(String owner, PropertyPath property) {
        return logicalId.equals(owner) && path.overlaps(property);
    }

    @Override
    public String toString() {
        return logicalId + " " + path;
    }
}
