package dev.phantom.datadog;

import dev.phantom.datadog.MetricTable.Named;
import dev.phantom.datadog.api.Series;
import dev.phantom.datadog.api.Timeseries;
import dev.phantom.datadog.api.Timeseries.Query;
import dev.phantom.evidence.Episode;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The metrics of one resource: how hard it worked before, at the onset of the trouble, after the change, and since.
final class MetricSignals {
    private MetricSignals() {}

    static List<Signal> read(DriftQueries inquiry, MetricTable table, @Nullable Episode episode) {
        var entry = table.of(inquiry.subject());
        var id = inquiry.subject().drift().physicalId();
        if (entry.isEmpty()) {
            inquiry.skips("metrics: no metric table for " + inquiry.subject().type());
            return List.of();
        }
        if (id.isEmpty()) {
            inquiry.skips("metrics: the resource has no physical id to ask by");
            return List.of();
        }
        var stretch = TimeRange.of(inquiry, "aws.");
        var metrics = entry.get().metrics();
        var window = read(inquiry, entry.get(), id, stretch);
        var history = read(inquiry, entry.get(), id, stretch.history());
        var signals = new ArrayList<Signal>();
        for (var i = 0; i < metrics.size(); i++) {
            var named = metrics.get(i);
            var scope = entry.get().scope(named, id);
            var series = i < window.size() ? window.get(i) : List.<Series>of();
            if (!series.isEmpty()) {
                var before = i < history.size() ? points(history.get(i)) : List.<Sample>of();
                signals.add(new MetricSummary(
                                inquiry, stretch, episode, named.name(), named.role(), scope, named.lowIsBad())
                        .tell(series.getFirst(), before));
            }
        }
        if (signals.isEmpty() && !window.isEmpty()) {
            inquiry.lacks("metrics: none found for " + entry.get().scope(metrics.getFirst(), id));
        }
        return signals;
    }

    private static List<List<Series>> read(
            DriftQueries inquiry, MetricTable.Entry entry, String id, TimeRange stretch) {
        var queries = entry.metrics().stream()
                .map(m -> (Query) new Query.Metric(query(entry, m, id, stretch)))
                .toList();
        return inquiry.ask(
                "metrics",
                "metrics " + queries + stretch,
                () -> Timeseries.read(inquiry.api(), queries, stretch.from(), stretch.to(), stretch.interval()));
    }

    private static String query(MetricTable.Entry entry, Named named, String id, TimeRange stretch) {
        return named.query(entry.scope(named, id), stretch.interval().toSeconds());
    }

    static List<Sample> points(List<Series> series) {
        return series.isEmpty() ? List.of() : series.getFirst().points();
    }
}
