package dev.phantom.datadog;

import dev.phantom.datadog.api.Series;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.evidence.Step;
import dev.phantom.evidence.Window;
import dev.phantom.evidence.WindowPlanner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the metrics of a drift answered, before anything is told of them.
///
/// @param range the span of the window that was asked for; the history is the week before
record MetricReadings(TimeRange range, List<Reading> readings) {

    /// A change whose moment is known this well needs no metric.
    private static final Duration SHORT = Duration.ofHours(1);

    /// Steps within this of each other are one.
    private static final Duration TOGETHER = Duration.ofMinutes(30);

    static final MetricReadings NONE =
            new MetricReadings(new TimeRange(Instant.EPOCH, Instant.EPOCH, Duration.ofMinutes(5)), List.of());

    MetricReadings {
        readings = List.copyOf(readings);
    }

    /// One metric that has points.
    ///
    /// @param unit    `percent`; of a count, `request/second`
    /// @param history the week before the window
    /// @param window  in time order
    record Reading(MetricAsked asked, String unit, List<Sample> history, List<Sample> window) {

        static Reading of(MetricAsked asked, Series window, List<Sample> history, TimeRange range) {
            var unit = unit(asked, window.unit());
            var count = !unit.equals(window.unit());
            return new Reading(
                    asked, unit, points(history, range.history(), count), points(window.points(), range, count));
        }

        /// Of whole spans only: Datadog adds the one that begins where the range ends.
        private static List<Sample> points(List<Sample> samples, TimeRange range, boolean count) {
            return samples.stream()
                    .filter(s -> s.at().isBefore(range.to()))
                    .map(s -> count
                            ? new Sample(s.at(), s.value() / range.interval().toSeconds())
                            : s)
                    .toList();
        }

        List<Sample> all() {
            var all = new ArrayList<>(history);
            all.addAll(window);
            return all;
        }

        private static String unit(MetricAsked asked, String unit) {
            return asked.isCount() && !unit.contains("/") ? unit + "/second" : unit;
        }
    }

    /// The moment of a change that no write tells of.
    ///
    /// @param metric whose level changed then
    record Dated(Window window, String metric, String unit, Step step) {}

    /// The window around the step that the metrics agree on; empty where the moment is known or they do not. What there
    /// is to use tells it best: it changes with the property and with nothing else.
    Optional<Dated> dated(Window window) {
        var from = WindowPlanner.earliest(window);
        if (window.dating() == Window.Dating.WRITE || isShort(from, window.changedAt())) {
            return Optional.empty();
        }
        var steps = readings.stream().flatMap(r -> step(window, r, from)).toList();
        var capacities =
                steps.stream().filter(s -> role(s.metric()) == Role.CAPACITY).toList();
        var telling = capacities.isEmpty() ? steps : capacities;
        return telling.stream()
                .max(Comparator.comparingDouble(s -> s.step().share()))
                .filter(best -> telling.stream().allMatch(s -> isTogether(s, best)));
    }

    private static boolean isShort(Instant from, Instant to) {
        return !from.equals(Instant.MIN) && Duration.between(from, to).compareTo(SHORT) <= 0;
    }

    private static boolean isTogether(Dated one, Dated other) {
        return Duration.between(one.step().at(), other.step().at()).abs().compareTo(TOGETHER) <= 0;
    }

    private static java.util.stream.Stream<Dated> step(Window window, Reading reading, Instant from) {
        return Step.find(reading.all(), from, window.changedAt())
                .map(step -> new Dated(
                        WindowPlanner.dated(window, step.at()), reading.asked().name(), reading.unit(), step))
                .stream();
    }

    private Role role(String metric) {
        return readings.stream()
                .filter(r -> r.asked().name().equals(metric))
                .map(r -> r.asked().role())
                .findFirst()
                .orElse(Role.HEALTH);
    }
}
