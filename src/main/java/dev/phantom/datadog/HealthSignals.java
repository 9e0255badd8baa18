package dev.phantom.datadog;

import dev.phantom.datadog.api.Series;
import dev.phantom.datadog.api.Timeseries;
import dev.phantom.datadog.api.Timeseries.Query;
import dev.phantom.evidence.Episode;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.evidence.Statistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the stack's service fared: latency, errors, hits, of its primary operation whatever that is called.
final class HealthSignals {
    private HealthSignals() {}

    private static final List<String> STATS = List.of("latency_p95", "errors", "hits");
    private static final Duration LAST = Duration.ofHours(1);

    static List<Signal> read(DriftQueries inquiry, List<Signal> alerts, @Nullable Episode episode) {
        if (!inquiry.hasService()) {
            inquiry.lacks("service health: the configuration names no service for this stack");
            return List.of();
        }
        var stretch = TimeRange.of(inquiry, "trace.");
        var window = read(inquiry, stretch);
        var history = read(inquiry, stretch.history());
        var signals = new ArrayList<Signal>();
        for (var i = 0; i < Math.min(STATS.size(), window.size()); i++) {
            if (!window.get(i).isEmpty()) {
                var name = inquiry.service() + " " + STATS.get(i).replace('_', ' ');
                var before = i < history.size() ? MetricSignals.points(history.get(i)) : List.<Sample>of();
                signals.add(new MetricSummary(
                                inquiry, stretch, episode, name, Role.HEALTH, "service:" + inquiry.service(), false)
                        .tell(window.get(i).getFirst(), before));
            }
        }
        if (window.size() >= 2 && !window.get(0).isEmpty()) {
            signals.add(health(inquiry, stretch, window, history, alerts));
        } else if (!window.isEmpty()) {
            inquiry.lacks("service health: no APM statistics for " + inquiry.service());
        }
        return signals;
    }

    private static List<List<Series>> read(DriftQueries inquiry, TimeRange stretch) {
        var stack = inquiry.subject().stack();
        var queries = STATS.stream()
                .map(stat -> (Query) new Query.Apm(stack.service(), stat, stack.environment()))
                .toList();
        return inquiry.ask(
                "service health",
                "apm " + queries + stretch,
                () -> Timeseries.read(inquiry.api(), queries, stretch.from(), stretch.to(), stretch.interval()));
    }

    /// Healthy at the end of the window: no monitor alerts, and latency and errors of the last hour are near the usual.
    private static Signal health(
            DriftQueries inquiry,
            TimeRange stretch,
            List<List<Series>> window,
            List<List<Series>> history,
            List<Signal> alerts) {
        var latency = ratio(stretch, window, history, 0);
        var errors = ratio(stretch, window, history, 1);
        var alerting = alerts.stream()
                .filter(s -> s instanceof Signal.Alert a && a.recovered() == null)
                .count();
        var healthy = latency < 1.5 && errors < 2 && alerting == 0;
        var service = inquiry.service();
        var summary = String.format(
                Locale.ROOT,
                "%s %s at the end of the window: latency %.1f times and errors %.1f times the usual, %d monitors alerting",
                service,
                healthy ? "healthy" : "not healthy",
                latency,
                errors,
                alerting);
        return new Signal.Health(
                stretch.to(),
                service,
                healthy,
                summary,
                inquiry.links().service(service, stretch.from(), stretch.to()));
    }

    /// The last hour against the days before, or against the first part of the window; 1 where nothing can be said.
    private static double ratio(TimeRange stretch, List<List<Series>> window, List<List<Series>> history, int index) {
        var points = MetricSignals.points(window.get(index));
        var days = index < history.size() ? MetricSignals.points(history.get(index)) : List.<Sample>of();
        var last = Statistics.of(points, stretch.to().minus(LAST), stretch.to());
        var usual = Statistics.of(
                days.isEmpty() ? points : days,
                java.time.Instant.MIN,
                stretch.to().minus(LAST));
        return last == null || usual == null || usual.average() <= 0 ? 1 : last.average() / usual.average();
    }
}
