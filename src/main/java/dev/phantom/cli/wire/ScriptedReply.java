package dev.phantom.cli.wire;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Verdict;

/// Says of each verdict that its words come from the embedded world's script, not from a model.
record ScriptedReply(Analyst analyst) implements Analyst {

    @Override
    public String name() {
        return analyst.name();
    }

    @Override
    public Verdict judge(CaseFile file) {
        var verdict = analyst.judge(file);
        var o = verdict.opinion();
        return o.analyst().contains("scripted reply")
                ? verdict
                : verdict.with(new Verdict.Opinion(
                        o.confidence(),
                        o.reasoning(),
                        o.evidence(),
                        o.against(),
                        o.severity(),
                        o.reviewAt(),
                        o.analyst() + " (scripted reply)",
                        o.caseDigest(),
                        o.gaps()));
    }
}
