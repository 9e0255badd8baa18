package dev.phantom.run;

import dev.phantom.cost.CostDelta;
import dev.phantom.cost.CostEstimator;
import dev.phantom.cost.StackSiblings;
import dev.phantom.drift.Drift;
import dev.phantom.drift.attribute.DriftCutter;
import dev.phantom.drift.compare.Reversal;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.evidence.Evidence;
import dev.phantom.severity.Assessor;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Stack;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What code alone can say of a drift: how much it matters and what it costs.
public record Appraiser(Assessor assessor, CostEstimator estimator) {

    /// Cuts what differs on each resource into decisions: protections and security findings apart from the rest.
    ///
    /// @param losses takes what cannot be cut; it stays in one piece
    public Detection cut(Detection detection, Stack stack, Mask mask, Losses losses) {
        var cutter = new DriftCutter(
                new DriftIds(stack.id(), mask, detection.secrets()),
                drift -> assessor.securityChanges(drift, stack.environment()));
        var pieces = detection.report().drifts().stream()
                .flatMap(
                        drift -> losses.of(Stage.CUT, drift, () -> cutter.cut(drift), fault -> List.of(drift)).stream())
                .toList();
        return detection.with(detection.report().with(pieces));
    }

    /// @param known  drift ids of the last run
    /// @param losses takes what fails for one drift
    public List<JudgedDrift> appraise(Detection detection, Stack stack, Set<String> known, Losses losses) {
        return estimate(detection, stack, assess(detection, stack, known, losses), losses);
    }

    /// How much each drift matters; nothing is priced yet.
    List<JudgedDrift> assess(Detection detection, Stack stack, Set<String> known, Losses losses) {
        return detection.report().drifts().stream()
                .map(drift -> new JudgedDrift(
                        drift,
                        !known.contains(drift.driftId()),
                        assessor.assess(drift, stack.environment(), fault -> losses.lost(Stage.ASSESS, drift, fault)),
                        CostDelta.NONE,
                        Evidence.NONE,
                        null,
                        null,
                        ""))
                .toList();
    }

    /// What each drift costs.
    List<JudgedDrift> estimate(Detection detection, Stack stack, List<JudgedDrift> assessed, Losses losses) {
        var siblings = siblings(detection);
        Map<String, Long> pieces = detection.report().drifts().stream()
                .collect(Collectors.groupingBy(Drift::logicalId, Collectors.counting()));
        return assessed.stream()
                .map(judged -> {
                    var drift = judged.drift();
                    var alone = pieces.getOrDefault(drift.logicalId(), 1L) == 1L;
                    return judged.costing(losses.of(
                            Stage.ESTIMATE,
                            drift,
                            () -> alone
                                    ? estimator.delta(drift, stack.id().region(), siblings)
                                    : share(drift, stack, siblings),
                            fault -> CostDelta.unpriced("its cost could not be worked out: " + fault.line())));
                })
                .toList();
    }

    /// What one of several drifts of a resource adds: the live model against the same model without this drift's
    /// changes.
    private CostDelta share(Drift drift, Stack stack, StackSiblings siblings) {
        return Reversal.of(drift.actual(), drift.changes())
                .map(without -> estimator.delta(
                        drift.type(), without, drift.actual(), stack.id().region(), siblings))
                .orElse(CostDelta.unpriced("what this drift adds to the resource's cost: the live model without its"
                        + " changes cannot be told"));
    }

    /// The live models of the stack, found by whatever a property calls them.
    static StackSiblings siblings(Detection detection) {
        Map<String, MapValue> models = new LinkedHashMap<>();
        Map<String, String> physical = new LinkedHashMap<>();
        detection.models().forEach((logicalId, model) -> {
            models.put(logicalId, model.live().properties());
            model.live().identifier().values().forEach(id -> physical.put(id, logicalId));
            physical.put(model.live().physicalId(), logicalId);
        });
        return new StackSiblings(models, physical);
    }
}
