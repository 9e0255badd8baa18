package dev.phantom.patch;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.patch.splice.DocumentDiff;
import dev.phantom.patch.splice.ModelEdit;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import java.util.ArrayList;
import java.util.List;

/// Holds what the patch writes against AWS's resource schemas: enums, and no property that only AWS sets.
final class SchemaCheck {
    private SchemaCheck() {}

    static Line check(PatchBase base, Planned plan, List<Decision> decisions) {
        var before = base.files().evaluate(base.own());
        var after = plan.after().evaluate(base.own());
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Decision decision : decisions) {
            var facts = TypeCatalog.embedded().find(decision.drift().type());
            var right = after.resources().get(decision.drift().logicalId());
            if (facts.isEmpty() || right == null) {
                continue;
            }
            var left = before.resources().get(decision.drift().logicalId());
            for (PropertyPath path :
                    DocumentDiff.between(left == null ? MapValue.EMPTY : left.properties(), right.properties())) {
                checked++;
                problem(facts.get(), right.properties(), path).ifPresent(wrong::add);
            }
        }
        if (checked == 0) {
            return new Line(Check.SCHEMA, Result.SKIPPED, "nothing that a known schema describes is edited");
        }
        return wrong.isEmpty()
                ? new Line(Check.SCHEMA, Result.PASS, checked + " edited properties fit AWS's schema")
                : new Line(Check.SCHEMA, Result.FAIL, String.join("; ", wrong));
    }

    private static java.util.Optional<String> problem(TypeFacts facts, MapValue properties, PropertyPath path) {
        var value = ModelEdit.find(properties, path);
        if (value.isEmpty()) {
            return java.util.Optional.empty();
        }
        if (facts.isReadOnly(path)) {
            return java.util.Optional.of(path + " is set by AWS only");
        }
        List<String> choices = facts.choicesAt(path);
        return value.get().settled() instanceof Scalar s && !choices.isEmpty() && !choices.contains(s.text())
                ? java.util.Optional.of(path + " does not allow '" + s.text() + "'")
                : java.util.Optional.empty();
    }
}
