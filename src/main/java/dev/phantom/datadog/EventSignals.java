package dev.phantom.datadog;

import dev.phantom.datadog.api.EventSearch;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Event.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Deployments, rollbacks and what else was noted about the service or the resource.
final class EventSignals {
    private EventSignals() {}

    /// The deployment that caused the trouble is older than the trouble.
    private static final Duration EARLIER = Duration.ofHours(6);

    private static final int MOST = 100;
    private static final Pattern ROLLBACK =
            Pattern.compile("\\b(roll(ed|ing)?[ -]?back|rollback|revert(ed|ing)?|undo)\\b");
    private static final Pattern DEPLOY =
            Pattern.compile("\\b(deploy(s|ed|ing|ment)?|release(d)?|roll(ed|ing)?[ -]?out|shipped)\\b");

    static List<Signal> read(DriftQueries inquiry) {
        var query = "-source:alert " + AlertSignals.about(inquiry);
        var from = inquiry.window().from().minus(EARLIER);
        var to = inquiry.window().to();
        var events = inquiry.ask(
                "events",
                "events " + query + from + to,
                () -> EventSearch.read(inquiry.api(), Search.newest(query, from, to, MOST)));
        var signals = new ArrayList<Signal>();
        for (var event : events) {
            var at = event.at();
            if (at != null && event.monitor() == null) {
                var title = SummaryText.line(event.title().isEmpty() ? event.message() : event.title());
                signals.add(new Signal.Event(
                        at,
                        SummaryText.line(event.source()),
                        kind(event),
                        title,
                        inquiry.links().events(query, from, to)));
            }
        }
        return signals;
    }

    /// Tags say it, else the title does. A rollback is a deployment too, so it is looked for first.
    static Kind kind(EventSearch.Line event) {
        var tags = String.join(" ", event.tags()).toLowerCase(Locale.ROOT);
        if (tags.contains("event_type:rollback")
                || tags.contains("deployment_type:rollback")
                || tags.contains("rollback:true")) {
            return Kind.ROLLBACK;
        }
        var title = event.title().toLowerCase(Locale.ROOT);
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
