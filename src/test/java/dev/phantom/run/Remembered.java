package dev.phantom.run;

import dev.phantom.stack.Baseline;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A history of one stack that lives as long as the test.
final class Remembered implements Baselines, Decisions, Adoptions, Runs {

    private final Map<String, Judged> judged = new HashMap<>();
    private final Map<String, LiveResource> undrifted = new LinkedHashMap<>();
    private Optional<LastLook> look = Optional.empty();
    private Set<String> ended = Set.of();

    Set<String> judgedDrifts() {
        return judged.keySet();
    }

    @Override
    public Baseline baseline(StackId stack) {
        return new Baseline(stack, look.map(l -> l.sightings().at()).orElse(null), List.copyOf(undrifted.values()));
    }

    @Override
    public void remember(StackId stack, List<LiveResource> now) {
        undrifted.clear();
        now.forEach(resource -> undrifted.put(resource.logicalId(), resource));
    }

    @Override
    public Map<String, Instant> firstSeen(StackId stack) {
        return look.stream()
                .flatMap(l -> l.open().stream())
                .collect(Collectors.toMap(LastLook.Open::driftId, LastLook.Open::firstSeen));
    }

    @Override
    public Optional<LastLook> lastLook(StackId stack) {
        return look;
    }

    @Override
    public void lastLook(StackId stack, LastLook now) {
        look = Optional.of(now);
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
        return latest(stack, driftId).filter(j -> j.file().drift().contentHash().equals(contentHash));
    }

    @Override
    public Optional<Judged> latest(StackId stack, String driftId) {
        return Optional.ofNullable(judged.get(driftId));
    }

    @Override
    public List<Judged> ofResource(StackId stack, String logicalId) {
        return judged.values().stream()
                .filter(one -> one.file().drift().logicalId().equals(logicalId))
                .toList();
    }

    @Override
    public void judged(StackId stack, Judged decision) {
        judged.put(decision.file().drift().driftId(), decision);
    }

    @Override
    public void over(StackId stack, String driftId) {
        judged.remove(driftId);
    }
}
