package dev.phantom.analysis.rules;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.SpikeDetector.Spike;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where an alarm's metric lies when users suffer, and where when they do not, in the unit of the threshold.
///
/// @param weakest the least that it reached at a time of suffering which the live threshold lets pass
/// @param noise   what it reaches without
/// @param times   of suffering that the live threshold lets pass
record AlarmLevels(double weakest, double noise, long times) {

    static Optional<AlarmLevels> of(AlarmSetting t, Exhibit own, List<Exhibit> exhibits) {
        var m = (Metric) own.signal();
        var missed = suffered(exhibits, own)
                .filter(s -> t.missed(t.inUnit(m, s.peak())))
                .toList();
        var peaks = missed.stream().mapToDouble(s -> t.inUnit(m, s.peak())).summaryStatistics();
        if (missed.isEmpty()) {
            return Optional.empty();
        }
        var weakest = t.above() ? peaks.getMin() : peaks.getMax();
        var usual = missed.stream().mapToDouble(s -> t.inUnit(m, s.usual())).summaryStatistics();
        var now = t.above() ? usual.getMax() : usual.getMin();
        return Optional.of(new AlarmLevels(weakest, noise(t, m, weakest, now), missed.size()));
    }

    /// What it reached before the change, where that was no trouble itself; else the usual level at the hours of
    /// trouble.
    private static double noise(AlarmSetting t, Metric m, double weakest, double usual) {
        var before = m.before();
        if (before == null) {
            return usual;
        }
        var most = t.inUnit(m, t.above() ? before.max() : before.min());
        return (t.above() ? most < weakest : most > weakest) ? most : usual;
    }

    /// Whether the safe threshold rings in trouble alone.
    boolean quiet(AlarmSetting t) {
        return t.above() ? noise < t.safe() : noise > t.safe();
    }

    /// As many times above the one as below the other.
    double between() {
        return noise > 0 && weakest > 0 ? Math.sqrt(noise * weakest) : (noise + weakest) / 2;
    }

    /// Spikes of the alarm's metric while users suffered: at the time of a spike of what they feel, or in an incident.
    static Stream<Spike> suffered(List<Exhibit> exhibits, Exhibit own) {
        var felt = Stream.concat(
                        felt(exhibits).map(s -> new Span(s.from(), s.to())),
                        exhibits.stream().flatMap(AlarmLevels::incident))
                .toList();
        return ((Metric) own.signal())
                .shape().spikes().stream().filter(s -> felt.stream().anyMatch(f -> f.touches(s)));
    }

    private record Span(Instant from, Instant to) {
        boolean touches(Spike s) {
            return from.isBefore(s.to()) && s.from().isBefore(to);
        }
    }

    private static Stream<Span> incident(Exhibit e) {
        return e.signal() instanceof Signal.Incident i && i.resolved() != null
                ? Stream.of(new Span(i.at(), i.resolved()))
                : Stream.empty();
    }

    static Stream<Spike> felt(List<Exhibit> exhibits) {
        return exhibits.stream()
                .filter(e -> e.signal() instanceof Metric m && m.role() == Metric.Role.HEALTH)
                .flatMap(e -> ((Metric) e.signal()).shape().spikes().stream())
                .filter(s -> s.peak() > s.usual());
    }
}
