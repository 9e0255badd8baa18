package dev.phantom.run.walk;

import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.pullrequest.StackProposals;
import dev.phantom.run.LastLook;
import dev.phantom.run.Losses;
import dev.phantom.run.ShownReport;
import dev.phantom.run.StackReport;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.Stack;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// All that the closing of a run needs of one stack: what was found, decided, planned and proven. Nothing of it was
/// published or remembered yet.
///
/// @param report    as a person may see it; it says nothing of pull requests yet, nor of what was lost on the way
/// @param decisions all of them, stand-ins included
/// @param proposals what is to stand on the code host
/// @param commit    of the base branch that its patches are proven against
/// @param secrets   what is masked in the report
/// @param memory    what is to be remembered
public record StackResult(
        StackReport report,
        List<Decision> decisions,
        StackProposals proposals,
        String commit,
        Secrets secrets,
        Losses losses,
        IgnoreRules.Seen rules,
        Memory memory) {

    /// @param undrifted as each resource was last seen without drift: the baseline from now on
    /// @param ended     adopted differences that are adopted no more
    public record Memory(List<LiveResource> undrifted, LastLook look, Set<String> ended) {
        public Memory {
            undrifted = List.copyOf(undrifted);
            ended = Collections.unmodifiableSet(new LinkedHashSet<>(ended));
        }
    }

    public StackResult {
        decisions = List.copyOf(decisions);
    }

    public Stack stack() {
        return report.stack();
    }

    public List<DriftGroup> groups() {
        return proposals.proposals().stream().map(Proposal::group).toList();
    }

    /// The report of the stack when all is done.
    ///
    /// @param outcomes by driftId
    /// @param notices  what a person should know beside them
    public StackReport published(Map<String, Outcome> outcomes, List<String> notices) {
        var drifts = report.drifts().stream()
                .map(drift -> {
                    var outcome = outcomes.get(drift.drift().driftId());
                    return outcome == null || drift.verdict() == null
                            ? drift
                            : drift.published(ShownReport.outcome(outcome, secrets));
                })
                .toList();
        var more = Stream.concat(notices.stream(), losses.gaps().stream())
                .map(secrets::shown)
                .toList();
        return report.closed(drifts, more, losses.failures());
    }
}
