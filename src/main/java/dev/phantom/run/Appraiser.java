package dev.phantom.run;

import dev.phantom.cost.CostDelta;
import dev.phantom.cost.CostEstimator;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.attribute.DriftCutter;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.severity.Assessor;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Stack;
import dev.phantom.value.Edit;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What code alone can say of a drift: how much it matters and what it costs.
public record Appraiser(Assessor assessor, CostEstimator estimator, Knowledge knowledge) {

    /// What one comparison found, with all that is known around it.
    Function<Drift, Subject> subjects(Stack stack, Detection detection) {
        return Subject.of(stack, detection, knowledge.of(stack.id()));
    }

    /// Cuts what differs on each resource into decisions: protections and security findings apart from the rest.
    public Detection cut(Detection detection, Stack stack, Mask mask) {
        var subjects = subjects(stack, detection);
        var cutter = new DriftCutter(
                new DriftIds(stack.id(), mask, detection.secrets()),
                drift -> assessor.securityChanges(subjects.apply(drift)));
        return detection.with(cutter.cut(detection.report()));
    }

    /// @param known drift ids of the last run
    public List<JudgedDrift> appraise(Detection detection, Stack stack, Set<String> known) {
        return estimate(detection, stack, assess(detection, stack, known));
    }

    /// How much each drift matters; nothing is priced yet.
    List<JudgedDrift> assess(Detection detection, Stack stack, Set<String> known) {
        var subjects = subjects(stack, detection);
        return detection.report().drifts().stream()
                .map(drift -> new JudgedDrift(
                        drift,
                        !known.contains(drift.driftId()),
                        assessor.assess(subjects.apply(drift)),
                        CostDelta.NONE,
                        Evidence.NONE,
                        null,
                        null,
                        ""))
                .toList();
    }

    /// What each drift costs.
    List<JudgedDrift> estimate(Detection detection, Stack stack, List<JudgedDrift> assessed) {
        var subjects = subjects(stack, detection);
        Map<String, Long> pieces = detection.report().drifts().stream()
                .collect(Collectors.groupingBy(Drift::logicalId, Collectors.counting()));
        return assessed.stream()
                .map(judged -> {
                    var subject = subjects.apply(judged.drift());
                    return judged.costing(
                            pieces.getOrDefault(judged.drift().logicalId(), 1L) == 1L
                                    ? estimator.delta(subject)
                                    : share(subject));
                })
                .toList();
    }

    /// What one of several drifts of a resource adds: the live model against the same model without this drift's
    /// changes.
    private CostDelta share(Subject subject) {
        var drift = subject.drift();
        Value without = drift.actual();
        for (var change : drift.changes().reversed()) {
            without = undone(without, change);
        }
        return without instanceof Value.MapValue before
                ? estimator.delta(subject, before, drift.actual())
                : CostDelta.NONE;
    }

    private static Value undone(Value model, Change change) {
        return switch (change) {
            case Change.Add a -> ModelEdit.apply(model, new Edit.Remove(a.path()));
            case Change.Remove r -> ModelEdit.apply(model, new Edit.Put(r.path(), r.expected()));
            case Change.NotEqual n -> ModelEdit.apply(model, new Edit.Put(n.actualPath(), n.expected()));
        };
    }
}
