package dev.phantom.datadog;

import dev.phantom.datadog.api.Dashboards;
import dev.phantom.datadog.api.Metrics;
import dev.phantom.datadog.api.Monitors;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The metrics that the service's own monitors and dashboards ask for, or else those that it sends and nobody asks for:
/// custom, JVM and business metrics that no table knows.
final class ServiceMetrics {
    private ServiceMetrics() {}

    private static final int DASHBOARDS = 2;
    private static final int METRICS = 8;
    private static final Pattern QUERY =
            Pattern.compile("\\b(avg|sum|min|max|count):([A-Za-z][\\w.]{2,199})\\{([^{}]{0,300})}");

    /// A time, or what an agent worked out of several values, is no count, whoever adds it up
    /// (docs.datadoghq.com/metrics/types/?tab=histogram).
    private static final Pattern GAUGE = Pattern.compile(
            ".*[._](max|min|avg|median|p\\d{2,3}|\\d{2}percentile|seconds|milliseconds|duration|latency)");

    /// Told as the health of the service, by the table of types, or of no service in particular.
    private static final Pattern ELSEWHERE = Pattern.compile("^(trace|aws|datadog|apm|universal)\\.");

    private record Found(MetricAsked metric) {
        /// Those of the application before those of AWS, which may be of anything.
        boolean isOfAws() {
            return metric.name().startsWith("aws.");
        }
    }

    /// @param known    what is asked for anyway
    /// @param monitors whether monitors may be read
    static List<MetricAsked> read(DriftQueries inquiry, List<MetricAsked> known, boolean monitors) {
        if (!inquiry.hasService()) {
            inquiry.skips("metrics of monitors and dashboards: the configuration names no service for this stack");
            return List.of();
        }
        var found = new LinkedHashSet<Found>();
        if (monitors) {
            GuardSignals.monitors(inquiry).stream()
                    .map(Monitors.Definition::query)
                    .forEach(q -> add(q, inquiry, found));
        }
        dashboards(inquiry)
                .forEach(id -> inquiry.ask("dashboard", "dashboard " + id, () -> Dashboards.queries(inquiry.api(), id))
                        .forEach(q -> add(q, inquiry, found)));
        var names = known.stream().map(MetricAsked::name).collect(Collectors.toSet());
        var more = new ArrayList<>(found.stream()
                .filter(f -> !names.contains(f.metric().name()))
                .sorted(Comparator.comparing(Found::isOfAws))
                .map(Found::metric)
                .toList());
        // what has no utilisation is decided by who uses it, and that takes calls
        if (found.stream().allMatch(Found::isOfAws)
                && AccessTrail.of(inquiry.subject(), skipped -> {}).isEmpty()) {
            more.addAll(sent(inquiry, names));
        }
        if (more.size() > METRICS) {
            inquiry.skips("metrics of the service, of its monitors and dashboards first: %d of %d are asked"
                    .formatted(METRICS, more.size()));
        }
        return more.stream().limit(METRICS).toList();
    }

    /// What was sent with the service's tag since the window began
    /// (docs.datadoghq.com/api/latest/metrics/get-active-metrics-list/); how it is meant to be added up nobody says, so
    /// it is told as a mean.
    private static List<MetricAsked> sent(DriftQueries inquiry, Set<String> known) {
        var tag = "service:" + Metrics.tagValue(inquiry.service());
        var from = inquiry.window().from().truncatedTo(ChronoUnit.DAYS);
        return inquiry
                .ask("names of metrics", "metric names " + tag + from, () -> Metrics.names(inquiry.api(), tag, from))
                .stream()
                .filter(name -> !known.contains(name) && !ELSEWHERE.matcher(name).find())
                .sorted()
                .map(name -> MetricAsked.custom(
                        name, name.matches(".*[._]max") ? "max" : "avg", tag))
                .toList();
    }

    /// Those that name the service.
    private static List<String> dashboards(DriftQueries inquiry) {
        var name = Pattern.compile(
                "(?<![\\w-])" + Pattern.quote(inquiry.service()) + "(?![\\w-])", Pattern.CASE_INSENSITIVE);
        var all = inquiry.ask("dashboards", "dashboards", () -> Dashboards.read(inquiry.api()));
        var own = all.stream()
                .filter(d -> name.matcher(d.title() + " " + d.description()).find())
                .map(Dashboards.Line::id)
                .toList();
        if (own.size() > DASHBOARDS) {
            inquiry.skips("dashboards: %d name %s, the first %d are read"
                    .formatted(own.size(), inquiry.service(), DASHBOARDS));
        }
        return own.stream().limit(DASHBOARDS).toList();
    }

    private static void add(String query, DriftQueries inquiry, LinkedHashSet<Found> found) {
        var matcher = QUERY.matcher(query);
        while (matcher.find()) {
            // APM's are told as the health of the service
            if (!matcher.group(2).startsWith("trace.")) {
                found.add(new Found(MetricAsked.custom(
                        matcher.group(2),
                        take(matcher.group(1), matcher.group(2)),
                        scope(matcher.group(3), inquiry.service()))));
            }
        }
    }

    private static String take(String written, String name) {
        return written.equals("sum") && GAUGE.matcher(name).matches() ? "max" : written;
    }

    /// A variable of a dashboard is a question to whoever looks at it: that of the service is answered, others are left
    /// out.
    static String scope(String written, String service) {
        var terms = new ArrayList<String>();
        Arrays.stream(written.split(",")).map(String::strip).forEach(term -> {
            var small = term.toLowerCase(Locale.ROOT);
            if (small.startsWith("$service") || small.startsWith("service:$")) {
                terms.add("service:" + Metrics.tagValue(service));
            } else if (!term.contains("$") && !term.isBlank()) {
                terms.add(term);
            }
        });
        return terms.stream().filter(Objects::nonNull).distinct().collect(Collectors.joining(","));
    }
}
