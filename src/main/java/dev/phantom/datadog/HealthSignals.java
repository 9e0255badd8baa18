package dev.phantom.datadog;

import static dev.phantom.fault.Plural.counted;

import dev.phantom.datadog.AlertSignals.Alerts;
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

    static List<Signal> read(DriftQueries inquiry, Alerts alerts, @Nullable Episode episode) {
        if (!inquiry.hasService()) {
            inquiry.lacks("service health: the configuration names no service for this stack");
            return List.of();
        }
        var range = TimeRange.of(inquiry, "trace.");
        var window = read(inquiry, range);
        var history = window.stream().allMatch(List::isEmpty)
                ? List.<List<Series>>of()
                : read(inquiry, range.history());
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < Math.min(STATS.size(), window.size()); i++) {
            if (!window.get(i).isEmpty()) {
                var before = i < history.size() ? MetricSignals.points(history.get(i)) : List.<Sample>of();
                readings.add(
                        Reading.of(asked(inquiry, STATS.get(i)), window.get(i).getFirst(), before, range));
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
    private static Signal health(DriftQueries inquiry, MetricReadings told, Alerts alerts) {
        var latency = level(inquiry, told, 0);
        var errors = level(inquiry, told, 1);
        var end = told.range().to();
        var alerting = alerts.alertingAt(end);
        var healthy = latency.times() < 1.5 && errors.times() < 2 && alerting == 0;
        var service = inquiry.service();
        return new Signal.Health(
                end,
                service,
                healthy,
                "%s %s at the end of the window: %s, %s, %s"
                        .formatted(
                                service,
                                healthy ? "healthy" : "not healthy",
                                latency.said("latency"),
                                errors.said("errors"),
                                alerts.known()
                                        ? counted(alerting, "monitor") + " alerting"
                                        : "whether a monitor alerts is not known"),
                inquiry.links().service(service, told.range().from(), end));
    }

    /// The last hour against the days before, or against the first part of the window.
    private static Level level(DriftQueries inquiry, MetricReadings told, int index) {
        var end = told.range().to();
        return told.readings().stream()
                .filter(r -> r.asked().name().equals(name(inquiry, STATS.get(index))))
                .findFirst()
                .map(r -> level(r, end))
                .orElse(Level.UNKNOWN);
    }

    private static Level level(Reading reading, Instant end) {
        var last = Statistics.of(reading.window(), end.minus(LAST), end);
        var usual = Statistics.of(
                reading.history().isEmpty() ? reading.window() : reading.history(), Instant.MIN, end.minus(LAST));
        if (last == null || usual == null) {
            return Level.UNKNOWN;
        }
        return usual.average() > 0
                ? new Level(last.average() / usual.average())
                : last.average() > 0 ? Level.OF_NONE : new Level(1);
    }

    /// How many times the usual; infinite where there is usually none, NaN where nothing can be said.
    private record Level(double times) {
        static final Level UNKNOWN = new Level(Double.NaN);
        static final Level OF_NONE = new Level(Double.POSITIVE_INFINITY);

        /// Nothing that is not known speaks against health.
        @Override
        public double times() {
            return Double.isNaN(times) ? 1 : times;
        }

        String said(String what) {
            return Double.isNaN(times)
                    ? what + " not known"
                    : Double.isInfinite(times)
                            ? what + " where there are usually none"
                            : String.format(Locale.ROOT, "%s %.1f times the usual", what, times);
        }
    }
}
