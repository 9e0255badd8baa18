package dev.phantom.run;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Provisional;
import dev.phantom.analysis.Verdict;
import dev.phantom.stack.StackId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cases that were judged: each is judged once. Safe for several threads, one stack each.
public interface Decisions {

    /// A case and what was decided.
    ///
    /// @param provisional null where every source had answered
    record Judged(CaseFile file, Verdict verdict, @Nullable Provisional provisional) {

        public Judged(CaseFile file, Verdict verdict) {
            this(file, verdict, null);
        }
    }
    /// The stored decision for exactly these contents.
    Optional<Judged> judged(StackId stack, String driftId, String contentHash);

    /// What was decided last of a drift, whatever it contained then.
    Optional<Judged> latest(StackId stack, String driftId);

    /// What was decided last of each drift of a resource, in no order.
    List<Judged> ofResource(StackId stack, String logicalId);

    void judged(StackId stack, Judged judged);
    /// A drift is gone: what comes back as it was is judged anew.
    void over(StackId stack, String driftId);

    /// A stored decision holds for this run, too.
    default void upheld(StackId stack, Judged judged) {}
}
