package dev.phantom.evidence;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/// Chooses the span of time that evidence is collected for.
public final class WindowPlanner {
    private WindowPlanner() {}

    /// Trouble shows before somebody acts on it.
    private static final Duration LEAD = Duration.ofHours(2);

    /// Whether it is over, and what is needed since, takes days to see.
    private static final Duration TAIL = Duration.ofDays(7);

    /// Where nobody knows when: what is known of yesterday.
    private static final Duration UNKNOWN_LEAD = Duration.ofHours(24);

    /// From two hours before the change, or before the begin of its bracket, until a week after it, or now.
    public static Window plan(Drift drift, Instant now) {
        var known = drift.changes().stream()
                .map(Change::circumstances)
                .map(c -> c.occurred())
                .filter(o -> o.at() != null)
                .sorted(Comparator.comparing(WindowPlanner::vagueness).thenComparing(WindowPlanner::at))
                .findFirst();
        if (known.isEmpty()) {
            return new Window(now.minus(UNKNOWN_LEAD), now, now);
        }
        var changed = at(known.get()).isAfter(now) ? now : at(known.get());
        var bracket = known.get().from();
        var begin = bracket == null || bracket.isAfter(changed) ? changed : bracket;
        var end = changed.plus(TAIL);
        return new Window(begin.minus(LEAD), changed, end.isAfter(now) ? now : end);
    }

    private static int vagueness(Occurred occurred) {
        return occurred.precision().ordinal();
    }

    private static Instant at(Occurred occurred) {
        var at = occurred.at();
        return at == null ? Instant.MAX : at;
    }
}
