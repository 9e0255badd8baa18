package dev.phantom.datadog;

import dev.phantom.datadog.api.EventSearch;
import dev.phantom.datadog.api.Search;
import java.util.List;

/// What came after the window, up to now: a ticket that was closed, an alert that came back. One call for alerts and
/// all else.
final class LaterEvents {
    private LaterEvents() {}

    private static final int MOST = 500;

    /// Newest first.
    static List<EventSearch.Line> read(DriftQueries inquiry) {
        var from = inquiry.window().to();
        var to = inquiry.now();
        if (!from.isBefore(to)) {
            return List.of();
        }
        var query = EventScope.of(inquiry);
        var events = inquiry.ask(
                "alerts and events after the window",
                "later " + query + from + to,
                () -> EventSearch.read(inquiry.api(), Search.newest(query, from, to, MOST)));
        if (events.size() == MOST) {
            inquiry.skips(
                    "alerts and events after %s: only the newest %d were read".formatted(SummaryText.day(from), MOST));
        }
        return events;
    }
}
