package dev.phantom.pipeline;

import dev.phantom.analysis.Verdict;
import dev.phantom.cost.CostDelta;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Evidence;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.severity.Assessment;
import org.jspecify.annotations.Nullable;

/// One drift with all that the walk learned of it.
///
/// @param isNew       not seen by the last run of this stack
/// @param verdict     null where nothing was judged (`diff`, `check`)
/// @param pullRequest null where nothing was planned
public record JudgedDrift(
        Drift drift,
        boolean isNew,
        Assessment assessment,
        CostDelta cost,
        Evidence evidence,
        @Nullable Verdict verdict,
        @Nullable Outcome pullRequest) {

    JudgedDrift costing(CostDelta delta) {
        return new JudgedDrift(drift, isNew, assessment, delta, evidence, verdict, pullRequest);
    }

    /// With what was decided and published.
    JudgedDrift judged(Decision decision, @Nullable Outcome outcome) {
        return new JudgedDrift(drift, isNew, assessment, cost, decision.file().evidence(), decision.verdict(), outcome);
    }
}
