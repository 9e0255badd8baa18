package dev.phantom.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The trouble around a change, as alerts and incidents tell it.
///
/// @param ended null while it lasts
public record Episode(Instant began, @Nullable Instant ended) {

    /// Trouble that ended a little before, or began a little after, may still be what the change answered.
    private static final Duration NEAR = Duration.ofMinutes(30);

    /// A monitor that has alerted for longer than this is no news.
    private static final Duration STALE = Duration.ofHours(24);

    private record Span(Instant began, @Nullable Instant ended) {
        boolean touches(Instant change) {
            return !began.isAfter(change.plus(NEAR))
                    && !began.isBefore(change.minus(STALE))
                    && (ended == null || !ended.isBefore(change.minus(NEAR)));
        }
    }

    /// The first begin and the last end of what touches the change. Alerts know the end better than incidents, which
    /// people close when they come to it.
    public static Optional<Episode> around(Collection<? extends Signal> signals, Window window) {
        var alerts = signals.stream()
                .flatMap(s -> s instanceof Signal.Alert a
                        ? Optional.of(new Span(a.at(), a.recovered())).stream()
                        : java.util.stream.Stream.<Span>empty())
                .filter(span -> span.touches(window.changedAt()))
                .toList();
        var incidents = signals.stream()
                .flatMap(s -> s instanceof Signal.Incident i
                        ? Optional.of(new Span(i.at(), i.resolved())).stream()
                        : java.util.stream.Stream.<Span>empty())
                .filter(span -> span.touches(window.changedAt()))
                .toList();
        if (alerts.isEmpty() && incidents.isEmpty()) {
            return Optional.empty();
        }
        var began = java.util.stream.Stream.concat(alerts.stream(), incidents.stream())
                .map(Span::began)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Optional.of(new Episode(began, end(alerts.isEmpty() ? incidents : alerts)));
    }

    private static @Nullable Instant end(List<Span> spans) {
        Instant last = null;
        for (var span : spans) {
            if (span.ended() == null) {
                return null;
            }
            last = last == null || span.ended().isAfter(last) ? span.ended() : last;
        }
        return last;
    }
}
