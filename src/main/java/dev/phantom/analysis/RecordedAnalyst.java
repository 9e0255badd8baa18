package dev.phantom.analysis;

import java.util.ArrayList;

/// Repeats the verdict that was saved beside a case.
public final class RecordedAnalyst implements Analyst {
    private final Verdict verdict;

    /// @param verdictJson `verdict.json` of the case folder
    /// @throws IllegalArgumentException if it is no verdict
    public RecordedAnalyst(String verdictJson) {
        this.verdict = VerdictJson.read(verdictJson);
    }

    @Override
    public String name() {
        return "recorded";
    }

    @Override
    public Verdict judge(CaseFile file) {
        var o = verdict.opinion();
        var gaps = new ArrayList<>(o.gaps());
        if (!o.caseDigest().equals(CaseFileJson.digest(file))) {
            gaps.add("the recorded verdict was made for another state of this case");
        }
        return verdict.with(new Verdict.Opinion(
                o.confidence(),
                o.reasoning(),
                o.evidence(),
                o.against(),
                o.severity(),
                o.reviewAt(),
                name(),
                o.caseDigest(),
                gaps));
    }
}
