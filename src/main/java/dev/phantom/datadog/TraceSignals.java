package dev.phantom.datadog;

import dev.phantom.datadog.api.Counted;
import dev.phantom.datadog.api.Search;
import dev.phantom.datadog.api.SpanCounts;
import dev.phantom.datadog.api.Spans;
import dev.phantom.evidence.Episode;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the service did, by resource name: how many spans in each part of the window and how long they took, by
/// counting all that are retained; and the worst ones between the onset and the change. Only retained spans can be
/// found.
final class TraceSignals {
    private TraceSignals() {}

    private static final int RESOURCES = 8;
    private static final int MOST = 100;
    private static final int SHOWN = 5;
    private static final Duration AROUND = Duration.ofMinutes(30);

    static List<Signal> read(DriftQueries inquiry, @Nullable Episode episode) {
        if (!inquiry.hasService()) {
            inquiry.skips("traces: the configuration names no service for this stack");
            return List.of();
        }
        var phases = new PhaseCounts(inquiry.window(), episode);
        var signals = new ArrayList<>(counted(inquiry, phases));
        signals.addAll(worst(inquiry, phases));
        return signals;
    }

    private static List<Signal> counted(DriftQueries inquiry, PhaseCounts phases) {
        var window = inquiry.window();
        var query = Search.term("service", inquiry.service());
        var facets = new LinkedHashMap<String, Integer>();
        facets.put("resource_name", RESOURCES);
        facets.put("status", 2);
        return inquiry
                .ask(
                        "traces",
                        "trace counts " + query + window + phases.interval(),
                        () -> SpanCounts.read(
                                inquiry.api(), query, window.from(), window.to(), phases.interval(), facets))
                .stream()
                .filter(g -> !g.points().isEmpty())
                .map(g -> signal(inquiry, phases, g))
                .toList();
    }

    private static Signal signal(DriftQueries inquiry, PhaseCounts phases, Counted group) {
        var resource = SummaryText.line(group.by().getOrDefault("resource_name", ""));
        var failed = group.by().getOrDefault("status", "").equals("error");
        var counts = phases.of(group.points());
        var p95 = Double.isNaN(group.p95()) ? 0 : Math.round(group.p95());
        return new Signal.Trace(
                group.points().getFirst().at(),
                inquiry.service(),
                resource,
                p95,
                failed,
                counts,
                "spans of %s%s: %s%s"
                        .formatted(
                                resource,
                                failed ? " that failed" : "",
                                phases.said(counts),
                                p95 == 0 ? "" : "; p95 " + SummaryText.amount((double) p95, "nanosecond")),
                inquiry.links()
                        .service(
                                inquiry.service(),
                                inquiry.window().from(),
                                inquiry.window().to()));
    }

    private static List<Signal> worst(DriftQueries inquiry, PhaseCounts phases) {
        var from = phases.began().minus(AROUND);
        var to = inquiry.window().changedAt().plus(AROUND);
        var query = Search.term("service", inquiry.service()) + " (status:error OR @duration:>1000000000)";
        var spans = inquiry.ask(
                "traces around the change",
                "traces " + query + from + to,
                () -> Spans.read(inquiry.api(), Search.newest(query, from, to, MOST)));
        var names = new HashSet<String>();
        var signals = new ArrayList<Signal>();
        spans.stream()
                .filter(s -> s.at() != null)
                .sorted(Comparator.comparingLong(Spans.Line::durationNanos).reversed())
                .filter(s -> names.add(s.resource() + s.error()))
                .limit(SHOWN)
                .forEach(span -> one(inquiry, span, signals));
        return signals;
    }

    private static void one(DriftQueries inquiry, Spans.Line span, List<Signal> signals) {
        var at = span.at();
        if (at != null) {
            var name = SummaryText.line(span.resource());
            signals.add(new Signal.Trace(
                    at,
                    span.service(),
                    name,
                    span.durationNanos(),
                    span.error(),
                    null,
                    "trace " + name + " took " + SummaryText.amount((double) span.durationNanos(), "nanosecond")
                            + (span.error() ? ", failed" : ""),
                    inquiry.links().trace(span.traceId(), span.spanId(), at)));
        }
    }
}
