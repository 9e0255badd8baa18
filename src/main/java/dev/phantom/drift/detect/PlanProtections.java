package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.drift.terraform.TerraformResources;
import dev.phantom.drift.terraform.TerraformView;
import java.util.Map;

/// Marks what of a plan's drifts guards data or access: that is known of AWS's types, so it is asked of the properties
/// that the attributes are.
record PlanProtections(Knowledge knowledge, TerraformResources resources) {

    static PlanProtections of(Knowledge knowledge) {
        return new PlanProtections(knowledge, new TerraformResources(knowledge.terraform(), Map.of()));
    }

    Drift marked(Drift drift) {
        return resources
                .view(drift)
                .map(view -> drift.with(drift.changes().stream()
                        .map(change -> change.with(change.circumstances().protection(touches(view, change))))
                        .toList()))
                .orElse(drift);
    }

    private boolean touches(TerraformView view, Change change) {
        var aws = view.drift();
        var kept = knowledge.facts().of(aws.type());
        return view.changes(change).stream()
                .anyMatch(each -> ProtectedChanges.touches(kept, each, aws.expected(), aws.actual()));
    }
}
