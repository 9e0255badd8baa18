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

    /// @param known   whether there was an answer: else nothing says that there were none
    /// @param signals of the window and later
    /// @param earlier over before it
    record Alerts(boolean known, List<Signal> signals, List<Alerting> earlier) {
        static final Alerts UNKNOWN = new Alerts(false, List.of(), List.of());

        /// How many monitors alerted at a moment.
        long alertingAt(Instant moment) {
            return signals.stream()
                    .filter(s -> s instanceof Signal.Alert a
                            && !a.at().isAfter(moment)
                            && (a.recovered() == null || a.recovered().isAfter(moment)))
                    .count();
        }
    }

    private record Key(long monitor, List<String> groups) {}

    static Alerts read(DriftQueries inquiry) {
        var query = "source:alert " + EventScope.tight(inquiry);
        var from = inquiry.window().from().minus(EARLIER);
        var to = inquiry.window().to();
        var answer = inquiry.answered(
                "alerts",
                "alerts " + query + from + to,
                () -> EventSearch.read(inquiry.api(), Search.newest(query, from, to, MOST)));
        var events = answer.orElse(List.of());
        if (events.size() == MOST) {
            inquiry.skips("alerts: only the newest " + MOST + " events of monitors were read");
        }
        var all = paired(inOrder(inquiry, events));
        var begin = inquiry.window().from();
        var signals = new ArrayList<Signal>(all.stream()
                .filter(a -> !isOver(a, begin))
                .map(a -> signal(inquiry, a))
                .toList());
        signals.addAll(stillAlerting(inquiry, signals));
        return new Alerts(
                answer.isPresent(),
                signals,
                all.stream().filter(a -> isOver(a, begin)).toList());
    }

    /// Oldest first, with what came after the window; an alert there is the stack's own unless it says otherwise.
    private static List<EventSearch.Line> inOrder(DriftQueries inquiry, List<EventSearch.Line> events) {
        var all = new ArrayList<>(events.reversed());
        LaterEvents.read(inquiry).reversed().stream()
                .filter(e -> e.monitor() != null
                        && EventScope.otherService(inquiry, e).isEmpty())
                .forEach(all::add);
        return all;
    }

    private static boolean isOver(Alerting alert, Instant begin) {
        return alert.recovered() != null && alert.recovered().isBefore(begin);
    }

    /// An alert of one group of a monitor.
    ///
    /// @param recovered null while it still alerts
    record Alerting(Instant at, @Nullable Instant recovered, EventSearch.Line event, Monitor monitor) {

        String name() {
            return SummaryText.line(monitor.name().isEmpty() ? event.title() : monitor.name());
        }

        /// `monitor "p95" for host:a alerts; recovered 04:02 after 70 min`.
        String said() {
            var groups =
                    monitor.groups().isEmpty() ? "" : " for " + SummaryText.line(String.join(",", monitor.groups()));
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

    /// What the definitions say, which are read anyway: nothing alerts now.
    private static boolean isQuiet(DriftQueries inquiry) {
        return GuardSignals.all(inquiry)
                .map(all -> all.stream().allMatch(m -> m.state().equalsIgnoreCase("OK")))
                .orElse(false);
    }

    /// A monitor that alerted long before the window shows no event in it.
    private static List<Signal> stillAlerting(DriftQueries inquiry, List<Signal> seen) {
        if (!inquiry.hasService()) {
            return List.of();
        }
        if (isQuiet(inquiry)) {
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
            if (since != null && !known && !since.isAfter(inquiry.now())) {
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
