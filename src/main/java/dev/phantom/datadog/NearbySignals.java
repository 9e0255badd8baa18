package dev.phantom.datadog;

import dev.phantom.datadog.AlertSignals.Alerting;
import dev.phantom.datadog.api.EventSearch;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Nearby;
import dev.phantom.evidence.Signal.Nearby.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What happened to the services around the stack's, and to AWS where it runs: alerts, deployments, AWS Health. Each says whose it is, for it may be the cause or have nothing to do with the change.
final class NearbySignals {
    private NearbySignals() {}

    private static final int SHOWN = 25;

    /// What a release of others caused is no older than this; what AWS or a team announced may be.
    private static final Duration EARLIER = Duration.ofHours(24);

    /// Datadog documents no tag for them; their titles begin so.
    private static final String HEALTH = "source:(aws_health OR amazon_health) OR \"AWS Health\"";

    static String query(DriftQueries inquiry, Map<String, Direction> services) {
        return query(services, inquiry.subject().stack().team());
    }

    static List<Signal> read(DriftQueries inquiry, Map<String, Direction> services, EnvironmentEvents found) {
        var window = inquiry.window();
        var query = found.query();
        var from = found.from();
        var events = found.around();
        if (found.isCut()) {
            inquiry.skips("events of other services: only the newest %d were read".formatted(events.size()));
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

    static Nearby.Kind kind(EventSearch.Line event) {
        return switch (EventSignals.kind(event)) {
            case DEPLOY -> Nearby.Kind.DEPLOY;
            case ROLLBACK -> Nearby.Kind.ROLLBACK;
            case OTHER -> Nearby.Kind.OTHER;
        };
    }

    private static String said(String service, Map<String, Direction> services) {
        return NeighbourServices.said(service, services.getOrDefault(service, Direction.TEAM));
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
