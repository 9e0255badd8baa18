package dev.phantom.pullrequest.life;

import dev.phantom.analysis.Recommendation;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.DriftGroup.Standing;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.StackProposals;
import dev.phantom.pullrequest.body.PullRequestBody;
import dev.phantom.stack.Stack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Brings the pull requests of one stack to what its drifts ask for. Whatever it finds, half-done or done by another
/// run, it completes; where nothing is to be done it writes nothing.
public final class PullRequestLifecycle {

    private final CodeHost host;
    private final PublishPolicy policy;

    public PullRequestLifecycle(CodeHost host, PublishPolicy policy) {
        this.host = host;
        this.policy = policy;
    }

    /// @param outcomes by driftId, resolved ones included; a drift that needs a person and has no pull request has none
    /// @param register with the pull requests of this round
    /// @param notices  what could not be shown, each said once
    /// @param failures what the host would not do: the pull request of each is as it was, or half done
    public record Published(
            Map<String, Outcome> outcomes, Register register, List<String> notices, List<Diagnostic> failures) {
        public Published {
            notices = List.copyOf(notices);
            failures = List.copyOf(failures);
            outcomes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        }
    }

    /// What one proposal, or one pull request that is no longer wanted, came to.
    ///
    /// @param notice  what could not be shown; empty if nothing
    /// @param failure why it could not be settled
    record Step(
            Optional<Outcome> outcome, Optional<PullRequest> pullRequest, String notice, Optional<Diagnostic> failure) {

        static final Step NOTHING = new Step(Optional.empty(), Optional.empty(), "");

        Step(Optional<Outcome> outcome, Optional<PullRequest> pullRequest, String notice) {
            this(outcome, pullRequest, notice, Optional.empty());
        }

        static Step of(Outcome outcome) {
            return new Step(Optional.of(outcome), Optional.empty(), "");
        }

        static Step of(Outcome.Kind kind, OutcomeReason reason, PullRequest pullRequest) {
            return new Step(Optional.of(Outcome.of(kind, reason, pullRequest)), Optional.of(pullRequest), "");
        }

        /// What came of a pull request that the host would not settle.
        ///
        /// @param outcome with the line of the failure
        static Step failed(Outcome outcome, Diagnostic why) {
            return new Step(Optional.of(outcome), Optional.empty(), "", Optional.of(why));
        }
    }

    /// The groups for which a pull request is to be opened, if there is room for it.
    public List<DriftGroup> opening(StackProposals round) {
        return heldBack(round.stack()).isPresent()
                ? List.of()
                : round.proposals().stream()
                        .filter(PullRequestLifecycle::opens)
                        .map(Proposal::group)
                        .toList();
    }

    private static boolean opens(Proposal proposal) {
        return proposal instanceof Proposal.Patch patch
                && patch.proof().passed()
                && !patch.patch().edits().isEmpty()
                && patch.group().standing() instanceof Standing.New
                && patch.group().witnessed()
                && patch.group().waits().isEmpty();
    }

    /// Opens what was held back by a cap, now that there is room for it. All else of the stack is published already.
    ///
    /// @param register with what was published
    /// @param room     groups that may be opened now
    public Published open(StackProposals round, Register register, Room room, SettlingWatch watch) {
        var siblings = round.proposals().stream()
                .map(Proposal::group)
                .filter(g -> g.recommendation() != Recommendation.REVERT && !room.has(g))
                .map(g -> new PullRequestBody.Sibling(
                        g,
                        register.open(g.branch())
                                .map(e -> e.pullRequest().number())
                                .orElse(0)))
                .toList();
        var late = inOrder(round.proposals()).stream()
                .filter(p -> opens(p) && room.has(p.group()))
                .toList();
        return settled(late, round, new ArrayList<>(siblings), register, room, watch);
    }

    /// @param room  groups that may be opened; the others are held back by a cap
    /// @param watch is told of each proposal and of each pull request whose drifts are gone
    public Published publish(StackProposals round, Register register, Room room, SettlingWatch watch) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        var held = heldBack(round.stack());
        if (held.isPresent()) {
            round.proposals().stream()
                    .filter(p -> p.group().recommendation() != Recommendation.NEEDS_HUMAN)
                    .forEach(p -> {
                        var outcome = held(p.group(), held.get());
                        watch.begun(p.group()).settled(outcome);
                        note(outcomes, p.group(), outcome);
                    });
            return new Published(outcomes, register, List.of(), List.of());
        }
        var settled = settled(inOrder(round.proposals()), round, new ArrayList<>(), register, room, watch);
        outcomes.putAll(settled.outcomes());
        var now = settled.register();
        var gone = new GoneDrifts(host, round, register, watch).settle();
        gone.outcomes().forEach(outcomes::putIfAbsent);
        for (var closed : gone.pullRequests()) {
            now = now.with(closed);
        }
        var failures = new ArrayList<>(settled.failures());
        failures.addAll(gone.failures());
        return new Published(outcomes, now, settled.notices(), failures);
    }

    private Published settled(
            List<Proposal> proposals,
            StackProposals round,
            List<PullRequestBody.Sibling> siblings,
            Register register,
            Room room,
            SettlingWatch watch) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        var notices = new LinkedHashSet<String>();
        var failures = new ArrayList<Diagnostic>();
        var now = register;
        for (var proposal : proposals) {
            var begun = watch.begun(proposal.group());
            var step = attempt(proposal, round, siblings, room, begun);
            begun.settled(step.outcome().orElse(null));
            Optional.of(step.notice()).filter(n -> !n.isEmpty()).ifPresent(notices::add);
            step.failure().ifPresent(failures::add);
            step.outcome().ifPresent(o -> note(outcomes, proposal.group(), o));
            if (proposal.group().recommendation() != Recommendation.REVERT) {
                siblings.add(new PullRequestBody.Sibling(proposal.group(), number(proposal.group(), step)));
            }
            now = step.pullRequest().map(now::with).orElse(now);
        }
        return new Published(outcomes, now, List.copyOf(notices), failures);
    }

    private Optional<OutcomeReason> heldBack(Stack stack) {
        if (policy.paused()) {
            return Optional.of(OutcomeReason.Held.PAUSE);
        }
        return switch (stack.mode()) {
            case REPORT, ISSUE -> Optional.of(OutcomeReason.Held.MODE);
            case DRAFT, READY -> Optional.empty();
        };
    }

    private static Outcome held(DriftGroup group, OutcomeReason reason) {
        return switch (group.standing()) {
            case Standing.New n -> Outcome.none(Outcome.Kind.HELD_BACK, reason);
            case Standing.Open o ->
                Outcome.of(Outcome.Kind.HELD_BACK, reason, o.entry().pullRequest());
            case Standing.Declined d ->
                Outcome.of(
                        Outcome.Kind.CLOSED_BY_PERSON,
                        Settlement.declined(group, d.entry()),
                        d.entry().pullRequest());
            case Standing.Merged m ->
                Outcome.of(Outcome.Kind.MERGED, m.waits(), m.entry().pullRequest());
        };
    }

    /// What goes into the repository first, because a revert names it; the most severe first, because of the caps.
    private static List<Proposal> inOrder(List<Proposal> proposals) {
        return proposals.stream()
                .sorted(Comparator.comparing((Proposal p) -> p.group().recommendation() == Recommendation.REVERT)
                        .thenComparing(p -> p.group().severity(), Comparator.reverseOrder())
                        .thenComparing(p -> p.group().branch()))
                .toList();
    }

    private Step attempt(
            Proposal proposal,
            StackProposals round,
            List<PullRequestBody.Sibling> siblings,
            Room room,
            SettlingWatch.Begun begun) {
        try {
            var writer = new DraftWriter(policy, host.isPublic(), host.noDraftAgain());
            var settlement = new Settlement(host, room, writer, round, siblings);
            return settlement.settle(proposal);
        } catch (PhantomException e) {
            var why = e.diagnostic();
            return why.code() == Code.PATCH_REFUSED
                    ? Step.of(Outcome.none(Outcome.Kind.REFUSED, OutcomeReason.of(why.line())))
                    : failed(proposal, why, begun);
        } catch (RuntimeException | StackOverflowError e) {
            return failed(proposal, Diagnostic.unexpected(e), begun);
        }
    }

    /// Costs this pull request and no other: the next run goes on from whatever is there.
    private static Step failed(Proposal proposal, Diagnostic why, SettlingWatch.Begun begun) {
        var reason = OutcomeReason.of(why.line());
        begun.failed(why);
        return Step.failed(
                proposal.group().standing() instanceof Standing.Open open
                        ? Outcome.of(Outcome.Kind.FAILED, reason, open.entry().pullRequest())
                        : Outcome.none(Outcome.Kind.FAILED, reason),
                why);
    }

    /// Of the pull request that is open, or merged and not deployed yet; 0 if there is none.
    private static int number(DriftGroup group, Step step) {
        return step.pullRequest()
                .filter(pr -> pr.isOpen() || group.standing() instanceof Standing.Merged)
                .map(PullRequest::number)
                .orElse(0);
    }

    private static void note(Map<String, Outcome> outcomes, DriftGroup group, Outcome outcome) {
        group.members().forEach(d -> outcomes.put(d.drift().driftId(), outcome));
    }

    static String failures(Proof proof) {
        return proof.lines().stream()
                .filter(l -> l.result() == Proof.Result.FAIL)
                .map(l -> l.check().text() + ": " + l.detail())
                .collect(Collectors.joining("; "));
    }
}
