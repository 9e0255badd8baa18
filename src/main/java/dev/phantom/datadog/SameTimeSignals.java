package dev.phantom.datadog;

import dev.phantom.datadog.api.EventSearch;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Nearby;
import dev.phantom.evidence.Signal.Nearby.Direction;
import dev.phantom.evidence.SpikeDetector.Spike;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What else happened in the environment shortly before trouble began, before the change, and before it was over: an
/// app in the stores, a release of a service that no map knows. Nothing ties it to the stack but the time, and each says
/// so. Trouble is what alerts, incidents and the resource's own metrics show.
final class SameTimeSignals {
    private SameTimeSignals() {}

    private static final int TOLD = 6;
    private static final int ALERTS = 3;
    private static final int SPIKES = 3;

    private record Near(Nearby signal, Duration apart) {}

    /// @param known what was found of the stack's own
    /// @param told  services whose events are told elsewhere
    static List<Nearby> read(DriftQueries inquiry, EnvironmentEvents found, List<Signal> known, Set<String> told) {
        var moments = moments(inquiry, known);
        var near = found.environment().stream()
                .flatMap(e -> signal(inquiry, e, found, moments, told))
                .sorted(Comparator.comparing(Near::apart))
                .map(Near::signal)
                .distinct()
                .toList();
        if (near.size() > TOLD) {
            inquiry.skips("events of other services at the same time: the %d nearest of %d are told"
                    .formatted(TOLD, near.size()));
        }
        return near.stream().limit(TOLD).toList();
    }

    /// The change, and the begin and end of trouble, in time order.
    private static List<Instant> moments(DriftQueries inquiry, List<Signal> known) {
        var window = inquiry.window();
        return Stream.of(
                        Stream.of(window.changedAt()),
                        alerts(inquiry, known),
                        known.stream()
                                .filter(Metric.class::isInstance)
                                .flatMap(s -> ((Metric) s).shape().spikes().stream())
                                .sorted(Comparator.comparingDouble(Spike::score).reversed())
                                .limit(SPIKES)
                                .flatMap(spike -> Stream.of(spike.from(), spike.to())))
                .flatMap(moments -> moments)
                .filter(at -> !at.isAfter(window.to()))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<Instant> alerts(DriftQueries inquiry, List<Signal> known) {
        return known.stream()
                .filter(s -> s instanceof Signal.Alert || s instanceof Signal.Incident)
                .sorted(Comparator.comparing(s -> Duration.between(s.at(), inquiry.window().changedAt())
                        .abs()))
                .limit(ALERTS)
                .flatMap(s -> Stream.concat(Stream.of(s.at()), Stream.ofNullable(ended(s))));
    }

    private static @Nullable Instant ended(Signal signal) {
        return signal instanceof Signal.Alert alert
                ? alert.recovered()
                : signal instanceof Signal.Incident incident ? incident.resolved() : null;
    }

    private static Stream<Near> signal(
            DriftQueries inquiry,
            EventSearch.Line event,
            EnvironmentEvents found,
            List<Instant> moments,
            Set<String> told) {
        var at = event.at();
        var service = EventScope.otherService(inquiry, event);
        var env = inquiry.subject().stack().environment();
        if (at == null
                || event.monitor() != null
                || service.isEmpty()
                || told.contains(service)
                || event.tags().stream().noneMatch(("env:" + env)::equalsIgnoreCase)) {
            return Stream.empty();
        }
        var apart = moments.stream()
                .filter(moment -> !moment.isBefore(at.minus(EnvironmentEvents.AFTER))
                        && !moment.isAfter(at.plus(EnvironmentEvents.BEFORE)))
                .map(moment -> Duration.between(at, moment).abs())
                .min(Comparator.naturalOrder());
        return apart.stream()
                .map(d -> new Near(
                        new Nearby(
                                at,
                                null,
                                service,
                                Direction.TIME,
                                NearbySignals.kind(event),
                                NeighbourServices.said(service, Direction.TIME) + EventText.of(event),
                                inquiry.links()
                                        .events(
                                                found.query(),
                                                found.from(),
                                                inquiry.window().to())),
                        d));
    }
}
