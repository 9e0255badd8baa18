package dev.phantom.datadog;

import dev.phantom.datadog.AlertSignals.Alerting;
import dev.phantom.datadog.api.CatalogRelations;
import dev.phantom.datadog.api.Dependencies;
import dev.phantom.datadog.api.EventSearch;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Nearby;
import dev.phantom.evidence.Signal.Nearby.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What happened to the services that the stack's calls or is called by, and to AWS where it runs: alerts, deployments,
/// AWS Health. Each says whose it is, for it may be the cause or have nothing to do with the change.
final class NearbySignals {
    private NearbySignals() {}

    private static final int SERVICES = 10;
    private static final int MOST = 1000;
    private static final int SHOWN = 25;

    /// What a release of others caused is no older than this; what AWS or a team announced may be.
    private static final Duration EARLIER = Duration.ofHours(24);

    /// Datadog documents no tag for them; their titles begin so.
    private static final String HEALTH = "source:(aws_health OR amazon_health) OR \"AWS Health\"";

    static List<Signal> read(DriftQueries inquiry) {
        var services = services(inquiry);
        var window = inquiry.window();
        var from = EventScope.from(inquiry);
        var team = inquiry.subject().stack().team();
        var query = query(services, team);
        var events = inquiry.ask(
                "events of other services",
                "nearby " + query + from + window.to(),
                () -> EventSearch.read(inquiry.api(), Search.newest(query, from, window.to(), MOST)));
        if (events.size() == MOST) {
            inquiry.skips("events of other services: only the newest %d were read".formatted(MOST));
        }
        var signals = Stream.concat(
                        AlertSignals.paired(events.reversed()).stream().flatMap(a -> alert(inquiry, services, a)),
                        events.stream().flatMap(e -> event(inquiry, services, e, query, from)))
                .filter(n -> !isOld(inquiry, n))
                .<Signal>map(n -> n)
                .sorted(Comparator.comparing(
                        s -> Duration.between(s.at(), window.changedAt()).abs()))
                .toList();
        if (signals.size() > SHOWN) {
            inquiry.skips("events of other services: the %d nearest to the change of %d are told"
                    .formatted(SHOWN, signals.size()));
        }
        return signals.stream().limit(SHOWN).toList();
    }

    private static boolean isOld(DriftQueries inquiry, Nearby nearby) {
        var window = inquiry.window();
        var day = window.changedAt().minus(EARLIER);
        return switch (nearby.kind()) {
            case DEPLOY, ROLLBACK -> nearby.at().isBefore(window.from().isBefore(day) ? window.from() : day);
            case ALERT, INCIDENT, HEALTH, OTHER -> false;
        };
    }

    private static String query(Map<String, Direction> services, String team) {
        return Stream.of(
                        services.keySet().stream().map(name -> Search.term("service", name)),
                        team.isEmpty() ? Stream.<String>empty() : Stream.of(Search.term("team", team)),
                        Stream.of(HEALTH))
                .flatMap(terms -> terms)
                .collect(Collectors.joining(" OR "));
    }

    /// The neighbours by name: those that the configuration names first, then those of the service map, else of the
    /// software catalog.
    private static Map<String, Direction> services(DriftQueries inquiry) {
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

    private static void add(Map<String, Direction> found, Dependencies.Neighbours map) {
        map.calls().forEach(name -> found.putIfAbsent(name, Direction.CALLED));
        map.calledBy().forEach(name -> found.putIfAbsent(name, Direction.CALLS));
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
        var from = inquiry.window().changedAt().minus(EARLIER);
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

    private static Stream<Nearby> alert(DriftQueries inquiry, Map<String, Direction> services, Alerting alert) {
        var whose = whose(inquiry, alert.event(), services);
        if (whose == null
                || alert.recovered() != null
                        && alert.recovered().isBefore(inquiry.window().from())) {
            return Stream.empty();
        }
        return Stream.of(new Nearby(
                alert.at(),
                alert.recovered(),
                whose,
                services.getOrDefault(whose, Direction.TEAM),
                Nearby.Kind.ALERT,
                said(whose, services) + alert.said(),
                inquiry.links()
                        .monitor(
                                alert.monitor().id(),
                                inquiry.window().from(),
                                inquiry.window().to())));
    }

    private static Stream<Nearby> event(
            DriftQueries inquiry, Map<String, Direction> services, EventSearch.Line event, String query, Instant from) {
        var at = event.at();
        var health = isHealth(event);
        var whose = whose(inquiry, event, services);
        if (at == null || event.monitor() != null || (health ? !here(inquiry, event) : whose == null)) {
            return Stream.empty();
        }
        var said = EventText.of(event);
        var service = health || whose == null ? "" : whose;
        return Stream.of(new Nearby(
                at,
                null,
                service,
                service.isEmpty() ? Direction.AWS : services.getOrDefault(service, Direction.TEAM),
                health ? Nearby.Kind.HEALTH : kind(event),
                (service.isEmpty() ? "AWS where the stack runs: " : said(service, services)) + said,
                inquiry.links().events(query, from, inquiry.window().to())));
    }

    private static Nearby.Kind kind(EventSearch.Line event) {
        return switch (EventSignals.kind(event)) {
            case DEPLOY -> Nearby.Kind.DEPLOY;
            case ROLLBACK -> Nearby.Kind.ROLLBACK;
            case OTHER -> Nearby.Kind.OTHER;
        };
    }

    private static String said(String service, Map<String, Direction> services) {
        var tie = switch (services.getOrDefault(service, Direction.TEAM)) {
            case CALLS -> "calls this service";
            case CALLED -> "called by this service";
            case TEAM -> "of the same team";
            case TIME, AWS -> "at the same time";
        };
        return SummaryText.line(service) + " (" + tie + "): ";
    }

    /// The service that it is tagged with, if it is one of these or of the same team; what the stack's own service is
    /// tagged with is told elsewhere.
    private static @Nullable String whose(
            DriftQueries inquiry, EventSearch.Line event, Map<String, Direction> services) {
        if (tags(event, "service").anyMatch(inquiry.service()::equalsIgnoreCase)) {
            return null;
        }
        var known = tags(event, "service")
                .flatMap(name -> services.keySet().stream().filter(name::equalsIgnoreCase))
                .findFirst();
        var team = inquiry.subject().stack().team();
        return known.orElseGet(() -> !team.isEmpty() && tags(event, "team").anyMatch(team::equalsIgnoreCase)
                ? tags(event, "service").findFirst().orElse("team " + team)
                : null);
    }

    private static boolean isHealth(EventSearch.Line event) {
        return event.source().matches("(?i)(aws|amazon)[_ ]?health")
                || event.title().regionMatches(true, 0, "AWS Health", 0, "AWS Health".length());
    }

    /// Not of another region or another account.
    private static boolean here(DriftQueries inquiry, EventSearch.Line event) {
        var id = inquiry.subject().stack().id();
        return tags(event, "region").allMatch(r -> r.equalsIgnoreCase(id.region()) || r.equalsIgnoreCase("global"))
                && tags(event, "aws_account").allMatch(id.account()::equals);
    }

    private static Stream<String> tags(EventSearch.Line event, String key) {
        return new ArrayList<>(event.tags())
                .stream().filter(tag -> tag.startsWith(key + ":")).map(tag -> tag.substring(key.length() + 1));
    }
}
