package dev.phantom.run;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Verdict;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What Phantom remembers between runs: baselines, and the cases it has judged. A folder of JSON files for now.
public interface History {

    Baseline baseline(StackId stack);

    /// Remembers live models as undrifted. The caller gives only resources without drift.
    void remember(StackId stack, List<LiveResource> undrifted);

    /// Since when each drift that the last walk of this stack saw is open, by driftId: tells new drift from known
    /// drift.
    Map<String, Instant> firstSeen(StackId stack);

    /// Empty where this stack was never walked to the end, or only by a Phantom that kept no figures.
    Optional<LastLook> lastLook(StackId stack);

    void lastLook(StackId stack, LastLook look);

    /// Adopted differences that no longer stood as they were adopted when they were last looked at: `driftId
    /// contentHash` of each.
    Set<String> endedAdoptions(StackId stack);

    void endedAdoptions(StackId stack, Set<String> ended);

    record Judged(CaseFile file, Verdict verdict) {}

    /// The stored decision for exactly these contents.
    Optional<Judged> judged(StackId stack, String driftId, String contentHash);

    void judged(StackId stack, Judged judged);
}
