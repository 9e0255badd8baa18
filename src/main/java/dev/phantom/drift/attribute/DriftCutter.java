package dev.phantom.drift.attribute;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.DriftIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Cuts what differs on a resource into decisions, before anything is judged: protections and properties with a
/// security finding apart from the rest; in these, by the attributed write's session, else its event. Without
/// attribution a resource has at most two.
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
        for (var place : places(drift)) {
            boolean apart = place.stream().anyMatch(c -> c.circumstances().protection() || findings.contains(c));
            var write = place.stream()
                    .map(DriftCutter::write)
                    .filter(w -> !w.isEmpty())
                    .findFirst()
                    .orElse("");
            groups.computeIfAbsent(new Group(apart, write), g -> new ArrayList<>())
                    .addAll(place);
        }
        if (groups.size() <= 1) {
            return List.of(drift);
        }
        return groups.values().stream()
                .map(changes -> ids.named(drift.with(changes)))
                .toList();
    }

    /// What went and what came at one place was put in its stead: apart, each would look like a change of its own, of
    /// the same name.
    private static Collection<List<Change>> places(Drift drift) {
        return drift.changes().stream()
                .collect(Collectors.groupingBy(Change::path, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private static String write(Change change) {
        var occurred = change.circumstances().occurred();
        return occurred.session().isEmpty() ? occurred.eventId() : occurred.session();
    }
}
