package dev.phantom.assembly;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.Verdict;

/// Says of each verdict that its words come from the embedded world's script, not from a model.
record ScriptedReply(Analyst analyst) implements Analyst {

    @Override
    public String name() {
        return analyst.name();
    }

    @Override
    public Verdict judge(CaseFile file, ModelCalls calls) {
        var verdict = analyst.judge(file, calls);
        var by = verdict.opinion().analyst();
        return by.contains("scripted reply")
                ? verdict
                : verdict.with(verdict.opinion().by(by + " (scripted reply)"));
    }
}
