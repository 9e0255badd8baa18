package dev.phantom.analysis;

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
    public Verdict judge(CaseFile file, ModelCalls calls) {
        var opinion = verdict.opinion().by(name());
        return verdict.with(
                opinion.caseDigest().equals(CaseFileJson.digest(file))
                        ? opinion
                        : opinion.lacking("the recorded verdict was made for another state of this case"));
    }
}
