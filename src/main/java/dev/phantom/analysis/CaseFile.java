package dev.phantom.analysis;

import dev.phantom.analysis.background.Background;
import dev.phantom.cost.CostDelta;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.severity.Assessment;
import dev.phantom.stack.Stack;
import java.util.List;
import java.util.stream.Stream;

/// All that an analyst may see of one drift. Saved as `case.json` (`phantom.case/v1`), redacted.
///
/// @param background what surrounds the drift beside its evidence
/// @param candidates optimised values that code computed; a refactor may choose among them and nothing else
public record CaseFile(
        Stack stack,
        Drift drift,
        Coverage coverage,
        Assessment assessment,
        CostDelta cost,
        Window window,
        Evidence evidence,
        Background background,
        List<Candidate> candidates) {

    /// @param why how it was computed, in words
    public record Candidate(Verdict.Edit edit, CostDelta cost, String why) {
        public Candidate {
            cost = cost.inFile();
        }
    }

    public CaseFile {
        cost = cost.inFile();
        candidates = List.copyOf(candidates);
    }

    /// What a reader of the case has to do without, of its evidence and of its background.
    public List<String> absent() {
        return Stream.concat(evidence.absent().stream(), background.gaps().stream())
                .toList();
    }
}
