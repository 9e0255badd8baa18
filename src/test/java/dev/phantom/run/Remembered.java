package dev.phantom.run;

import dev.phantom.stack.Baseline;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A history of one stack that lives as long as the test.
final class Remembered implements History {

    private final Map<String, Judged> judged = new HashMap<>();
    private Set<String> known = Set.of();
    private Set<String> ended = Set.of();

    Set<String> judgedDrifts() {
        return judged.keySet();
    }

    @Override
    public Baseline baseline(StackId stack) {
        return Baseline.none(stack);
    }

    @Override
    public void remember(StackId stack, List<LiveResource> undrifted) {}

    @Override
    public Set<String> knownDrifts(StackId stack) {
        return known;
    }

    @Override
    public void knownDrifts(StackId stack, Set<String> driftIds) {
        known = driftIds;
    }

    @Override
    public Set<String> endedAdoptions(StackId stack) {
        return ended;
    }

    @Override
    public void endedAdoptions(StackId stack, Set<String> now) {
        ended = now;
    }

    @Override
    public Optional<Judged> judged(StackId stack, String driftId, String contentHash) {
        return Optional.ofNullable(judged.get(driftId));
    }

    @Override
    public void judged(StackId stack, Judged decision) {
        judged.put(decision.file().drift().driftId(), decision);
    }
}
