package dev.phantom.evidence;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.evidence.Window.Dating;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/// Chooses the span of time that evidence is collected for.
public final class WindowPlanner {
    private WindowPlanner() {}

    /// What the change answered may have begun on the day before: a leak, a backlog, a deployment of the evening.
    private static final Duration LEAD = Duration.ofHours(24);

    /// What decides is today: whether it is still used, needed, over. CloudTrail itself looks no further back
    /// (docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html).
    private static final Duration TAIL = Duration.ofDays(90);

    /// From a day before the change, or before the begin of its bracket, until now; of what is older than three months,
    /// the three months after it.
    public static Window plan(Drift drift, Instant now) {
        var known = drift.changes().stream()
                .map(Change::circumstances)
                .map(c -> c.occurred())
                .filter(o -> o.at() != null)
                .sorted(Comparator.comparing(WindowPlanner::vagueness).thenComparing(WindowPlanner::at))
                .findFirst();
        if (known.isEmpty()) {
            return new Window(now.minus(LEAD), now, now, Dating.UNKNOWN);
        }
        var changed = at(known.get()).isAfter(now) ? now : at(known.get());
        var bracket = known.get().from();
        var begin = bracket == null || bracket.isAfter(changed) ? changed : bracket;
        return around(begin, changed, now, dating(known.get()));
    }

    /// The same window around a moment that a metric tells.
    public static Window dated(Window window, Instant changed) {
        return around(changed, changed, window.to(), Dating.METRIC);
    }

    private static Window around(Instant begin, Instant changed, Instant now, Dating dating) {
        var end = changed.plus(TAIL);
        return new Window(begin.minus(LEAD), changed, end.isAfter(now) ? now : end, dating);
    }

    /// The first moment at which the change may have been made.
    public static Instant earliest(Window window) {
        return switch (window.dating()) {
            case WRITE, METRIC -> window.changedAt();
            case BRACKET -> window.from().plus(LEAD);
            case UNKNOWN -> Instant.MIN;
        };
    }

    private static Dating dating(Occurred occurred) {
        return switch (occurred.precision()) {
            case EXACT -> Dating.WRITE;
            case BRACKETED, UNKNOWN -> Dating.BRACKET;
        };
    }

    private static int vagueness(Occurred occurred) {
        return occurred.precision().ordinal();
    }

    private static Instant at(Occurred occurred) {
        var at = occurred.at();
        return at == null ? Instant.MAX : at;
    }
}
