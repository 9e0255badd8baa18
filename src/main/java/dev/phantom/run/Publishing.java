package dev.phantom.run;

import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.StackProposals;
import dev.phantom.pullrequest.digest.Digest;
import dev.phantom.pullrequest.life.DriftGrouping;
import dev.phantom.pullrequest.life.PullRequestLifecycle;
import dev.phantom.pullrequest.rule.KeepOrders;
import dev.phantom.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns proposals into pull requests, and hears what people asked for on them.
public final class Publishing {

    private final Proposing proposing;
    private final DriftDetector detector;
    private final @Nullable CodeHost host;
    private final PublishPolicy policy;
    private boolean suspended;

    /// @param host null: there is none, nothing is published, and each outcome says so
    public Publishing(Proposing proposing, DriftDetector detector, @Nullable CodeHost host, PublishPolicy policy) {
        this.proposing = proposing;
        this.detector = detector;
        this.host = host;
        this.policy = policy;
    }

    /// For the rest of the run: the code host did not even answer what is there.
    void suspend() {
        suspended = true;
    }

    /// @param notices what a person should know beside the outcomes
    record Published(Map<String, Outcome> outcomes, Register register, List<String> notices) {
        @Nullable
        Outcome outcome(String driftId) {
            return outcomes.get(driftId);
        }
    }

    Published publish(
            StageRunner stages,
            StacksSharingTemplate around,
            States states,
            Detection detection,
            List<Decision> decisions,
            Register register) {
        if (decisions.isEmpty() && (host == null || suspended)) {
            return new Published(Map.of(), register, List.of());
        }
        var groups = DriftGrouping.of(decisions, register);
        var proposals = proposing.proposals(stages, around, states, detection, groups);
        if (host == null || suspended) {
            return new Published(unpublished(proposals), register, List.of());
        }
        var codeHost = host;
        var stack = around.stack(states.id());
        return stages.in(Stage.PUBLISH, stack, () -> {
            var found = detection.report();
            var told = found.with(found.coverage().shown(detection.secrets()));
            var round =
                    new StackProposals(stack, told, proposals, detector.types().of(stack.id()));
            var done = new PullRequestLifecycle(codeHost, policy).publish(round, register);
            var notices = new ArrayList<>(done.notices());
            notices.addAll(orders(codeHost, stack, states, round, done.register()));
            var outcomes = new LinkedHashMap<>(done.outcomes());
            outcomes.replaceAll((driftId, outcome) -> codeHost.told(outcome));
            return new Published(outcomes, done.register(), notices);
        });
    }

    /// What people asked for on the pull requests of a stack that may have some.
    private List<String> orders(CodeHost there, Stack stack, States states, StackProposals round, Register register) {
        var mayWrite = !policy.paused() && (stack.mode() == Stack.Mode.DRAFT || stack.mode() == Stack.Mode.READY);
        return mayWrite
                ? new KeepOrders(
                                there,
                                stack.id(),
                                detector.today(),
                                states.safe().commit())
                        .settle(round, register)
                : List.of();
    }

    /// The digest issue, once all stacks are walked; empty where nothing may be written, or there is none and nothing
    /// to say. When no stack is in mode `issue` any more, one that is left is closed.
    Optional<Outcome> digest(List<Stack> configured, List<Digest.Seen> seen) {
        var stacks =
                configured.stream().filter(s -> s.mode() == Stack.Mode.ISSUE).toList();
        if (host == null || suspended || policy.paused()) {
            return Optional.empty();
        }
        var walked =
                seen.stream().filter(s -> s.stack().mode() == Stack.Mode.ISSUE).toList();
        return new Digest(host.issues(), policy, host.isPublic())
                .settle(stacks, walked)
                .map(host::told);
    }

    private Map<String, Outcome> unpublished(List<Proposal> proposals) {
        var why = suspended
                ? Outcome.none(Outcome.Kind.FAILED, OutcomeReason.told("what is on the code host could not be read"))
                : Outcome.none(Outcome.Kind.HELD_BACK, OutcomeReason.Held.MODE);
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (var proposal : proposals) {
            var outcome = switch (proposal) {
                case Proposal.Patch p -> why.with(p.proof());
                case Proposal.Refusal r ->
                    Outcome.none(Outcome.Kind.REFUSED, OutcomeReason.told(r.reason())).with(r.proof());
                case Proposal.Nothing n -> null;
            };
            if (outcome != null) {
                proposal.group().members().forEach(d -> outcomes.put(d.drift().driftId(), outcome));
            }
        }
        return outcomes;
    }
}
