package dev.phantom.datadog;

import dev.phantom.datadog.api.Series;
import dev.phantom.evidence.Episode;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Stats;
import dev.phantom.evidence.SpikeDetector;
import dev.phantom.evidence.Statistics;
import dev.phantom.evidence.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes one signal out of one series.
record MetricSummary(
        DriftQueries inquiry,
        TimeRange stretch,
        @Nullable Episode episode,
        String name,
        Metric.Role role,
        String scope,
        boolean lowIsBad) {

    /// @param history the days before the window, for the baseline
    Signal tell(Series series, List<Sample> history) {
        var window = new Window(stretch.from(), inquiry.window().changedAt(), stretch.to());
        var usualUntil =
                episode == null || episode.began().isAfter(window.changedAt()) ? window.changedAt() : episode.began();
        var quiet = series.points().stream()
                .filter(p -> p.at().isBefore(usualUntil))
                .toList();
        var spikes = SpikeDetector.find(history, quiet, series.points());
        var all = new ArrayList<>(history);
        all.addAll(series.points());
        var phases = Statistics.phases(all, window, episode);
        var coverage = Statistics.coverage(series.points(), window.from(), window.to(), stretch.interval());
        var summary = name
                + phases(series.unit(), phases)
                + spike(series.unit(), spikes)
                + (coverage < 0.8 ? "; only %.0f %% of the points exist".formatted(100 * coverage) : "");
        return new Metric(
                spikes.isEmpty()
                        ? inquiry.window().changedAt()
                        : spikes.getFirst().from(),
                name,
                series.unit(),
                role,
                phases.before(),
                phases.onset(),
                phases.during(),
                phases.after(),
                coverage,
                summary,
                inquiry.links().metric(name, scope, window.from(), window.to()));
    }

    private String phases(String unit, Statistics.Phases phases) {
        var parts = new ArrayList<String>();
        add(parts, "before", unit, phases.before());
        add(parts, "at the onset", unit, phases.onset());
        add(parts, "from the change on", unit, phases.during());
        add(parts, "since the end", unit, phases.after());
        return parts.isEmpty() ? ": no points" : ": " + String.join(", ", parts);
    }

    private void add(List<String> parts, String when, String unit, @Nullable Stats stats) {
        if (stats != null) {
            var extreme = lowIsBad
                    ? "min " + SummaryText.amount(stats.min(), unit)
                    : "p95 " + SummaryText.amount(stats.p95(), unit);
            parts.add("%s %s (%s)".formatted(when, SummaryText.amount(stats.average(), unit), extreme));
        }
    }

    private String spike(String unit, List<SpikeDetector.Spike> spikes) {
        if (spikes.isEmpty()) {
            return "";
        }
        var first = spikes.getFirst();
        Instant change = inquiry.window().changedAt();
        return "; unusual from %s to %s (%s, usually %s)"
                .formatted(
                        SummaryText.clock(first.from(), change),
                        SummaryText.clock(first.to(), change),
                        SummaryText.amount(first.peak(), unit),
                        SummaryText.amount(first.usual(), unit));
    }
}
