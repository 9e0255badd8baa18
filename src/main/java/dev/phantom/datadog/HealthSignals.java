package dev.phantom.datadog;

import dev.phantom.datadog.MetricReadings.Reading;
import dev.phantom.datadog.api.Series;
import dev.phantom.datadog.api.Timeseries;
import dev.phantom.datadog.api.Timeseries.Query;
import dev.phantom.evidence.Episode;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.evidence.Statistics;
import java.time.Duration;
import java.time.Instant;
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
        var range = TimeRange.of(inquiry, "trace.");
        var window = read(inquiry, range);
        var history = read(inquiry, range.history());
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < Math.min(STATS.size(), window.size()); i++) {
            if (!window.get(i).isEmpty()) {
                var before = i < history.size() ? MetricSignals.points(history.get(i)) : List.<Sample>of();
                readings.add(Reading.of(asked(inquiry, STATS.get(i)), window.get(i).getFirst(), before, range));
            }
        }
        var told = new MetricReadings(range, readings);
        var signals = new ArrayList<>(MetricSignals.tell(inquiry, told, episode));
        if (window.size() >= 2 && !window.get(0).isEmpty()) {
            signals.add(health(inquiry, told, alerts));
        } else if (!window.isEmpty()) {
            inquiry.lacks("service health: no APM statistics for " + inquiry.service());
        }
        return signals;
    }

    /// Latency is a level; errors and hits are counts.
    private static MetricAsked asked(DriftQueries inquiry, String stat) {
        return new MetricAsked(
                name(inquiry, stat),
                Role.HEALTH,
                stat.startsWith("latency") ? "avg" : "sum",
                "service:" + inquiry.service(),
                null,
                true);
    }

    private static String name(DriftQueries inquiry, String stat) {
        return inquiry.service() + " " + stat.replace('_', ' ');
    }

    private static List<List<Series>> read(DriftQueries inquiry, TimeRange range) {
        var stack = inquiry.subject().stack();
        var queries = STATS.stream()
                .map(stat -> (Query) new Query.Apm(stack.service(), stat, stack.environment()))
                .toList();
        return inquiry.ask(
                "service health",
                "apm " + queries + range,
                () -> Timeseries.read(inquiry.api(), queries, range.from(), range.to(), range.interval()));
    }

    /// Healthy at the end of the window: no monitor alerts, and latency and errors of the last hour are near the usual.
    private static Signal health(DriftQueries inquiry, MetricReadings told, List<Signal> alerts) {
        var latency = ratio(inquiry, told, 0);
        var errors = ratio(inquiry, told, 1);
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
                told.range().to(),
                service,
                healthy,
                summary,
                inquiry.links().service(service, told.range().from(), told.range().to()));
    }

    /// The last hour against the days before, or against the first part of the window; 1 where nothing can be said.
    private static double ratio(DriftQueries inquiry, MetricReadings told, int index) {
        var end = told.range().to();
        return told.readings().stream()
                .filter(r -> r.asked().name().equals(name(inquiry, STATS.get(index))))
                .findFirst()
                .map(r -> ratio(r, end))
                .orElse(1.0);
    }

    private static double ratio(Reading reading, Instant end) {
        var last = Statistics.of(reading.window(), end.minus(LAST), end);
        var usual = Statistics.of(
                reading.history().isEmpty() ? reading.window() : reading.history(), Instant.MIN, end.minus(LAST));
        return last == null || usual == null || usual.average() <= 0 ? 1 : last.average() / usual.average();
    }
}
