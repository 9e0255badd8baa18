package dev.phantom.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A span of time as the width of a picture.
record TimeAxis(Instant from, Instant to) {

    private static final int MOST = 8;
    private static final List<Long> MINUTES =
            List.of(5L, 10L, 15L, 30L, 60L, 120L, 180L, 360L, 720L, 1440L, 2880L, 10080L, 43200L, 525600L);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /// @param name `03:00`, `28 Nov`
    record Tick(Instant at, String name) {}

    /// From the first to the last of them, with room on both sides.
    ///
    /// @param share of the span that is left free on each side
    static TimeAxis around(List<Instant> moments, double share) {
        var first = moments.stream().min(Instant::compareTo).orElse(Instant.EPOCH);
        var last = moments.stream().max(Instant::compareTo).orElse(Instant.EPOCH);
        var room = Math.max(900, (long) (Duration.between(first, last).toSeconds() * share));
        return new TimeAxis(first.minusSeconds(room), last.plusSeconds(room));
    }

    boolean has(Instant at) {
        return !at.isBefore(from) && !at.isAfter(to);
    }

    /// From 0 to 100; what lies outside is at the edge.
    double place(Instant at) {
        var whole = Duration.between(from, to).toSeconds();
        var share = 100.0 * Duration.between(from, at).toSeconds() / Math.max(1, whole);
        return Math.clamp(share, 0, 100);
    }

    /// As SVG writes a place: `37.25%`.
    String percent(Instant at) {
        return percent(place(at));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share);
    }

    List<Tick> ticks() {
        var minutes = Duration.between(from, to).toMinutes();
        var step = 60
                * MINUTES.stream().filter(m -> minutes / m <= MOST).findFirst().orElse(MINUTES.getLast());
        var ticks = new ArrayList<Tick>();
        for (var at = Math.ceilDiv(from.getEpochSecond(), step) * step; at <= to.getEpochSecond(); at += step) {
            var moment = Instant.ofEpochSecond(at).atOffset(ZoneOffset.UTC);
            ticks.add(new Tick(moment.toInstant(), (at % 86400 == 0 ? DAY : HOUR).format(moment)));
        }
        return ticks;
    }
}
