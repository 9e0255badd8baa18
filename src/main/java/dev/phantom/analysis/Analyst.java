package dev.phantom.analysis;

/// Judges one case. One bounded call, no tools, no side effects.
public interface Analyst {

    /// `rules`, `recorded`, or that of a model's maker
    String name();

    /// @throws dev.phantom.fault.PhantomException ANALYST_UNAVAILABLE; the pipeline then asks the rules
    Verdict judge(CaseFile file);
}
