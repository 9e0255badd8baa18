package dev.phantom.run;

import dev.phantom.analysis.Verdict;
import dev.phantom.cost.CostDelta;
import dev.phantom.cost.CostSum;
import dev.phantom.drift.ByHand;
import dev.phantom.drift.Drift;
import dev.phantom.drift.TypeCatalog;
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
/// @param firstAid    the line for the AWS CLI that closes a critical security finding at once; empty if there is none
/// @param awsType     the AWS type of a Terraform drift; empty for one whose own type it is, and where it is not known
public record JudgedDrift(
        Drift drift,
        boolean isNew,
        Assessment assessment,
        CostDelta cost,
        Evidence evidence,
        @Nullable Verdict verdict,
        @Nullable Outcome pullRequest,
        String firstAid,
        String awsType) {

    /// One in AWS's words.
    public JudgedDrift(
            Drift drift,
            boolean isNew,
            Assessment assessment,
            CostDelta cost,
            Evidence evidence,
            @Nullable Verdict verdict,
            @Nullable Outcome pullRequest,
            String firstAid) {
        this(drift, isNew, assessment, cost, evidence, verdict, pullRequest, firstAid, "");
    }

    /// With the AWS type of what Terraform reported.
    public JudgedDrift as(String type) {
        return new JudgedDrift(drift, isNew, assessment, cost, evidence, verdict, pullRequest, firstAid, type);
    }

    public JudgedDrift costing(CostDelta delta) {
        return new JudgedDrift(drift, isNew, assessment, delta, evidence, verdict, pullRequest, firstAid, awsType);
    }

    /// With another assessment.
    public JudgedDrift weighing(Assessment other) {
        return new JudgedDrift(drift, isNew, other, cost, evidence, verdict, pullRequest, firstAid, awsType);
    }

    /// Its cost, and whether that is all.
    public CostSum costSum() {
        return CostSum.of(cost, drift.changes().size());
    }

    /// With its first aid, where it is urgent.
    ///
    /// @param types of where the resource runs
    public JudgedDrift aided(TypeCatalog types, String region) {
        var line = assessment.urgent() ? ByHand.line(drift, types, region).orElse("") : "";
        return new JudgedDrift(drift, isNew, assessment, cost, evidence, verdict, pullRequest, line, awsType);
    }

    /// The same of a drift that is told otherwise.
    public JudgedDrift of(Drift other) {
        return new JudgedDrift(other, isNew, assessment, cost, evidence, verdict, pullRequest, firstAid, awsType);
    }

    /// With what was decided.
    public JudgedDrift judged(Decision decision) {
        return new JudgedDrift(
                drift, isNew, assessment, cost, decision.file().evidence(), decision.verdict(), pullRequest, firstAid, awsType);
    }

    /// With what became of it on the code host.
    public JudgedDrift published(Outcome outcome) {
        return new JudgedDrift(drift, isNew, assessment, cost, evidence, verdict, outcome, firstAid, awsType);
    }
}
