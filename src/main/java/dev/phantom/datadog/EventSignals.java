package dev.phantom.datadog;

import dev.phantom.datadog.api.EventSearch;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Event.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Deployments, rollbacks and what else was noted about the service or the resource.
final class EventSignals {
    private EventSignals() {}

    /// The deployment that caused the trouble is older than the trouble, and what was agreed on is older than that: so
    /// long before the change.
    private static final Duration EARLIER = Duration.ofDays(7);

    /// The one that runs since longer is looked for so far back.
    private static final Duration LAST = Duration.ofDays(30);

    private static final int MOST = 200;

    /// Those nearest to the change, and all deployments.
    private static final int TOLD = 40;

    /// As Datadog's integrations tag them, and as their titles say it.
    private static final String DEPLOYS =
            "event_type:(deploy OR deployment OR rollback) OR deploy* OR release* OR rollback OR rolled OR shipped";

    private static final Pattern ROLLBACK =
            Pattern.compile("\\b(roll(ed|ing)?[ -]?back|rollback|revert(ed|ing)?|undo)\\b");
    private static final Pattern DEPLOY =
            Pattern.compile("\\b(deploy(s|ed|ing|ment)?|release(d)?|roll(ed|ing)?[ -]?out|shipped)\\b");

    static List<Signal> read(DriftQueries inquiry) {
        var query = "-source:alert " + AlertSignals.about(inquiry);
        var to = inquiry.window().to();
        var week = inquiry.window().changedAt().minus(EARLIER);
        var from = inquiry.window().from().isBefore(week) ? inquiry.window().from() : week;
        var events = inquiry.ask(
                "events",
                "events " + query + from + to,
                () -> EventSearch.read(inquiry.api(), Search.newest(query, from, to, MOST)));
        if (events.size() == MOST) {
            inquiry.skips("events: only the newest " + MOST + " since " + SummaryText.clock(from, to) + " were read");
        }
        var change = inquiry.window().changedAt();
        var signals = nearest(inquiry, signals(inquiry, events, query, from));
        if (signals.stream().noneMatch(s -> isDeploy(s) && s.at().isBefore(change))) {
            signals.addAll(earlier(inquiry, from));
        }
        return signals;
    }

    private static List<Signal> nearest(DriftQueries inquiry, List<Signal> signals) {
        var change = inquiry.window().changedAt();
        var others = signals.stream()
                .filter(s -> !isDeploy(s))
                .sorted(Comparator.comparing(
                        (Signal s) -> Duration.between(s.at(), change).abs()))
                .toList();
        if (others.size() > TOLD) {
            inquiry.skips("events: of %d that are no deployment the %d nearest to the change are told"
                    .formatted(others.size(), TOLD));
        }
        var kept = new ArrayList<Signal>(others.stream().limit(TOLD).toList());
        signals.stream().filter(EventSignals::isDeploy).forEach(kept::add);
        return kept;
    }

    private static boolean isDeploy(Signal signal) {
        return signal instanceof Signal.Event e && e.kind() != Kind.OTHER;
    }

    private static List<Signal> signals(
            DriftQueries inquiry, List<EventSearch.Line> events, String query, Instant from) {
        var signals = new ArrayList<Signal>();
        for (var event : events) {
            var at = event.at();
            if (at != null && event.monitor() == null) {
                signals.add(new Signal.Event(
                        at,
                        SummaryText.line(event.source()),
                        kind(event),
                        EventText.of(event),
                        inquiry.links().events(query, from, inquiry.window().to())));
            }
        }
        return signals;
    }

    /// What ran at the change was deployed longer ago.
    private static List<Signal> earlier(DriftQueries inquiry, Instant before) {
        if (!inquiry.hasService()) {
            return List.of();
        }
        var from = before.minus(LAST);
        var query = "-source:alert " + Search.term("service", inquiry.service()) + " (" + DEPLOYS + ")";
        var events = inquiry.ask(
                "earlier deployments",
                "earlier " + query + from + before,
                () -> EventSearch.read(inquiry.api(), Search.newest(query, from, before, MOST)));
        var last = signals(inquiry, events, query, from).stream()
                .filter(EventSignals::isDeploy)
                .max(Comparator.comparing(Signal::at));
        if (last.isEmpty()) {
            inquiry.skips("deployments: none found in the %d days before the change, and none earlier was looked for"
                    .formatted(LAST.toDays() + EARLIER.toDays()));
        }
        return last.stream().toList();
    }

    /// Tags say it, else the title does. A rollback is a deployment too, so it is looked for first.
    static Kind kind(EventSearch.Line event) {
        var tags = String.join(" ", event.tags()).toLowerCase(Locale.ROOT);
        if (tags.contains("event_type:rollback")
                || tags.contains("deployment_type:rollback")
                || tags.contains("rollback:true")) {
            return Kind.ROLLBACK;
        }
        var title = EventText.title(event);
        if (ROLLBACK.matcher(title).find()) {
            return Kind.ROLLBACK;
        }
        return tags.contains("event_type:deploy")
                        || tags.contains("event_type:deployment")
                        || DEPLOY.matcher(title).find()
                ? Kind.DEPLOY
                : Kind.OTHER;
    }
}
