package dev.phantom.drift.attribute;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.DriftIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Cuts what differs on a resource into decisions, before anything is judged: protections and properties with a
/// security finding apart from the rest; in these, by the attributed write's session, else its event. Without
/// attribution a resource has at most two. Changes that go by the same name are one decision: what went and what came
/// in its stead, and all that differs among the elements of a list that nothing tells apart.
///
/// @param ids      names the pieces
/// @param security the changes of a drift that carry a security finding
public record DriftCutter(DriftIds ids, Function<Drift, List<Change>> security) {

    private record Group(boolean apart, String write) {}

    public List<Drift> cut(Drift drift) {
        if (drift.changes().size() <= 1) {
            return List.of(drift);
        }
        var findings = new HashSet<>(security.apply(drift));
        var groups = new LinkedHashMap<Group, List<Change>>();
        // pieces whose changes go by the same name would be one drift to whoever remembers it
        ids.byName(drift)
                .values()
                .forEach(same -> groups.computeIfAbsent(group(same, findings), g -> new ArrayList<>())
                        .addAll(same));
        if (groups.size() <= 1) {
            return List.of(drift);
        }
        return groups.values().stream()
                .map(changes -> ids.named(drift.with(changes)))
                .toList();
    }

    private static Group group(List<Change> same, Set<Change> findings) {
        var apart = same.stream().anyMatch(c -> c.circumstances().protection() || findings.contains(c));
        var write = same.stream().map(DriftCutter::write).filter(w -> !w.isEmpty()).findFirst();
        return new Group(apart, write.orElse(""));
    }

    private static String write(Change change) {
        var occurred = change.circumstances().occurred();
        return occurred.session().isEmpty() ? occurred.eventId() : occurred.session();
    }
}
