package dev.phantom.datadog;

import dev.phantom.datadog.MetricAsked.Capacity;
import dev.phantom.datadog.MetricAsked.Capacity.Meaning;
import dev.phantom.datadog.MetricReadings.Reading;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.Signal.Metric.Share;
import dev.phantom.evidence.Signal.Metric.Share.Use;
import dev.phantom.evidence.Statistics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// How full a capacity is, on the live and on the safe value, with the load since a moment.
///
/// @param provisioned the metric that tells the live capacity; null where a property does
record CapacityShare(Reading reading, @Nullable Reading provisioned, Instant from, Instant to) {

    Optional<Share> share() {
        var capacity = reading.asked().capacity();
        if (capacity == null) {
            return Optional.empty();
        }
        var now = live(capacity);
        var live = use(capacity, now, now);
        var safe = use(capacity, capacity.safe(), now);
        return live == null && safe == null ? Optional.empty() : Optional.of(new Share(capacity.of(), live, safe));
    }

    /// What was provisioned in fact, where a metric tells it.
    private @Nullable Double live(Capacity capacity) {
        var told = provisioned == null ? null : Statistics.of(provisioned.window(), from, to);
        return told == null ? capacity.live() : Double.valueOf(told.average());
    }

    private @Nullable Use use(Capacity capacity, @Nullable Double size, @Nullable Double live) {
        if (size == null || size <= 0 || live == null && capacity.meaning() == Meaning.PERCENT) {
            return null;
        }
        var percent = percent(capacity.meaning(), size, live == null ? size : live);
        List<Sample> shares = reading.window().stream()
                .map(s -> new Sample(s.at(), percent.applyAsDouble(s.value())))
                .toList();
        var stats = Statistics.of(shares, from, to);
        return stats == null
                ? null
                : new Use(Statistics.rounded(size), Statistics.rounded(stats.p95()), Statistics.rounded(stats.max()));
    }

    private static DoubleUnaryOperator percent(Meaning meaning, double size, double live) {
        return switch (meaning) {
            case USED -> value -> 100 * value / size;
            // what is free on live's size would not be free on another: what is used would be the same
            case LEFT -> value -> 100 * (live - value) / size;
            case PERCENT -> value -> value * live / size;
        };
    }
}
