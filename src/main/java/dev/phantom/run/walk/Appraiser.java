package dev.phantom.run.walk;

import dev.phantom.analysis.measure.CountedUsage;
import dev.phantom.cost.CostDelta;
import dev.phantom.cost.CostEstimator;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftDecision;
import dev.phantom.drift.attribute.DriftCutter;
import dev.phantom.drift.attribute.Sighting;
import dev.phantom.drift.compare.Reversal;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.fault.Attempt;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.Losses;
import dev.phantom.run.Stage;
import dev.phantom.run.StageLosses;
import dev.phantom.severity.Assessor;
import dev.phantom.severity.CostGrowth;
import dev.phantom.severity.Finding;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Stack;
import dev.phantom.value.PropertyPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What code alone can say of a drift: how much it matters and what it costs.
///
/// @param growth when a growing bill raises a severity
public record Appraiser(Assessor assessor, CostEstimator estimator, Knowledge knowledge, CostGrowth growth) {

    /// What one comparison found, with all that is known around it.
    Function<Drift, Subject> subjects(Stack stack, Detection detection) {
        return Subject.of(stack, detection, knowledge.of(stack.id()));
    }

    private KnownCost known(Detection detection, Stack stack) {
        return new KnownCost(
                StackModels.of(detection, knowledge.terraform()), stack.id().region());
    }

    /// Cuts what differs on each resource into decisions: protections and security findings apart from the rest.
    ///
    /// @param losses takes what cannot be cut; it stays in one piece
    public Cut cut(Detection detection, Stack stack, Mask mask, Losses losses) {
        return cut(detection, stack, mask, List.of(), losses.in(Stage.CUT));
    }

    /// @param decided what earlier looks saw of drift that has a decision
    Cut cut(Detection detection, Stack stack, Mask mask, List<Sighting> decided, StageLosses losses) {
        var subjects = subjects(stack, detection);
        var cutter = new DriftCutter(
                new DriftIds(stack.id(), mask, detection.secrets()),
                drift -> assessor.securityChanges(subjects.apply(drift)),
                decided);
        var pieces = detection.report().drifts().stream()
                .flatMap(drift -> losses.of(drift, () -> cutter.cut(drift), fault -> List.of(drift)).stream())
                .toList();
        return new Cut(detection.with(detection.report().with(pieces)));
    }

    /// Of drifts around which nothing was looked for.
    ///
    /// @param losses takes what fails for one drift
    public Appraised appraise(Cut cut, Stack stack, Losses losses) {
        var collected = new Collected(cut, Map.of());
        var assessed = assess(collected, stack, drift -> Optional.empty(), null, losses.in(Stage.ASSESS));
        return estimate(assessed, stack, losses.in(Stage.ESTIMATE));
    }

    /// How much each drift matters; nothing is priced yet.
    ///
    /// @param firstSeen by an earlier look; empty where there was none
    /// @param now       of this look; null where none is kept
    Appraised.Assessed assess(
            Collected collected,
            Stack stack,
            Function<Drift, Optional<Instant>> firstSeen,
            @Nullable Instant now,
            StageLosses losses) {
        var subjects = subjects(stack, collected.cut().detection());
        var drifts = collected.cut().drifts().stream()
                .map(drift -> assessed(drift, subjects.apply(drift), collected, firstSeen.apply(drift), now, losses))
                .toList();
        return new Appraised.Assessed(collected.cut(), drifts);
    }

    private JudgedDrift assessed(
            Drift drift,
            Subject subject,
            Collected collected,
            Optional<Instant> firstSeen,
            @Nullable Instant now,
            StageLosses losses) {
        return new JudgedDrift(
                        drift,
                        firstSeen.isEmpty(),
                        assessor.assess(subject, fault -> losses.lost(drift, fault)),
                        CostDelta.NONE,
                        collected.of(drift).map(Collected.Gathered::evidence).orElse(Evidence.NONE),
                        null,
                        null,
                        "")
                .as(subject.awsType())
                .as(firstSeen.orElse(now), DriftDecision.OPEN);
    }

    /// What each drift costs, and how much that matters.
    Appraised estimate(Appraised.Assessed assessed, Stack stack, StageLosses losses) {
        var subjects = subjects(stack, assessed.cut().detection());
        Map<String, Long> pieces = assessed.cut().drifts().stream()
                .collect(Collectors.groupingBy(Drift::logicalId, Collectors.counting()));
        var known = known(assessed.cut().detection(), stack);
        var drifts = assessed.drifts().stream()
                .map(judged -> {
                    var drift = judged.drift();
                    var subject = subjects.apply(drift);
                    var alone = pieces.getOrDefault(drift.logicalId(), 1L) == 1L;
                    return judged.costing(losses.of(
                            drift,
                            () -> priced(subject, alone, estimator.with(new CountedUsage(judged.evidence()))),
                            fault -> CostDelta.unpriced("its cost could not be estimated: " + fault.line())));
                })
                .map(judged -> weighed(judged, known))
                .toList();
        return new Appraised(assessed.cut(), drifts);
    }

    private JudgedDrift weighed(JudgedDrift judged, KnownCost known) {
        return bill(judged.drift(), judged.cost(), known)
                .map(finding -> judged.weighing(judged.assessment().with(finding)))
                .orElse(judged);
    }

    private Optional<Finding> bill(Drift drift, CostDelta cost, KnownCost known) {
        var increase = cost.monthly();
        if (increase == null || increase.compareTo(growth.least()) < 0) {
            return Optional.empty();
        }
        var path = drift.changes().isEmpty()
                ? PropertyPath.ROOT
                : drift.changes().getFirst().path();
        return growth.finding(increase, known.monthly(estimator), path);
    }

    /// What some changes of a resource, or a resource that is new as a whole, make of the bill of a stack.
    Function<Drift, Optional<Finding>> bills(Stack stack, Detection detection) {
        var subjects = subjects(stack, detection);
        var known = known(detection, stack);
        return piece -> {
            var subject = subjects.apply(piece);
            var cost = Attempt.of(
                    () -> priced(subject, piece.changes().isEmpty(), estimator),
                    fault -> CostDelta.unpriced(fault.line()));
            return bill(piece, cost, known);
        };
    }

    private static CostDelta priced(Subject subject, boolean alone, CostEstimator estimator) {
        return alone ? estimator.delta(subject) : share(subject, estimator);
    }

    /// What one of several drifts of a resource adds: the live model against the same model without this drift's
    /// changes.
    private static CostDelta share(Subject subject, CostEstimator estimator) {
        var drift = subject.drift();
        return Reversal.of(drift.actual(), drift.changes())
                .map(without -> estimator.delta(subject, without, drift.actual()))
                .orElse(CostDelta.unpriced(
                        "the cost of this drift alone: the live model without its changes cannot be" + " derived"));
    }
}
