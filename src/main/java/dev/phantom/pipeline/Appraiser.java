package dev.phantom.pipeline;

import dev.phantom.cost.CostEstimator;
import dev.phantom.cost.Market;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.evidence.Evidence;
import dev.phantom.severity.Assessor;
import dev.phantom.state.LiveResource;
import dev.phantom.state.Stack;
import dev.phantom.template.PropertyView;
import dev.phantom.template.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What code alone can say of a drift: how much it matters and what it costs.
public record Appraiser(Assessor assessor, CostEstimator estimator) {

    /// @param known drift ids of the last run
    public List<JudgedDrift> appraise(Detection detection, Stack stack, Set<String> known) {
        var siblings = new Siblings(detection);
        return detection.report().drifts().stream()
                .map(drift -> appraise(drift, stack, known, siblings))
                .toList();
    }

    private JudgedDrift appraise(Drift drift, Stack stack, Set<String> known, Siblings siblings) {
        return new JudgedDrift(
                drift,
                !known.contains(drift.driftId()),
                assessor.assess(drift, stack.environment()),
                estimator.delta(drift, stack.id().region(), siblings),
                Evidence.NONE,
                null,
                null);
    }

    /// The live models of the stack, found by what a property may call them.
    private static final class Siblings implements Market.Siblings {
        private final Map<String, PropertyView> byName = new HashMap<>();

        Siblings(Detection detection) {
            detection.models().forEach((logicalId, model) -> {
                var view = new PropertyView(model.live().properties());
                byName.put("Ref " + logicalId, view);
                names(model.live()).forEach(name -> byName.putIfAbsent(name, view));
            });
        }

        private static List<String> names(LiveResource live) {
            var names = new java.util.ArrayList<>(live.identifier().values());
            names.add(live.physicalId());
            names.removeIf(String::isEmpty);
            return names;
        }

        @Override
        public Optional<PropertyView> find(Value reference) {
            var name = switch (reference) {
                case Value.Reference r -> "Ref " + r.logicalId();
                case Value.Scalar s -> s.text();
                default -> "";
            };
            return Optional.ofNullable(byName.get(name));
        }
    }
}
