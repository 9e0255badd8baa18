package dev.phantom.run;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Verdict;
import dev.phantom.stack.StackId;
import java.util.Optional;

/// The cases that were judged: each is judged once. Safe for several threads, one stack each.
public interface Decisions {

    /// A case and what was decided.
    record Judged(CaseFile file, Verdict verdict) {}

    /// The stored decision for exactly these contents.
    Optional<Judged> judged(StackId stack, String driftId, String contentHash);

    void judged(StackId stack, Judged judged);

    /// A stored decision holds for this run, too.
    default void upheld(StackId stack, Judged judged) {}
}
