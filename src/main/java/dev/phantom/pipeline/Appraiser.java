package dev.phantom.pipeline;

import dev.phantom.cost.CostEstimator;
import dev.phantom.cost.StackSiblings;
import dev.phantom.drift.detect.Detection;
import dev.phantom.evidence.Evidence;
import dev.phantom.severity.Assessor;
import dev.phantom.state.Stack;
import dev.phantom.template.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What code alone can say of a drift: how much it matters and what it costs.
public record Appraiser(Assessor assessor, CostEstimator estimator) {

    /// @param known drift ids of the last run
    public List<JudgedDrift> appraise(Detection detection, Stack stack, Set<String> known) {
        var siblings = siblings(detection);
        return detection.report().drifts().stream()
                .map(drift -> new JudgedDrift(
                        drift,
                        !known.contains(drift.driftId()),
                        assessor.assess(drift, stack.environment()),
                        estimator.delta(drift, stack.id().region(), siblings),
                        Evidence.NONE,
                        null,
                        null))
                .toList();
    }

    /// The live models of the stack, found by whatever a property calls them.
    static StackSiblings siblings(Detection detection) {
        Map<String, Value.MapValue> models = new LinkedHashMap<>();
        Map<String, String> physical = new LinkedHashMap<>();
        detection.models().forEach((logicalId, model) -> {
            models.put(logicalId, model.live().properties());
            model.live().identifier().values().forEach(id -> physical.put(id, logicalId));
            physical.put(model.live().physicalId(), logicalId);
        });
        return new StackSiblings(models, physical);
    }
}
