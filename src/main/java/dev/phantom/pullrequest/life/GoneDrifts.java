package dev.phantom.pullrequest.life;

import dev.phantom.drift.Drift;
import dev.phantom.drift.Unchecked;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.Closing;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.CodeHost.Head;
import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.pullrequest.CommitMessage;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.DriftGroup.Standing;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Outcome.Kind;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.pullrequest.PullRequestDraft.Member;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.StackProposals;
import dev.phantom.pullrequest.life.PullRequestLifecycle.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Closes the pull requests of one stack whose drifts are gone, and sweeps up branches that a killed run left behind.
/// What could not be read this time is not gone.
final class GoneDrifts {

    private final CodeHost host;
    private final StackProposals round;
    private final Register register;
    private final SettlingWatch watch;
    private final String stackKey;

    GoneDrifts(CodeHost host, StackProposals round, Register register, SettlingWatch watch) {
        this.host = host;
        this.round = round;
        this.register = register;
        this.watch = watch;
        this.stackKey = Marker.stackKey(round.stack().id());
    }

    record Settled(Map<String, Outcome> outcomes, List<PullRequest> pullRequests, List<Diagnostic> failures) {}

    Settled settle() {
        var outcomes = new LinkedHashMap<String, Outcome>();
        var closed = new ArrayList<PullRequest>();
        var failures = new ArrayList<Diagnostic>();
        if (readable()) {
            for (var entry :
                    register.of(round.stack().id()).filter(this::isGone).toList()) {
                var begun = watch.begun(entry);
                var step = close(entry, begun);
                begun.settled(step.outcome().orElse(null));
                step.outcome().ifPresent(o -> entry.marker().members().forEach(m -> outcomes.put(m.driftId(), o)));
                step.pullRequest().ifPresent(closed::add);
                step.failure().ifPresent(failures::add);
            }
            sweep();
        }
        return new Settled(outcomes, closed, failures);
    }

    /// A stack of which nothing was compared says nothing.
    private boolean readable() {
        var coverage = round.report().coverage();
        return coverage.compared() > 0
                && coverage.unchecked().stream().noneMatch(u -> u.reason() == Unchecked.Reason.STACK_BUSY);
    }

    private boolean isGone(Register.Entry entry) {
        return entry.isOpen() && entry.marker().members().stream().allMatch(this::isGone);
    }

    private boolean isGone(Member member) {
        return drifts().stream().map(Decision::member).noneMatch(member::overlaps)
                && round.report().coverage().unchecked().stream().noneMatch(u -> hides(u, member));
    }

    private List<Drift> drifts() {
        return round.report().drifts();
    }

    private static boolean hides(Unchecked unchecked, Member member) {
        var path = unchecked.path();
        return unchecked.logicalId().equals(member.resource())
                && (path == null
                        || member.overlaps(new Member("?", "", unchecked.logicalId(), List.of(path.toString()))));
    }

    private Step close(Register.Entry entry, SettlingWatch.Begun begun) {
        var there = entry.pullRequest();
        try {
            var head = host.branch(there.branch());
            if (head.isPresent() && !head.get().ours()) {
                host.comment(
                        there.number(),
                        Closing.NOTHING_LEFT + ". A person committed to this branch, so it stays open.");
                return Step.of(Kind.TAKEN_OVER, OutcomeReason.NONE, there);
            }
            var closed = new Closing(host).close(entry, "resolved", Closing.RESOLVED);
            return Step.of(Kind.CLOSED_RESOLVED, OutcomeReason.NONE, closed);
        } catch (PhantomException e) {
            begun.failed(e.diagnostic());
            return Step.failed(
                    Outcome.of(Kind.FAILED, OutcomeReason.of(e.diagnostic().line()), there), e.diagnostic());
        }
    }

    /// Branches of this stack that belong to nothing: a run was killed between pushing and opening, or between closing
    /// and deleting. A person's branch is left alone, and so is one whose pull request a person closed or merged.
    private void sweep() {
        var wanted = wanted();
        var prefix = Register.prefix(round.stack().id());
        for (var branch : register.branches().stream().sorted().toList()) {
            if (branch.startsWith(prefix) && !wanted.contains(branch) && abandoned(branch)) {
                try {
                    host.branch(branch).filter(this::mine).ifPresent(h -> host.deleteBranch(branch));
                } catch (PhantomException e) {
                    // a branch too many harms nobody; the next run tries again
                    return;
                }
            }
        }
    }

    private Set<String> wanted() {
        return round.proposals().stream()
                .map(Proposal::group)
                .filter(g -> g.wantsPatch() || g.standing() instanceof Standing.Open)
                .map(DriftGroup::branch)
                .collect(Collectors.toSet());
    }

    private boolean abandoned(String branch) {
        return register.entries().stream()
                .filter(e -> e.pullRequest().branch().equals(branch))
                .findFirst()
                .map(e -> !e.isOpen() && !e.marker().closed().isEmpty())
                .orElse(true);
    }

    private boolean mine(Head head) {
        return head.ours() && CommitMessage.stack(head.message()).equals(stackKey);
    }
}
