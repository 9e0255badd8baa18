package dev.phantom.datadog;

import java.time.Duration;
import java.time.Instant;

/// A stretch of time as metrics are asked for, in whole spans of points: with the points' distance said, because
/// Datadog's
/// own choice grows with the window and averages spikes away.
record TimeRange(Instant from, Instant to, Duration interval) {

    /// CloudWatch's metrics arrive this late.
    private static final Duration LATE = Duration.ofMinutes(20);

    private static final Duration HISTORY = Duration.ofDays(7);
    private static final Duration FINE = Duration.ofMinutes(5);
    private static final int MOST_POINTS = 1400;

    /// The window of an inquiry, without the minutes that cannot be there yet.
    static TimeRange of(DriftQueries inquiry, String prefix) {
        var ready = prefix.equals("aws.") ? inquiry.now().minus(LATE) : inquiry.now();
        var to = inquiry.window().to().isAfter(ready) ? ready : inquiry.window().to();
        return of(
                inquiry.window().from(),
                to.isAfter(inquiry.window().from()) ? to : inquiry.window().to());
    }

    /// The week before.
    TimeRange history() {
        return of(from.minus(HISTORY), from);
    }

    private static TimeRange of(Instant from, Instant to) {
        var interval = FINE;
        while (Duration.between(from, to).dividedBy(interval) > MOST_POINTS) {
            interval = interval.multipliedBy(2);
        }
        return new TimeRange(whole(from, interval), whole(to, interval), interval);
    }

    /// The begin of the span of points that a moment is in: a count of half of a span would look like a fall.
    private static Instant whole(Instant at, Duration interval) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), interval.toSeconds()) * interval.toSeconds());
    }
}
