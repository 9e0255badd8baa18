package dev.phantom.report;

import dev.phantom.evidence.Episode;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Window;
import dev.phantom.report.Observations.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A metric as a line of steps, each the mean of a span of time: its curve, or where none was kept, the level before
/// the trouble, until the change, until the end, and after.
///
/// @param changed when the change took place that it decided
record MetricSteps(List<Step> steps, Instant changed) {

    /// @param from  null: as far back as the picture goes
    /// @param until null: to its end
    record Step(@Nullable Instant from, @Nullable Instant until, double mean) {}

    /// Nothing where too little is known to draw a line.
    static Optional<MetricSteps> of(Observation observation, List<Observation> troubles) {
        var changed = observation.uses().stream()
                .filter(Observations.Use::cited)
                .flatMap(use -> use.drift().at().stream())
                .findFirst();
        if (changed.isEmpty() || !(observation.signal() instanceof Signal.Metric metric)) {
            return Optional.empty();
        }
        var curve = metric.shape().curve();
        var steps = curve == null ? phases(metric, changed.get(), troubles) : points(curve);
        return steps.size() < 2 ? Optional.empty() : Optional.of(new MetricSteps(steps, changed.get()));
    }

    private static List<Step> points(SeriesShape.Curve curve) {
        var steps = new ArrayList<Step>();
        for (var i = 0; i < curve.values().size(); i++) {
            var value = curve.values().get(i);
            if (value != null) {
                var from = curve.from().plus(curve.every().multipliedBy(i));
                steps.add(new Step(from, from.plus(curve.every()), value));
            }
        }
        return steps;
    }

    private static List<Step> phases(Signal.Metric metric, Instant changed, List<Observation> troubles) {
        var window = new Window(changed, changed, changed, Window.Dating.WRITE);
        var episode = Episode.around(troubles.stream().map(Observation::signal).toList(), window);
        var began =
                episode.map(Episode::began).filter(at -> at.isBefore(changed)).orElse(changed);
        var ended = episode.flatMap(e -> Optional.ofNullable(e.ended()))
                .filter(at -> at.isAfter(changed))
                .orElse(null);
        var steps = new ArrayList<Step>();
        add(steps, null, began, metric.before());
        if (began.isBefore(changed)) {
            add(steps, began, changed, metric.onset());
        }
        add(steps, changed, ended, metric.during());
        if (ended != null) {
            add(steps, ended, null, metric.after());
        }
        return steps;
    }

    private static void add(
            List<Step> steps, @Nullable Instant from, @Nullable Instant until, Signal.Metric.@Nullable Stats stats) {
        if (stats != null) {
            steps.add(new Step(from, until, stats.average()));
        }
    }

    double top() {
        return steps.stream().mapToDouble(Step::mean).max().orElse(0);
    }

    double bottom() {
        return steps.stream().mapToDouble(Step::mean).min().orElse(0);
    }
}
