package dev.phantom.pullrequest.life;

import dev.phantom.analysis.Recommendation;
import dev.phantom.drift.ignore.IgnoreRule;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.Closing;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.CodeHost.Head;
import dev.phantom.pullrequest.CommitMessage;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.DriftGroup.Standing;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Outcome.Kind;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.OutcomeReason.Held;
import dev.phantom.pullrequest.OutcomeReason.Resting;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.pullrequest.PullRequestDraft;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.StackProposals;
import dev.phantom.pullrequest.body.OutsideText;
import dev.phantom.pullrequest.body.PullRequestBody;
import dev.phantom.pullrequest.life.PullRequestLifecycle.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Settles one proposal: opens, updates or leaves its pull request.
///
/// @param room groups that may be opened; the others are held back by a cap
record Settlement(
        CodeHost host, Room room, DraftWriter writer, StackProposals round, List<PullRequestBody.Sibling> siblings) {

    Step settle(Proposal proposal) {
        return leftAlone(proposal.group()).orElseGet(() -> act(proposal));
    }

    /// What is open is not turned into something else on a provisional verdict.
    private static Optional<Step> leftAlone(DriftGroup group) {
        return group.standing() instanceof Standing.Open open
                        && group.waits().isPresent()
                        && !open.entry()
                                .marker()
                                .recommendation()
                                .equals(group.recommendation().text())
                ? Optional.of(Step.of(
                        Kind.HELD_BACK,
                        new OutcomeReason.OnGaps(group.waits().get()),
                        open.entry().pullRequest()))
                : Optional.empty();
    }

    private Step act(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Nothing n -> idle(n.group());
            case Proposal.Refusal r -> refuse(r.group(), r.reason(), r.proof());
            case Proposal.Patch p ->
                p.proof().passed()
                        ? propose(p)
                        : refuse(p.group(), PullRequestLifecycle.failures(p.proof()), p.proof());
        };
    }

    private Step propose(Proposal.Patch proposal) {
        var group = proposal.group();
        if (proposal.patch().edits().isEmpty()) {
            return refuse(group, "the patch changes no file", proposal.proof());
        }
        return switch (group.standing()) {
            case Standing.Open o -> proven(update(group, o.entry(), draft(proposal)), proposal.proof());
            case Standing.New n -> proven(create(group, draft(proposal)), proposal.proof());
            case Standing.Declined d -> idle(group);
            case Standing.Merged m -> idle(group);
        };
    }

    private PullRequestDraft draft(Proposal.Patch proposal) {
        return writer.write(proposal, round, blocking(proposal.group()));
    }

    /// What a change set for this group would meet in the stack. A revert that nothing may delay names the other
    /// reverts too, but not their numbers: two of them would name each other. Terraform's is a plan of its resources
    /// alone, which is refused where it would undo more.
    private List<PullRequestBody.Sibling> blocking(DriftGroup group) {
        if (group.recommendation() != Recommendation.REVERT || group.stack().planned() != null) {
            return List.of();
        }
        return group.grave()
                ? Stream.concat(siblings.stream(), otherReverts(group)).toList()
                : siblings;
    }

    private Stream<PullRequestBody.Sibling> otherReverts(DriftGroup group) {
        return round.proposals().stream()
                .map(Proposal::group)
                .filter(g -> g.recommendation() == Recommendation.REVERT && !g.equals(group))
                .map(g -> new PullRequestBody.Sibling(g, 0));
    }

    private static Step proven(Step step, Proof proof) {
        return new Step(step.outcome().map(o -> o.with(proof)), step.pullRequest(), step.notice(), step.failure());
    }

    private Step create(DriftGroup group, PullRequestDraft draft) {
        if (group.waits().isPresent()) {
            return Step.of(Outcome.none(
                    Kind.HELD_BACK, new OutcomeReason.OnGaps(group.waits().get())));
        }
        if (!group.witnessed()) {
            return Step.of(Outcome.none(Kind.HELD_BACK, Held.WITNESS));
        }
        if (!room.has(group)) {
            return Step.of(room.without());
        }
        var head = host.branch(draft.branch());
        if (taken(head)) {
            return Step.of(new Outcome(Kind.TAKEN_OVER, OutcomeReason.NONE, "", draft.branch(), draft.proof()));
        }
        push(draft, head);
        var opened = host.open(draft.branch(), draft.title(), draft.body(), draft.draft());
        requestReviewAndLabel(opened.number(), draft);
        return shown(
                group,
                draft.proof(),
                opened.head(),
                Step.of(Kind.CREATED, DraftWriter.waitsFor(group, blocking(group)), opened));
    }

    private Step update(DriftGroup group, Register.Entry entry, PullRequestDraft draft) {
        var there = entry.pullRequest();
        var head = host.seen(draft.branch());
        if (taken(head)) {
            return Step.of(Kind.TAKEN_OVER, OutcomeReason.NONE, there);
        }
        var pushed = push(draft, head);
        var written = !entry.marker()
                .toString()
                .equals(Marker.in(draft.body()).orElseThrow().toString());
        if (written) {
            host.edit(there.number(), draft.title(), draft.body());
        }
        var labelled = there.labels().stream().noneMatch(draft.labels()::contains);
        if (labelled) {
            requestReviewAndLabel(there.number(), draft);
        }
        var wanted = DraftWriter.labels(there.labels(), draft);
        var stale = !labelled && DraftWriter.labelsDiffer(there.labels(), wanted);
        if (stale) {
            var turn = writer.turn(there.labels(), wanted, draft.unready());
            if (!turn.isEmpty()) {
                host.comment(there.number(), turn);
            }
            host.label(there.number(), wanted);
        }
        var late = LateEvidence.tell(host, there.number(), group);
        var waits = DraftWriter.waitsFor(group, blocking(group));
        var kind = pushed.isPresent() || written || labelled || stale || late ? Kind.UPDATED : Kind.UNCHANGED;
        return shown(
                group,
                draft.proof(),
                pushed.orElse(there.head()),
                Step.of(
                        kind,
                        waits.equals(OutcomeReason.NONE)
                                ? OutcomeReason.of(DraftWriter.onHold(wanted, draft.unready()))
                                : waits,
                        there));
    }

    /// Reviewers first: the labels say that this is done, should a run be killed in between.
    private void requestReviewAndLabel(int number, PullRequestDraft draft) {
        var files = DraftWriter.files(draft.patch());
        var owners = CodeOwners.at(host, draft.patch().baseCommit()).of(files.keySet());
        if (!owners.isEmpty()) {
            host.requestReview(number, owners.users(), owners.teams());
        }
        host.label(number, draft.labels());
    }

    private Step shown(DriftGroup group, Proof proof, String head, Step step) {
        return new Step(step.outcome(), step.pullRequest(), host.show(head, writer.check(group, proof)));
    }

    /// One commit on the commit that the patch was proven against; nothing if the branch is that already.
    ///
    /// @return the new head
    private Optional<String> push(PullRequestDraft draft, Optional<Head> head) {
        var files = DraftWriter.files(draft.patch());
        var message = CommitMessage.of(draft.title(), stackKey(), files);
        var base = draft.patch().baseCommit();
        var current = head.filter(h ->
                h.parent().equals(base) && CommitMessage.content(h.message()).equals(message.content()));
        if (current.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(host.commit(draft.branch(), base, files, message.toString()));
    }

    private static boolean taken(Optional<Head> head) {
        return head.isPresent() && !head.get().ours();
    }

    private String stackKey() {
        return Marker.stackKey(round.stack().id());
    }

    private Step refuse(DriftGroup group, String reason, Proof proof) {
        return switch (group.standing()) {
            case Standing.New n ->
                Step.of(Outcome.none(Kind.REFUSED, OutcomeReason.of(reason)).with(proof));
            case Standing.Open o -> {
                var there = o.entry().pullRequest();
                var held = DraftWriter.held(there.labels());
                host.comment(
                        there.number(),
                        "Do not merge this for now: its patch is no longer proven against the current base. "
                                + OutsideText.prose(reason, 600)
                                + (held.isEmpty() ? "" : "\n\n" + writer.held()));
                if (!there.labels().containsAll(held)) {
                    host.label(there.number(), held);
                }
                yield proven(
                        shown(group, proof, there.head(), Step.of(Kind.REFUSED, OutcomeReason.of(reason), there)),
                        proof);
            }
            case Standing.Declined d -> idle(group);
            case Standing.Merged m -> idle(group);
        };
    }

    private Step idle(DriftGroup group) {
        return switch (group.standing()) {
            case Standing.New n -> Step.NOTHING;
            case Standing.Open o -> withdraw(o.entry());
            case Standing.Declined d ->
                Step.of(
                        Kind.CLOSED_BY_PERSON,
                        declined(group, d.entry()),
                        d.entry().pullRequest());
            case Standing.Merged m -> Step.of(Kind.MERGED, m.waits(), m.entry().pullRequest());
        };
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /// Until when a person's "no" to a grave finding holds, or its merged revert is waited for.
    static Optional<Instant> until(Register.Entry entry) {
        return Optional.ofNullable(entry.pullRequest().closedAt())
                .map(closed -> closed.plus(Duration.ofDays(IgnoreRule.LONGEST_GRAVE)));
    }

    static OutcomeReason declined(DriftGroup group, Register.Entry entry) {
        return group.members().stream().noneMatch(Decision::grave)
                ? OutcomeReason.NONE
                : until(entry)
                        .<OutcomeReason>map(end -> new OutcomeReason.DeclinedUntil(day(end)))
                        .orElse(OutcomeReason.NONE);
    }

    /// What runs changed so that a person must decide: the patch no longer does what it says.
    private Step withdraw(Register.Entry entry) {
        var there = entry.pullRequest();
        if (taken(host.branch(there.branch()))) {
            return Step.of(Kind.TAKEN_OVER, OutcomeReason.NONE, there);
        }
        var closed = new Closing(host).close(entry, "needs-human", Closing.NEEDS_HUMAN);
        return Step.of(Kind.WAITING, Resting.WITHDRAWN, closed);
    }
}
