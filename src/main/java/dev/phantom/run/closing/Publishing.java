package dev.phantom.run.closing;

import dev.phantom.fault.Diagnostic;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.digest.Digest;
import dev.phantom.pullrequest.life.PullRequestLifecycle;
import dev.phantom.pullrequest.life.Room;
import dev.phantom.pullrequest.rule.KeepOrders;
import dev.phantom.run.Reservations;
import dev.phantom.run.RunEvents;
import dev.phantom.run.StackWalk;
import dev.phantom.run.Stage;
import dev.phantom.run.walk.KnownPullRequests;
import dev.phantom.run.walk.StackResult;
import dev.phantom.stack.Stack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns proposals into pull requests, and hears what people asked for on them.
///
/// @param host  null: there is none, nothing is published, and each outcome says so
/// @param today as people count days
public record Publishing(@Nullable CodeHost host, PublishPolicy policy, Reservations reservations, LocalDate today) {

    /// @param outcomes by driftId, as the code host has them: a dry run has none that is created
    /// @param register with the pull requests of this round
    /// @param notices  what a person should know beside the outcomes
    /// @param failures what the host would not do
    record Published(
            Map<String, Outcome> outcomes, Register register, List<String> notices, List<Diagnostic> failures) {
        /// Whether it is sure that no pull request was opened for a group that had room.
        boolean leftPlace(DriftGroup group) {
            var outcome = outcomes.get(group.members().getFirst().drift().driftId());
            return outcome != null
                    && (outcome.kind() == Outcome.Kind.TAKEN_OVER || outcome.kind() == Outcome.Kind.REFUSED);
        }
    }

    /// Groups of a stack for which a pull request is to be opened, if there is room.
    List<DriftGroup> opening(StackResult result, KnownPullRequests known) {
        return host == null || !known.canPublish()
                ? List.of()
                : new PullRequestLifecycle(host, policy).opening(result.proposals());
    }

    Published publish(StackWalk walk, StackResult result, KnownPullRequests known, Register now, Room room) {
        var stack = result.stack();
        if (host == null || !known.canPublish()) {
            return result.decisions().isEmpty()
                    ? new Published(Map.of(), now, List.of(), List.of())
                    : walk.in(
                            Stage.PUBLISH,
                            stack,
                            scope -> new Published(unpublished(result, known, scope), now, List.of(), List.of()));
        }
        var there = host;
        return walk.in(Stage.PUBLISH, stack, scope -> {
            var done = new PullRequestLifecycle(there, policy)
                    .publish(result.proposals(), now, room, new WatchedSettling(scope, there));
            var notices = new ArrayList<>(done.notices());
            var failures = new ArrayList<>(done.failures());
            orders(there, result, done.register()).forEach(fault -> {
                notices.add(fault.line());
                failures.add(fault);
            });
            return new Published(done.outcomes(), done.register(), notices, failures);
        });
    }

    /// Opens what a cap held back at first.
    Published open(StackWalk walk, StackResult result, Published first, Register now, Room room) {
        var there = host;
        if (there == null) {
            return first;
        }
        return walk.in(Stage.PUBLISH, result.stack(), scope -> {
            var done = new PullRequestLifecycle(there, policy)
                    .open(result.proposals(), now, room, new WatchedSettling(scope, there));
            var outcomes = new LinkedHashMap<>(first.outcomes());
            outcomes.putAll(done.outcomes());
            var notices = new ArrayList<>(first.notices());
            done.notices().stream().filter(n -> !notices.contains(n)).forEach(notices::add);
            return new Published(outcomes, done.register(), notices, done.failures());
        });
    }

    /// An outcome as this host calls it.
    Outcome asReported(Outcome outcome) {
        return host == null ? outcome : host.asReported(outcome);
    }

    /// What people asked for on the pull requests of a stack that may have some.
    private List<Diagnostic> orders(CodeHost there, StackResult result, Register register) {
        var stack = result.stack();
        var mayWrite = !policy.paused() && (stack.mode() == Stack.Mode.DRAFT || stack.mode() == Stack.Mode.READY);
        return mayWrite
                ? new KeepOrders(there, stack.id(), today, result.commit()).settle(result.proposals(), register)
                : List.of();
    }

    /// The digest issue, once all stacks are walked; empty where nothing may be written, or there is none and nothing
    /// to say. When no stack is in mode `issue` any more, one that is left is closed.
    Optional<Outcome> digest(KnownPullRequests known, List<Stack> configured, List<Digest.Seen> seen) {
        var stacks =
                configured.stream().filter(s -> s.mode() == Stack.Mode.ISSUE).toList();
        if (host == null || !known.canPublish() || policy.paused()) {
            return Optional.empty();
        }
        var walked =
                seen.stream().filter(s -> s.stack().mode() == Stack.Mode.ISSUE).toList();
        return new Digest(host.issues(), policy, host.isPublic(), known.register())
                .settle(stacks, walked)
                .map(host::asReported);
    }

    private static Map<String, Outcome> unpublished(
            StackResult result, KnownPullRequests known, RunEvents.StageScope scope) {
        var why = switch (known.answer()) {
            case UNREADABLE ->
                Outcome.none(
                        Outcome.Kind.FAILED, OutcomeReason.of("the repository or its pull requests could not be read"));
            case READ, NO_HOST -> Outcome.none(Outcome.Kind.HELD_BACK, OutcomeReason.Held.MODE);
        };
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (var proposal : result.proposals().proposals()) {
            var outcome = switch (proposal) {
                case Proposal.Patch p -> why.with(p.proof());
                case Proposal.Refusal r ->
                    result.losses().unread()
                            ? why
                            : Outcome.none(Outcome.Kind.REFUSED, OutcomeReason.of(r.reason()))
                                    .with(r.proof());
                case Proposal.Nothing n -> null;
            };
            if (outcome != null) {
                WatchedSettling.at(scope, proposal.group(), outcome);
                proposal.group().members().forEach(d -> outcomes.put(d.drift().driftId(), outcome));
            }
        }
        return outcomes;
    }
}
