package dev.phantom.datadog;

import dev.phantom.datadog.api.Counted;
import dev.phantom.datadog.api.LogCounts;
import dev.phantom.datadog.api.Search;
import dev.phantom.datadog.api.Series;
import dev.phantom.datadog.api.Timeseries;
import dev.phantom.datadog.api.Timeseries.Query;
import dev.phantom.evidence.Episode;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the service and the resource logged, and who names the resource: how many lines of each status in each part of
/// the window, how often each pattern of a complaint, both by counting all of them, and some lines as they stand.
final class LogSignals {
    private LogSignals() {}

    private static final Set<String> COMPLAINTS = Set.of("error", "critical", "alert", "emergency", "warn");
    private static final String BAD = " status:(error OR critical OR alert OR emergency OR warn)";
    private static final int STATUSES = 10;
    private static final int PATTERNS = 8;

    static List<Signal> read(DriftQueries inquiry, @Nullable Episode episode) {
        var phases = new PhaseCounts(inquiry.window(), episode);
        var service = EventScope.logs(inquiry);
        var groups = statuses(inquiry, phases, service);
        var signals = new ArrayList<Signal>();
        groups.forEach(g -> signals.add(status(inquiry, phases, service, g)));
        var wanted = new ArrayList<Wanted>();
        var few = groups.stream().flatMap(g -> g.points().stream()).mapToDouble(Sample::value).sum() <= LogSample.MOST;
        for (var bad : List.of(true, false)) {
            var points = points(groups, bad);
            if (!points.isEmpty()) {
                var query = service + (bad ? BAD : " -" + BAD.strip());
                // few lines are read at once, whatever they say
                var sample = new LogSample(
                        inquiry, phases, few ? service : query, bad, points, line -> !few || isBad(line.status()) == bad);
                signals.addAll(sample.verbatim());
                sample.patterns(PATTERNS)
                        .forEach(seen -> wanted.add(new Wanted(
                                query + " " + seen.getFirst().search(), seen.getFirst(), LogPattern.ranges(seen))));
            }
        }
        signals.addAll(patterns(inquiry, phases, wanted));
        return signals;
    }

    /// A pattern, the search that finds its lines, and the numbers of those that were read.
    private record Wanted(String query, LogPattern pattern, String ranges) {}

    private static boolean isBad(String status) {
        return COMPLAINTS.contains(status.toLowerCase(Locale.ROOT));
    }

    /// @param bad complaints, or all other lines
    private static List<Sample> points(List<Counted> groups, boolean bad) {
        return groups.stream()
                .filter(g -> isBad(g.by().getOrDefault("status", "")) == bad)
                .flatMap(g -> g.points().stream())
                .sorted(Comparator.comparing(Sample::at))
                .toList();
    }

    private static List<Counted> statuses(DriftQueries inquiry, PhaseCounts phases, String service) {
        var window = inquiry.window();
        var groups = inquiry.ask(
                "logs",
                "log counts " + service + window + phases.interval(),
                () -> LogCounts.read(
                        inquiry.api(),
                        service,
                        window.from(),
                        window.to(),
                        phases.interval(),
                        Map.of("status", STATUSES)));
        return groups.stream().filter(g -> !g.points().isEmpty()).toList();
    }

    private static Signal status(DriftQueries inquiry, PhaseCounts phases, String service, Counted group) {
        var status = SummaryText.line(group.by().getOrDefault("status", ""));
        var counts = phases.of(group.points());
        return new Signal.Log(
                first(group.points(), inquiry),
                inquiry.service(),
                status,
                capped(counts.total()),
                counts,
                "",
                "log lines of status " + status + ": " + phases.said(counts),
                link(inquiry, service + " " + Search.term("status", status)));
    }

    private static List<Signal> patterns(DriftQueries inquiry, PhaseCounts phases, List<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var window = inquiry.window();
        var queries =
                wanted.stream().map(w -> (Query) new Query.LogLines(w.query())).toList();
        var columns = inquiry.ask(
                "log patterns",
                "log patterns " + queries + window + phases.interval(),
                () -> Timeseries.read(inquiry.api(), queries, window.from(), window.to(), phases.interval()));
        var signals = new ArrayList<Signal>();
        for (var i = 0; i < Math.min(wanted.size(), columns.size()); i++) {
            var points = some(columns.get(i));
            if (!points.isEmpty()) {
                signals.add(pattern(inquiry, phases, wanted.get(i), points));
            }
        }
        return signals;
    }

    private static Signal pattern(DriftQueries inquiry, PhaseCounts phases, Wanted wanted, List<Sample> points) {
        var pattern = wanted.pattern();
        var counts = phases.of(points);
        return new Signal.Log(
                first(points, inquiry),
                inquiry.service(),
                pattern.status(),
                capped(counts.total()),
                counts,
                "",
                "log \"%s\": %s; last %s%s"
                        .formatted(
                                pattern.text(),
                                phases.said(counts),
                                SummaryText.clock(
                                        points.getLast().at(), inquiry.window().changedAt()),
                                wanted.ranges().isEmpty() ? "" : "; numbers in the lines read: " + wanted.ranges()),
                link(inquiry, wanted.query()));
    }

    /// Intervals in which there were any.
    private static List<Sample> some(List<Series> series) {
        return series.stream()
                .limit(1)
                .flatMap(s -> s.points().stream())
                .filter(p -> p.value() > 0)
                .toList();
    }

    private static Instant first(List<Sample> points, DriftQueries inquiry) {
        return points.isEmpty() ? inquiry.window().from() : points.getFirst().at();
    }

    private static int capped(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }

    private static String link(DriftQueries inquiry, String query) {
        return inquiry.links()
                .logs(query, inquiry.window().from(), inquiry.window().to());
    }
}
