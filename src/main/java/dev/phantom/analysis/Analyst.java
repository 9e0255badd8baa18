package dev.phantom.analysis;

/// Judges one case. One bounded call, no tools, no side effects.
public interface Analyst {

    /// `rules`, `recorded`, or that of a model's maker
    String name();

    /// @param calls is told of each call of a language model that the judgement takes
    /// @throws dev.phantom.fault.PhantomException ANALYST_UNAVAILABLE; the pipeline then asks the rules
    Verdict judge(CaseFile file, ModelCalls calls);

    /// With nobody to tell of calls.
    default Verdict judge(CaseFile file) {
        return judge(file, ModelCalls.NONE);
    }
}
