package dev.phantom.pullrequest.life;

import dev.phantom.analysis.Recommendation;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.body.OutsideText;
import dev.phantom.stack.StackId;
import java.util.List;
import java.util.Set;

/// What the deploy side of a revert has to do with pull requests: which it waits for, and where it reports.
public record RevertOrders(CodeHost host, Register register) {

    public static RevertOrders of(CodeHost host) {
        return new RevertOrders(host, Register.read(host));
    }

    /// Open pull requests of the stack that keep a change: a revert before they are settled would undo it.
    public List<String> waitsFor(StackId stack) {
        var keeping = Set.of(Recommendation.LEGITIMIZE.text(), Recommendation.REFACTOR.text());
        return register.of(stack)
                .filter(e -> e.isOpen() && keeping.contains(e.marker().recommendation()))
                .map(e -> "#" + e.pullRequest().number() + " (" + e.marker().recommendation()
                        + ") is open; settle and deploy it first")
                .toList();
    }

    /// Says on the merged pull requests of these drifts what came of the order.
    ///
    /// @return addresses of the pull requests that carry the comment now
    public List<String> report(StackId stack, Set<String> driftIds, String text) {
        return register.of(stack)
                .filter(e -> e.isMergedRevert()
                        && e.marker().members().stream().anyMatch(m -> driftIds.contains(m.driftId())))
                .map(Register.Entry::pullRequest)
                .peek(pullRequest -> host.comment(pullRequest.number(), OutsideText.prose(text, 4_000)))
                .map(PullRequest::url)
                .toList();
    }
}
