package dev.phantom.run;

import dev.phantom.analysis.Verdict;
import dev.phantom.cost.CostDelta;
import dev.phantom.cost.CostSum;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftDecision;
import dev.phantom.drift.FirstAid;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.evidence.Evidence;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.severity.Assessment;
import dev.phantom.stack.Stack;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One drift with all that the walk learned of it.
///
/// @param isNew       not seen by the last run of this stack
/// @param verdict     null where nothing was judged (`diff`, `check`)
/// @param pullRequest null where nothing was planned
/// @param firstAid    the line for a shell that closes a critical security finding at once; empty if there is none
/// @param awsType     the AWS type of a Terraform drift; empty for one whose own type it is, and where it is not known
/// @param firstSeen   by the first of the runs that saw it without a break; null where no history is kept
/// @param decision    of people
public record JudgedDrift(
        Drift drift,
        boolean isNew,
        Assessment assessment,
        CostDelta cost,
        Evidence evidence,
        @Nullable Verdict verdict,
        @Nullable Outcome pullRequest,
        String firstAid,
        String awsType,
        @Nullable Instant firstSeen,
        DriftDecision decision) {

    public JudgedDrift(
            Drift drift,
            boolean isNew,
            Assessment assessment,
            CostDelta cost,
            Evidence evidence,
            @Nullable Verdict verdict,
            @Nullable Outcome pullRequest,
            String firstAid) {
        this(drift, isNew, assessment, cost, evidence, verdict, pullRequest, firstAid, "", null, DriftDecision.OPEN);
    }

    public JudgedDrift costing(CostDelta delta) {
        return with(drift, assessment, delta, evidence, verdict, pullRequest, firstAid);
    }

    /// With another assessment.
    public JudgedDrift weighing(Assessment other) {
        return with(drift, other, cost, evidence, verdict, pullRequest, firstAid);
    }

    /// Its cost, and whether that is all.
    public CostSum costSum() {
        return CostSum.of(cost, drift.changes().size());
    }

    /// With its first aid, where it is urgent.
    ///
    /// @param types of where the resource runs
    public JudgedDrift aided(TypeCatalog types, Stack stack) {
        var line = assessment.urgent() ? FirstAid.line(drift, types, stack).orElse("") : "";
        return with(drift, assessment, cost, evidence, verdict, pullRequest, line);
    }

    /// The same of a drift that is told otherwise.
    public JudgedDrift of(Drift other) {
        return with(other, assessment, cost, evidence, verdict, pullRequest, firstAid);
    }

    /// With what was decided.
    public JudgedDrift judged(Decision made) {
        return with(drift, assessment, cost, made.file().evidence(), made.verdict(), pullRequest, firstAid);
    }

    /// With what became of it on the code host.
    public JudgedDrift published(Outcome outcome) {
        return with(drift, assessment, cost, evidence, verdict, outcome, firstAid)
                .as(firstSeen, decided(outcome));
    }

    /// As far as its pull request says.
    private static DriftDecision decided(Outcome outcome) {
        return switch (outcome.because()) {
            case OutcomeReason.Undeployed u -> DriftDecision.MERGED_NOT_DEPLOYED;
            case OutcomeReason.Unapplied u -> DriftDecision.MERGED_NOT_APPLIED;
            case OutcomeReason.DeclinedUntil d -> DriftDecision.KEPT_UNTIL;
            case OutcomeReason.Held h -> DriftDecision.OPEN;
            case OutcomeReason.Resting r -> DriftDecision.OPEN;
            case OutcomeReason.WaitsFor w -> DriftDecision.OPEN;
            case OutcomeReason.RecordWaits w -> DriftDecision.OPEN;
            case OutcomeReason.OnGaps g -> DriftDecision.OPEN;
            case OutcomeReason.Described d -> DriftDecision.OPEN;
        };
    }

    /// Known since then, and decided so.
    public JudgedDrift as(@Nullable Instant since, DriftDecision decided) {
        return new JudgedDrift(
                drift, isNew, assessment, cost, evidence, verdict, pullRequest, firstAid, awsType, since, decided);
    }

    /// With the AWS type of what Terraform reported.
    public JudgedDrift as(String type) {
        return new JudgedDrift(
                drift, isNew, assessment, cost, evidence, verdict, pullRequest, firstAid, type, firstSeen, decision);
    }

    /// The same of this drift, with all of it as a person may see it.
    JudgedDrift with(
            Drift shown,
            Assessment weight,
            CostDelta delta,
            Evidence seen,
            @Nullable Verdict said,
            @Nullable Outcome outcome,
            String aid) {
        return new JudgedDrift(shown, isNew, weight, delta, seen, said, outcome, aid, awsType, firstSeen, decision);
    }
}
