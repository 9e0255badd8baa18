package dev.phantom.datadog;

import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.EventSearch;
import dev.phantom.datadog.api.Search;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Events that are not the stack's own: of the services around it, of AWS, and of whatever else runs in its
/// environment. One search for all where so many are found at once; in a busy environment one for those around, and one
/// for the hours around the change.
///
/// @param around      newest first; others are among them
/// @param environment newest first; those around are among them
/// @param query       that found those around
record EnvironmentEvents(List<EventSearch.Line> around, List<EventSearch.Line> environment, String query, Instant from) {

    private static final int MOST = 1000;

    /// What a release does is seen within hours.
    static final Duration BEFORE = Duration.ofHours(6);

    /// A point of a metric stands for the minutes around it.
    static final Duration AFTER = Duration.ofMinutes(15);

    /// @param terms of those around
    static EnvironmentEvents read(DriftQueries inquiry, String terms) {
        var env = inquiry.subject().stack().environment();
        var from = EventScope.from(inquiry);
        if (env.isEmpty()) {
            inquiry.skips("events at the same time: they are asked by environment, and this stack has none");
            return new EnvironmentEvents(around(inquiry, terms, from), List.of(), terms, from);
        }
        var everything = "(" + Search.term("env", env) + " -source:alert)";
        var busy = "busy environment " + env;
        if (!inquiry.known().containsKey(busy)) {
            var query = terms + " OR " + everything;
            var all = around(inquiry, query, from);
            if (all.size() < MOST) {
                return new EnvironmentEvents(all, all, query, from);
            }
            inquiry.known().put(busy, new Got<>(List.of()));
        }
        inquiry.skips("events of other services at the same time: there are too many, those before the change are read");
        return new EnvironmentEvents(around(inquiry, terms, from), before(inquiry, everything), terms, from);
    }

    private static List<EventSearch.Line> around(DriftQueries inquiry, String query, Instant from) {
        var to = inquiry.window().to();
        return inquiry.ask(
                "events of other services",
                "nearby " + query + from + to,
                () -> EventSearch.read(inquiry.api(), Search.newest(query, from, to, MOST)));
    }

    private static List<EventSearch.Line> before(DriftQueries inquiry, String query) {
        var change = inquiry.window().changedAt();
        return inquiry.ask(
                "events at the same time",
                "same time " + query + change,
                () -> EventSearch.read(
                        inquiry.api(), Search.newest(query, change.minus(BEFORE), change.plus(AFTER), MOST)));
    }

    boolean isCut() {
        return around.size() == MOST;
    }
}
