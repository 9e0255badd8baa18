package dev.phantom.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Mutation;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.Baseline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Plays one stack through rounds. In each, something happened to every resource of it that still has something to
/// happen; first an order is tried while something else is so, then all of it is ordered in peace. What is refused is
/// put right by hand, and the rest ordered again, so that each change comes to its own end.
final class ReconcileRounds {

    private final SubjectStack laid;
    private final EmbeddedStack stack;
    private final EmbeddedStack odd;
    private final ReconcileTally tally;
    private final Random random;
    private final Baseline earlier;
    private final Map<String, List<Mutation>> mutations = new LinkedHashMap<>();
    /// What happened in this round, by logical id.
    private final Map<String, Mutation> done = new LinkedHashMap<>();

    /// @param plain where the stack runs
    /// @param odd   the same, in an AWS whose change sets list resources in sync
    private ReconcileRounds(
            SubjectStack laid, EmbeddedStacks plain, EmbeddedStacks odd, ReconcileTally tally, Random random) {
        this.laid = laid;
        this.stack = EmbeddedStack.quick(plain, laid.laid());
        this.odd = EmbeddedStack.quick(odd, laid.laid());
        this.tally = tally;
        this.random = random;
        this.earlier = new Baseline(stack.id, null, stack.read().resources());
        laid.subjects().forEach(s -> mutations.put(s.logicalId(), s.mutations()));
    }

    /// @param most rounds of each stack
    static void play(Path folder, List<SubjectStack> stacks, ReconcileTally tally, Random random, int most) {
        var still = still(folder.resolve("first"), stacks, tally);
        var laid = still.stream().map(SubjectStack::laid).toList();
        try (var plain = new EmbeddedStacks(folder.resolve("plain"), laid, EmbeddedStacks.QUICK);
                var odd = new EmbeddedStacks(folder.resolve("odd"), laid, EmbeddedStacks.QUICK.rowsInSync(1))) {
            still.forEach(stack -> new ReconcileRounds(stack, plain, odd, tally, random).play(most));
        }
    }

    /// The stacks without resources that the embedded AWS does not give back as they were laid (an identifier that
    /// nobody recorded), or that its plain comparison finds drifted though nothing happened: a row for one of these
    /// would stand in the way of every order.
    private static List<SubjectStack> still(Path folder, List<SubjectStack> stacks, ReconcileTally tally) {
        try (var world = new EmbeddedStacks(
                folder, stacks.stream().map(SubjectStack::laid).toList(), EmbeddedStacks.QUICK)) {
            return stacks.stream()
                    .map(stack -> {
                        var drifts = byId(new EmbeddedStack(world, stack.laid()).drifts());
                        var out = new HashSet<>(drifts.keySet());
                        out.addAll(new EmbeddedStack(world, stack.laid()).listed());
                        out.forEach(id -> tally.left());
                        return stack.without(out);
                    })
                    .filter(stack -> !stack.subjects().isEmpty())
                    .toList();
        }
    }

    private void play(int most) {
        var rounds = mutations.values().stream().mapToInt(List::size).max().orElse(0);
        for (var round = 0; round < Math.min(most, rounds); round++) {
            play(happen(round));
        }
    }

    /// @return the drifts that can be ordered to be reverted, by logical id; what cannot is put right by hand
    private Map<String, Drift> happen(int round) {
        done.clear();
        stack.renew();
        mutations.forEach((id, all) -> {
            if (round < all.size()) {
                done.put(id, all.get(round));
                stack.become(id, all.get(round).mutated());
            }
        });
        var drifts = byId(stack.detect(earlier).report().drifts());
        var open = new LinkedHashMap<String, Drift>();
        done.forEach((id, mutation) -> {
            var drift = drifts.get(id);
            if (drift == null) {
                tally.untold(mutation.kind());
                putRight(id);
            } else {
                refusal(drift).ifPresentOrElse(reason -> refused(drift, reason), () -> open.put(id, drift));
            }
        });
        return open;
    }

    private void play(Map<String, Drift> open) {
        if (!open.isEmpty() && random.nextInt(3) == 0) {
            trouble(open);
            again(stack, open);
        }
        while (!open.isEmpty()) {
            var outcome = order(stack, "nothing else", List.copyOf(open.values()), () -> {});
            if (outcome instanceof Reconciliation.Executed) {
                open.keySet().forEach(id -> tally.executed(done(id).kind()));
                return;
            }
            var reasons = outcome instanceof Reconciliation.Blocked b ? b.reasons() : List.of(outcome.toString());
            var named = open.values().stream()
                    .filter(d -> reasons.stream().anyMatch(r -> about(d, r)))
                    .toList();
            (named.isEmpty() ? List.copyOf(open.values()) : named).forEach(drift -> {
                refused(
                        drift,
                        reasons.stream()
                                .filter(r -> about(drift, r))
                                .findFirst()
                                .orElse(reasons.getFirst()));
                open.remove(drift.logicalId());
            });
        }
    }

    /// An order for all, while something else is so.
    private void trouble(Map<String, Drift> open) {
        var all = List.copyOf(open.values());
        var any = all.get(random.nextInt(all.size())).logicalId();
        switch (random.nextInt(6)) {
            case 0 -> {
                if (all.size() > 1) {
                    var part = new ArrayList<>(all);
                    part.remove(random.nextInt(part.size()));
                    order(stack, "one drift is not approved", part, () -> {});
                }
            }
            case 1 -> {
                another(any);
                order(stack, "live moved since the approval", all, () -> {});
            }
            case 2 -> order(stack, "live moves while the change set is made", all, () -> another(any));
            case 3 -> {
                var neighbour = laid.subjects().stream()
                        .map(Subject::logicalId)
                        .filter(id -> !open.containsKey(id) && !mutations(id).isEmpty())
                        .findFirst();
                neighbour.ifPresent(
                        id -> order(stack, "a neighbour moves while the change set is made", all, () -> another(id)));
            }
            case 4 -> {
                var approvable = stack.detect(earlier, commit(any)).report().drifts().stream()
                        .filter(d -> refusal(d).isEmpty())
                        .toList();
                if (!approvable.isEmpty()) {
                    order(stack, "a commit is not deployed", approvable, () -> {});
                }
            }
            default -> {
                again(odd, open);
                order(odd, "a row for a resource that is in sync", all, () -> {});
            }
        }
    }

    /// Something else happens to a resource, or it is put right.
    private void another(String id) {
        var all = mutations(id);
        var now = stack.running().get(id);
        var next = all.get(random.nextInt(all.size())).mutated();
        if (next.equals(now)) {
            putRight(id);
        } else {
            stack.become(id, next);
        }
    }

    /// The repository with a commit that nobody deployed: one resource says something else.
    private String commit(String id) {
        var template = laid.template();
        var properties = (ObjectNode) template.at("/Resources/" + id + "/Properties");
        properties.properties().stream()
                .filter(e -> e.getValue().isTextual())
                .findFirst()
                .ifPresentOrElse(
                        e -> properties.put(e.getKey(), e.getValue().textValue() + "-committed"),
                        () -> properties.put("Description", "committed"));
        return template.toPrettyString();
    }

    private Reconciliation order(EmbeddedStack where, String what, List<Drift> approved, Runnable meanwhile) {
        Reconciliation outcome;
        try {
            outcome = where.apply(where.approve(approved), meanwhile);
        } catch (PhantomException e) {
            outcome = new Reconciliation.Blocked(List.of(e.diagnostic().line()));
        }
        var executed = outcome instanceof Reconciliation.Executed;
        tally.world(what, executed, new ReconcileProof(laid, where, approved).against(outcome));
        return outcome;
    }

    private Optional<String> refusal(Drift drift) {
        try {
            stack.approve(List.of(drift));
            return Optional.empty();
        } catch (PhantomException e) {
            return Optional.of(e.diagnostic().summary());
        }
    }

    private void refused(Drift drift, String reason) {
        tally.refused(done(drift.logicalId()).kind(), ReconcileTally.general(drift, reason));
        putRight(drift.logicalId());
    }

    private void putRight(String id) {
        laid.subjects().stream().filter(s -> s.logicalId().equals(id)).forEach(s -> stack.become(id, s.live()));
    }

    /// As it was when the round began, but for what was put right.
    private void again(EmbeddedStack where, Map<String, Drift> open) {
        where.renew();
        open.keySet().forEach(id -> where.become(id, done(id).mutated()));
    }

    private static boolean about(Drift drift, String reason) {
        return reason.startsWith(drift.logicalId() + " ") || reason.startsWith(drift.logicalId() + ":");
    }

    private Mutation done(String id) {
        return java.util.Objects.requireNonNull(done.get(id));
    }

    private List<Mutation> mutations(String id) {
        return mutations.getOrDefault(id, List.of());
    }

    private static Map<String, Drift> byId(List<Drift> drifts) {
        var all = new LinkedHashMap<String, Drift>();
        drifts.forEach(d -> all.put(d.logicalId(), d));
        return all;
    }
}
