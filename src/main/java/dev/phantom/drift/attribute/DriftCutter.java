package dev.phantom.drift.attribute;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.DriftIds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Cuts what differs on a resource into decisions, before anything is judged: protections and properties with a
/// security finding apart from the rest; in these, by the attributed write's session, else its event. Without
/// attribution a resource has at most two. Changes that go by the same name are one decision: what went and what came
/// in its stead, and all that differs among the elements of a list that nothing tells apart. What was decided as one
/// stays one while all of it is there: a writer who becomes known later splits no decision.
///
/// @param ids      names the pieces
/// @param security the changes of a drift that carry a security finding
/// @param decided  what earlier looks saw of drift that has a decision
public record DriftCutter(DriftIds ids, Function<Drift, List<Change>> security, List<Sighting> decided) {

    public DriftCutter {
        decided = List.copyOf(decided);
    }

    public DriftCutter(DriftIds ids, Function<Drift, List<Change>> security) {
        this(ids, security, List.of());
    }

    /// @param cut driftId of the decision that it stays in; empty if there is none
    private record Group(boolean apart, String write, String cut) {}

    public List<Drift> cut(Drift drift) {
        if (drift.changes().size() <= 1) {
            return List.of(drift);
        }
        var findings = new HashSet<>(security.apply(drift));
        var kept = kept(drift);
        var groups = new LinkedHashMap<Group, List<Change>>();
        // pieces whose changes go by the same name would be one drift to whoever remembers it
        ids.byName(drift)
                .values()
                .forEach(same -> groups.computeIfAbsent(group(same, findings, kept), g -> new ArrayList<>())
                        .addAll(same));
        if (groups.size() <= 1) {
            return List.of(drift);
        }
        return groups.values().stream()
                .map(changes -> ids.named(drift.with(changes)))
                .toList();
    }

    /// The decision that each change stays in, where all of that decision is there.
    private Map<Change, String> kept(Drift drift) {
        var known = decided.stream()
                .filter(sighting -> sighting.logicalId().equals(drift.logicalId()))
                .toList();
        var kept = new HashMap<Change, String>();
        if (known.isEmpty()) {
            return kept;
        }
        for (var change : drift.changes()) {
            var piece = ids.named(drift.with(List.of(change)));
            known.stream().filter(s -> s.isOf(piece)).findFirst().ifPresent(s -> kept.put(change, s.cut()));
        }
        var there = List.copyOf(kept.values());
        kept.values()
                .removeIf(cut ->
                        known.stream().filter(s -> s.cut().equals(cut)).count() != Collections.frequency(there, cut));
        return kept;
    }

    private static Group group(List<Change> same, Set<Change> findings, Map<Change, String> kept) {
        var cuts = same.stream().map(c -> kept.getOrDefault(c, "")).distinct().toList();
        if (cuts.size() == 1 && !cuts.getFirst().isEmpty()) {
            return new Group(false, "", cuts.getFirst());
        }
        var apart = same.stream().anyMatch(c -> c.circumstances().protection() || findings.contains(c));
        var write =
                same.stream().map(DriftCutter::write).filter(w -> !w.isEmpty()).findFirst();
        return new Group(apart, write.orElse(""), "");
    }

    private static String write(Change change) {
        var occurred = change.circumstances().occurred();
        return occurred.session().isEmpty() ? occurred.eventId() : occurred.session();
    }
}
