package dev.phantom.datadog;

import dev.phantom.datadog.MetricReadings.Dated;
import dev.phantom.datadog.MetricReadings.Reading;
import dev.phantom.datadog.api.Series;
import dev.phantom.datadog.api.Timeseries;
import dev.phantom.datadog.api.Timeseries.Query;
import dev.phantom.evidence.Episode;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.SeriesShape.Curve;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Metrics: how hard a resource worked before, at the onset of the trouble, after the change, and since. Two calls,
/// however
/// many there are: the window and the week before it.
final class MetricSignals {
    private MetricSignals() {}

    /// Queries of one call.
    private static final int MOST = 40;

    /// Metrics whose points are shown, those that decide.
    private static final int CURVES = 3;

    /// @param asked those beyond forty are left out, which is a gap
    static MetricReadings read(DriftQueries inquiry, List<MetricAsked> asked) {
        var all = asked.stream().distinct().limit(MOST).toList();
        var range = TimeRange.of(inquiry, "aws.");
        if (all.isEmpty()) {
            return new MetricReadings(range, List.of());
        }
        if (asked.stream().distinct().count() > MOST) {
            inquiry.lacks("metrics: only the first %d of %d were queried".formatted(MOST, asked.size()));
        }
        var window = read(inquiry, all, range);
        var history = window.stream().allMatch(List::isEmpty)
                ? List.<List<Series>>of()
                : read(inquiry, all, range.history());
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < all.size(); i++) {
            var series = i < window.size() ? window.get(i) : List.<Series>of();
            if (!series.isEmpty()) {
                var before = i < history.size() ? points(history.get(i)) : List.<Sample>of();
                readings.add(Reading.of(all.get(i), series.getFirst(), before, range));
            }
        }
        if (readings.isEmpty() && !window.isEmpty()) {
            inquiry.lacks("metrics: none found for " + all.getFirst().scope());
        }
        return new MetricReadings(range, readings);
    }

    private static List<List<Series>> read(DriftQueries inquiry, List<MetricAsked> asked, TimeRange range) {
        var queries = asked.stream()
                .map(m -> (Query) new Query.Metric(m.query(range.interval().toSeconds())))
                .toList();
        return inquiry.ask(
                "metrics",
                "metrics " + queries + range,
                () -> Timeseries.read(inquiry.api(), queries, range.from(), range.to(), range.interval()));
    }

    /// @param inquiry with the window in which the change is dated
    static List<Signal> tell(DriftQueries inquiry, MetricReadings readings, @Nullable Episode episode) {
        var summary = new MetricSummary(inquiry, readings, episode);
        var told = readings.readings().stream().map(summary::tell).toList();
        var deciding = new HashSet<>(told.stream()
                .sorted(Comparator.comparingDouble(MetricSignals::weight).reversed())
                .limit(CURVES)
                .toList());
        var signals = new ArrayList<Signal>();
        for (var i = 0; i < told.size(); i++) {
            var metric = told.get(i);
            var reading = readings.readings().get(i);
            signals.add(deciding.contains(metric) ? metric.drawn(curve(inquiry, reading, readings.range())) : metric);
        }
        return signals;
    }

    /// Of the window, or of what there is of it where the change was dated to before what was asked for.
    private static Curve curve(DriftQueries inquiry, Reading reading, TimeRange range) {
        var from = inquiry.window().from();
        var first = range.history().from();
        return Curve.of(reading.all(), from.isBefore(first) ? first : from, range.to());
    }

    /// A share of the capacity that the diff changes decides before all; then what moved most around the change.
    private static double weight(Metric metric) {
        var spike = metric.shape().spikes().stream()
                .mapToDouble(s -> Math.min(s.score(), 100))
                .max()
                .orElse(0);
        return (metric.share() == null ? 0 : 1000) + 100 * moved(metric) + spike;
    }

    /// How far the level is from the one before, from 0 to 1.
    private static double moved(Metric metric) {
        var before = metric.before();
        var then = metric.onset() != null ? metric.onset() : metric.settled();
        if (before == null || then == null) {
            return 0;
        }
        var size = Math.max(Math.abs(before.average()), Math.abs(then.average()));
        return size < 1e-12 ? 0 : Math.abs(then.average() - before.average()) / size;
    }

    /// What dates the change, as an exhibit of its own.
    static Signal dating(DriftQueries inquiry, Dated dated) {
        var step = dated.step();
        return new Signal.Event(
                step.at(),
                "datadog",
                Signal.Event.Kind.OTHER,
                "no write is known: the change is dated by a step of %s from %s to %s"
                        .formatted(
                                dated.metric(),
                                SummaryText.amount(step.before(), dated.unit()),
                                SummaryText.amount(step.after(), dated.unit())),
                inquiry.links()
                        .metric(
                                dated.metric(),
                                "*",
                                dated.window().from(),
                                dated.window().to()));
    }

    static List<Sample> points(List<Series> series) {
        return series.isEmpty() ? List.of() : series.getFirst().points();
    }
}
