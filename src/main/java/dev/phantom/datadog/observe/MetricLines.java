package dev.phantom.datadog.observe;

import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.Metrics;
import dev.phantom.datadog.api.Series;
import dev.phantom.evidence.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The metrics heading. `trace.http.request.duration` exists only where `http.request` is the primary operation; where
/// it
/// has no series, the service's own trace metrics are shown, and the heading says so.
final class MetricLines {

    private static final String HEADING = "Metrics";
    static final String ASKED = "trace.http.request.duration";
    /// Each is one call of an hourly budget that people share.
    private static final int OWN = 5;

    private final DatadogApi api;
    private final Instant from;
    private final Instant to;
    private final int limit;

    MetricLines(DatadogApi api, Instant from, Instant to, int limit) {
        this.api = api;
        this.from = from;
        this.to = to;
        this.limit = limit;
    }

    Section section(String service) {
        var tag = "service:" + Metrics.tagValue(service);
        return switch (query(ASKED, tag, "")) {
            case Got<List<Series>>(var series, var partial) when series.isEmpty() -> own(service, tag);
            case ApiAnswer<List<Series>> answer -> lines(answer);
        };
    }

    Section everything() {
        return lines(query(ASKED, "*", " by {service}"));
    }

    private Section own(String service, String tag) {
        return switch (Metrics.names(api, tag, from)) {
            case Refused<List<String>>(var _, var why) ->
                Section.empty(HEADING, ASKED + " has no series; the service's own metrics: " + why);
            case Got<List<String>>(var names, var _)
            when names.isEmpty() -> Section.empty(HEADING, ASKED + " has no series, nor has the service other metrics");
            case Got<List<String>>(var names, var _) -> own(service, tag, chosen(names), names.size());
        };
    }

    private Section own(String service, String tag, List<String> names, int known) {
        var series = new ArrayList<Series>();
        var notes = new ArrayList<String>();
        notes.add("%s has no series for %s; shown: %s%s"
                .formatted(
                        ASKED,
                        service,
                        String.join(", ", names),
                        known > names.size() ? ", of " + known + " metrics" : ""));
        for (var name : names) {
            switch (query(name, tag, "")) {
                case Got<List<Series>>(var found, var _) -> series.addAll(found);
                case Refused<List<Series>>(var _, var why) -> notes.add(name + ": " + why);
            }
        }
        var section = lines(new Got<>(series));
        for (var note : notes) {
            section = section.note(note);
        }
        return section;
    }

    /// Durations of operations first, then what else is traced, then the rest.
    private static List<String> chosen(List<String> names) {
        return names.stream()
                .filter(name -> name.matches("[A-Za-z][\\w.]*"))
                .distinct()
                .sorted(Comparator.comparingInt(MetricLines::rank).thenComparing(Comparator.naturalOrder()))
                .limit(OWN)
                .toList();
    }

    private static int rank(String name) {
        if (!name.startsWith("trace.")) {
            return 3;
        }
        return name.endsWith(".duration") ? 0 : name.endsWith(".request") ? 1 : 2;
    }

    private ApiAnswer<List<Series>> query(String metric, String tag, String by) {
        return Metrics.query(api, "avg:" + metric + "{" + tag + "}" + by, from, to)
                .map(all -> all.stream().filter(s -> !s.points().isEmpty()).toList());
    }

    private Section lines(ApiAnswer<List<Series>> answer) {
        var several = answer instanceof Got<List<Series>>(var all, var _)
                && all.stream().map(Series::name).distinct().count() < all.size();
        return Section.of(
                HEADING,
                answer.map(all -> all.stream().limit(limit).toList()),
                series -> line(series, several),
                MetricLines::item);
    }

    private static Map<String, Object> item(Series series) {
        var values = series.points().stream().mapToDouble(Sample::value).summaryStatistics();
        return new Fields()
                .text("name", series.name())
                .text("scope", series.scope())
                .text("unit", series.unit())
                .value("average", values.getAverage())
                .value("max", values.getMax())
                .value("last", series.points().getLast().value())
                .value("points", values.getCount())
                .map();
    }

    private static String line(Series series, boolean scoped) {
        var values = series.points().stream().mapToDouble(Sample::value).summaryStatistics();
        var name = series.name() + (scoped ? "{" + series.scope() + "}" : "");
        var unit = series.unit().isEmpty() ? "" : " " + TerminalText.of(series.unit());
        return String.format(
                Locale.ROOT,
                "%s - avg %.4f max %.4f last %.4f%s (%d points)",
                TerminalText.of(name),
                values.getAverage(),
                values.getMax(),
                series.points().getLast().value(),
                unit,
                values.getCount());
    }
}
