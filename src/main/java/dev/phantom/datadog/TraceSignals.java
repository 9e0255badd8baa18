package dev.phantom.datadog;

import dev.phantom.datadog.api.Search;
import dev.phantom.datadog.api.Spans;
import dev.phantom.evidence.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/// Slow and failing spans of the service: the worst of each resource name. Only retained spans can be found.
final class TraceSignals {
    private TraceSignals() {}

    private static final int MOST = 200;
    private static final int SHOWN = 10;

    static List<Signal> read(DriftQueries inquiry) {
        if (!inquiry.hasService()) {
            return List.of();
        }
        var window = inquiry.window();
        var query = Search.term("service", inquiry.service()) + " (status:error OR @duration:>1000000000)";
        var spans = inquiry.ask(
                "traces",
                "traces " + query + window,
                () -> Spans.read(inquiry.api(), Search.newest(query, window.from(), window.to(), MOST)));
        var names = new HashSet<String>();
        var signals = new ArrayList<Signal>();
        spans.stream()
                .filter(s -> s.at() != null)
                .sorted(Comparator.comparingLong(Spans.Line::durationNanos).reversed())
                .filter(s -> names.add(s.resource() + s.error()))
                .limit(SHOWN)
                .forEach(span -> signal(inquiry, span, signals));
        return signals;
    }

    private static void signal(DriftQueries inquiry, Spans.Line span, List<Signal> signals) {
        var at = span.at();
        if (at != null) {
            var name = SummaryText.line(span.resource());
            signals.add(new Signal.Trace(
                    at,
                    span.service(),
                    name,
                    span.durationNanos(),
                    span.error(),
                    "trace " + name + " took " + SummaryText.amount((double) span.durationNanos(), "nanosecond")
                            + (span.error() ? ", failed" : ""),
                    inquiry.links().trace(span.traceId(), span.spanId(), at)));
        }
    }
}
