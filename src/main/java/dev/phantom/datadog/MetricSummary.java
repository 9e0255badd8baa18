package dev.phantom.datadog;

import dev.phantom.datadog.MetricReadings.Reading;
import dev.phantom.evidence.Episode;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.SpikeDetector;
import dev.phantom.evidence.SpikeDetector.Spike;
import dev.phantom.evidence.Statistics;
import dev.phantom.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes one signal out of one series.
record MetricSummary(
        DriftQueries inquiry,
        MetricReadings readings,
        @Nullable Episode episode) {

    /// Spikes that are told of one metric, those nearest to the change.
    static final int SPIKES = 4;

    /// What comes again is seen in the last ones.
    private static final int LAST = 3;

    private static final Duration WEEK = Duration.ofDays(7);

    private Window window() {
        var planned = inquiry.window();
        return new Window(
                readings.range().from(), planned.changedAt(), readings.range().to(), planned.dating());
    }

    Metric tell(Reading reading) {
        var asked = reading.asked();
        var window = window();
        var began = Statistics.began(window, episode);
        var quiet =
                reading.window().stream().filter(p -> p.at().isBefore(began)).toList();
        var spikes = SpikeDetector.find(reading.history(), quiet, reading.window());
        var near = near(reading, spikes);
        var phases = Statistics.phases(reading.all(), window, episode);
        var coverage = Statistics.coverage(
                reading.window(), window.from(), window.to(), readings.range().interval());
        var shape = SeriesShape.of(reading.all(), near, began);
        var share = new CapacityShare(reading, provisioned(reading), Statistics.settled(window, episode), window.to())
                .share()
                .orElse(null);
        return new Metric(
                nearest(near).map(Spike::from).orElse(window.changedAt()),
                asked.name(),
                reading.unit(),
                asked.role(),
                phases.before(),
                phases.onset(),
                phases.during(),
                phases.after(),
                coverage,
                shape,
                share,
                MetricText.of(reading, window.changedAt(), phases)
                        .line(phases, shape, spikes.size() - near.size(), share, coverage),
                inquiry.links().metric(asked.name(), asked.scope(), window.from(), window.to()));
    }

    private @Nullable Reading provisioned(Reading reading) {
        var capacity = reading.asked().capacity();
        return capacity == null || capacity.metric().isEmpty()
                ? null
                : readings.readings().stream()
                        .filter(r -> r.asked().name().equals(capacity.metric()))
                        .findFirst()
                        .orElse(null);
    }

    /// Those nearest to the change and the last ones, in time order, with what the same hours of the week before were
    /// like.
    private List<Spike> near(Reading reading, List<Spike> spikes) {
        var nearest = spikes.stream()
                .sorted(Comparator.comparing(s -> s.farFrom(inquiry.window().changedAt())))
                .limit(SPIKES);
        var last = spikes.stream()
                .sorted(Comparator.comparing(Spike::from).reversed())
                .limit(LAST);
        return Stream.concat(nearest, last)
                .distinct()
                .sorted(Comparator.comparing(Spike::from))
                .map(s -> s.rounded(weekAgo(reading.all(), s)))
                .toList();
    }

    private java.util.Optional<Spike> nearest(List<Spike> spikes) {
        return spikes.stream()
                .min(Comparator.comparing(s -> s.farFrom(inquiry.window().changedAt())));
    }

    private static @Nullable Double weekAgo(List<Sample> samples, Spike spike) {
        Instant to = spike.to().minus(WEEK).plusSeconds(1);
        var then = Statistics.of(samples, spike.from().minus(WEEK), to);
        return then == null ? null : Double.valueOf(spike.isHigh() ? then.max() : then.min());
    }
}
