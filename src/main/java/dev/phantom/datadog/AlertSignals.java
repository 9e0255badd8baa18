package dev.phantom.datadog;

import dev.phantom.datadog.api.EventSearch;
import dev.phantom.datadog.api.EventSearch.Monitor;
import dev.phantom.datadog.api.Monitors;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which monitors alerted, and until when. Monitor state knows only the present, so history is read from events; `env`
/// is
/// not reliable on them, so they are found by service and by the resource's own name.
final class AlertSignals {
    private AlertSignals() {}

    /// What comes every month alerted before.
    private static final Duration EARLIER = Duration.ofDays(90);

    private static final int MOST = 500;

    /// @param signals of the window
    /// @param earlier over before it
    record Alerts(List<Signal> signals, List<Alerting> earlier) {
        static final Alerts NONE = new Alerts(List.of(), List.of());
    }

    private record Key(long monitor, List<String> groups) {}

    static Alerts read(DriftQueries inquiry) {
        var query = "source:alert " + about(inquiry);
        var from = inquiry.window().from().minus(EARLIER);
        var to = inquiry.window().to();
        var events = inquiry.ask(
                        "alerts",
                        "alerts " + query + from + to,
                        () -> EventSearch.read(inquiry.api(), Search.newest(query, from, to, MOST)))
                .reversed();
        if (events.size() == MOST) {
            inquiry.skips("alerts: only the newest " + MOST + " events of monitors were read");
        }
        var all = paired(events);
        var begin = inquiry.window().from();
        var signals = new ArrayList<Signal>(
                all.stream().filter(a -> !isOver(a, begin)).map(a -> signal(inquiry, a)).toList());
        signals.addAll(stillAlerting(inquiry, signals));
        return new Alerts(signals, all.stream().filter(a -> isOver(a, begin)).toList());
    }

    private static boolean isOver(Alerting alert, Instant begin) {
        return alert.recovered() != null && alert.recovered().isBefore(begin);
    }

    /// `(service:web OR dbinstanceidentifier:db OR "db")`: by service where the stack names one, by tag and by physical
    /// id.
    static String about(DriftQueries inquiry) {
        var terms = new ArrayList<String>();
        if (inquiry.hasService()) {
            terms.add(Search.term("service", inquiry.service()));
        }
        if (!inquiry.tag().isEmpty()) {
            terms.add(inquiry.tag());
        }
        if (!inquiry.subject().drift().physicalId().isEmpty()) {
            terms.add('"' + inquiry.subject().drift().physicalId().replaceAll("[\"\\\\\\p{Cntrl}]", "?") + '"');
        }
        return terms.size() == 1 ? terms.getFirst() : "(" + String.join(" OR ", terms) + ")";
    }

    /// An alert of one group of a monitor.
    ///
    /// @param recovered null while it still alerts
    record Alerting(Instant at, @Nullable Instant recovered, EventSearch.Line event, Monitor monitor) {

        String name() {
            return SummaryText.line(
                    monitor.name().isEmpty() ? event.title() : monitor.name());
        }

        /// `monitor "p95" for host:a alerts; recovered 04:02 after 70 min`.
        String said() {
            var groups = monitor.groups().isEmpty()
                    ? ""
                    : " for " + SummaryText.line(String.join(",", monitor.groups()));
            var end = recovered == null
                    ? "; no recovery seen"
                    : "; recovered " + SummaryText.clock(recovered, at) + " after "
                            + Duration.between(at, recovered).toMinutes() + " min";
            return "monitor \"" + name() + "\"" + groups + " alerts" + end;
        }
    }

    /// Alerts and recoveries of monitors, brought together; in time order of the events.
    static List<Alerting> paired(List<EventSearch.Line> events) {
        Map<Key, Alerting> open = new LinkedHashMap<>();
        var found = new ArrayList<Alerting>();
        for (var event : events) {
            var monitor = event.monitor();
            var at = event.at();
            if (monitor == null || at == null) {
                continue;
            }
            var key = new Key(monitor.id(), monitor.groups());
            if (isRecovery(event)) {
                var began = open.remove(key);
                if (began != null) {
                    found.add(new Alerting(began.at(), at, began.event(), began.monitor()));
                }
            } else {
                open.putIfAbsent(key, new Alerting(at, null, event, monitor));
            }
        }
        found.addAll(open.values());
        return found;
    }

    private static Signal signal(DriftQueries inquiry, Alerting alert) {
        var window = inquiry.window();
        return new Signal.Alert(
                alert.at(),
                alert.recovered(),
                alert.name(),
                alert.said(),
                inquiry.links().monitor(alert.monitor().id(), window.from(), window.to()));
    }

    /// The transition where the event has one, else the title.
    private static boolean isRecovery(EventSearch.Line event) {
        var monitor = Objects.requireNonNull(event.monitor());
        return monitor.transition().isEmpty()
                ? event.title().toLowerCase(Locale.ROOT).startsWith("[recovered")
                : monitor.transition().toLowerCase(Locale.ROOT).endsWith("recovery");
    }

    /// A monitor that alerted long before the window shows no event in it.
    private static List<Signal> stillAlerting(DriftQueries inquiry, List<Signal> seen) {
        if (!inquiry.hasService()) {
            return List.of();
        }
        var query = "status:(alert OR warn) " + Search.term("service", inquiry.service());
        var groups = inquiry.ask("monitors", "monitors " + query, () -> Monitors.groups(inquiry.api(), query));
        var result = new ArrayList<Signal>();
        for (var group : groups) {
            var name = SummaryText.line(group.name());
            var since = group.since();
            var known = seen.stream()
                    .anyMatch(s -> s instanceof Signal.Alert a && a.monitor().equals(name));
            if (since != null && !known && !since.isAfter(inquiry.window().to())) {
                result.add(new Signal.Alert(
                        since,
                        null,
                        name,
                        "monitor \"" + name + "\" is in " + SummaryText.line(group.status()) + " now",
                        inquiry.links()
                                .monitor(
                                        group.monitorId(),
                                        inquiry.window().from(),
                                        inquiry.window().to())));
            }
        }
        return result;
    }
}
