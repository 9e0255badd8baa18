package dev.phantom.datadog;

import dev.phantom.datadog.api.CatalogRelations;
import dev.phantom.datadog.api.Dependencies;
import dev.phantom.evidence.Signal.Nearby.Direction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The services around the stack's: those that the configuration names first, then those of the service map, else of
/// the software catalog. What calls the same as the stack's service comes last.
final class NeighbourServices {
    private NeighbourServices() {}

    private static final int SERVICES = 10;

    private static final Duration MAPPED = Duration.ofHours(24);

    /// By name; at most ten.
    static Map<String, Direction> of(DriftQueries inquiry) {
        var found = new LinkedHashMap<String, Direction>();
        if (!inquiry.hasService()) {
            inquiry.skips("dependencies: the configuration names no service for this stack");
            return found;
        }
        inquiry.scope().dependencies().forEach(call -> {
            if (call.from().equals(inquiry.service())) {
                found.putIfAbsent(call.to(), Direction.CALLED);
            } else if (call.to().equals(inquiry.service())) {
                found.putIfAbsent(call.from(), Direction.CALLS);
            }
        });
        mapped(inquiry).forEach(map -> add(found, map));
        if (found.isEmpty()) {
            catalogued(inquiry).forEach(map -> add(found, map));
        }
        found.remove(inquiry.service());
        return bounded(inquiry, found);
    }

    /// `billing (called by this service): `.
    static String said(String service, Direction direction) {
        var tie =
                switch (direction) {
                    case CALLS -> "calls this service";
                    case CALLED -> "called by this service";
                    case SHARES -> "calls what this service calls";
                    case TEAM -> "of the same team";
                    case TIME -> "another service, at the same time";
                    case AWS -> "at the same time";
                };
        return SummaryText.line(service) + " (" + tie + "): ";
    }

    private static void add(Map<String, Direction> found, Dependencies.Neighbours map) {
        map.calls().forEach(name -> found.putIfAbsent(name, Direction.CALLED));
        map.calledBy().forEach(name -> found.putIfAbsent(name, Direction.CALLS));
        map.sharing().forEach(name -> found.putIfAbsent(name, Direction.SHARES));
    }

    /// What people wrote down, where neither the configuration nor a trace tells.
    private static List<Dependencies.Neighbours> catalogued(DriftQueries inquiry) {
        return inquiry.ask(
                "software catalog",
                "catalog " + inquiry.service(),
                () -> CatalogRelations.read(inquiry.api(), inquiry.service()));
    }

    private static List<Dependencies.Neighbours> mapped(DriftQueries inquiry) {
        var env = inquiry.subject().stack().environment();
        if (env.isEmpty()) {
            inquiry.skips("service map: it is asked by environment, and this stack has none");
            return List.of();
        }
        var from = inquiry.window().changedAt().minus(MAPPED);
        var to = inquiry.window().to();
        return inquiry.ask(
                "service map",
                "service map " + inquiry.service() + env + from + to,
                () -> Dependencies.read(inquiry.api(), inquiry.service(), env, from, to));
    }

    private static Map<String, Direction> bounded(DriftQueries inquiry, Map<String, Direction> found) {
        if (found.size() <= SERVICES) {
            return found;
        }
        inquiry.skips("events of other services: %d services around %s, the first %d are looked at"
                .formatted(found.size(), inquiry.service(), SERVICES));
        var kept = new LinkedHashMap<String, Direction>();
        found.entrySet().stream().limit(SERVICES).forEach(e -> kept.put(e.getKey(), e.getValue()));
        return kept;
    }
}
