package dev.phantom.pullrequest;

import dev.phantom.analysis.Provisional;
import dev.phantom.analysis.Recommendation;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Stack;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Drifts of one stack that stand together in one pull request.
///
/// @param branch  of its pull request: the open one's, else made from the lowest driftId
/// @param members lowest driftId first, never empty
public record DriftGroup(String branch, Recommendation recommendation, Standing standing, List<Decision> members) {

    /// How the code host stands to these drifts already.
    public sealed interface Standing {
        /// Nobody has seen them yet.
        record New() implements Standing {}

        /// They belong to an open pull request.
        record Open(Register.Entry entry) implements Standing {}

        /// A person closed their pull request, and nothing changed since.
        record Declined(Register.Entry entry) implements Standing {}

        /// Their pull request is merged: a revert is not applied in AWS yet, anything else is not deployed yet.
        ///
        /// @param waits for what
        record Merged(Register.Entry entry, OutcomeReason waits) implements Standing {}
    }

    public DriftGroup {
        members = List.copyOf(members);
    }

    public Stack stack() {
        return members.getFirst().stack();
    }

    /// Whether a patch has to be planned and proven for it.
    public boolean wantsPatch() {
        return recommendation != Recommendation.NEEDS_HUMAN
                && switch (standing) {
                    case Standing.New n -> true;
                    case Standing.Open o -> true;
                    case Standing.Declined d -> false;
                    case Standing.Merged m -> false;
                };
    }

    public Severity severity() {
        return members.stream().map(Decision::severity).reduce(Severity.LOW, Severity::or);
    }

    /// For people: what matters most comes first.
    public List<Decision> mostSevereFirst() {
        return members.stream()
                .sorted(Comparator.comparing(Decision::severity).reversed())
                .toList();
    }

    /// Why nothing is opened for it yet: one of its verdicts is provisional.
    public Optional<Provisional> waits() {
        return members.stream().flatMap(d -> d.waits().stream()).max(Comparator.comparing(Provisional::since));
    }

    public boolean witnessed() {
        return members.stream().allMatch(Decision::witnessed);
    }

    /// Whether one of its drifts has a security finding of level high or critical: it waits for no other pull request
    /// and is counted against no cap.
    public boolean grave() {
        return members.stream().anyMatch(Decision::grave);
    }

    public List<PullRequestDraft.Member> markers() {
        return members.stream().map(Decision::member).toList();
    }
}
