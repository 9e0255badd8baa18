package dev.phantom.datadog;

import dev.phantom.datadog.api.Logs;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Complaints of the service around the onset of the trouble, the change and the recovery, as they stand. Moments that
/// lie close together are asked for at once.
final class LogSample {

    private static final Duration AROUND = Duration.ofMinutes(15);
    private static final int MOST = 100;

    /// Lines told of each moment, each of another pattern.
    private static final int TOLD = 4;

    private final DriftQueries inquiry;
    private final String query;
    private final Map<Span, List<Logs.Line>> lines = new LinkedHashMap<>();

    private record Span(String what, Instant from, Instant to) {}

    LogSample(DriftQueries inquiry, PhaseCounts phases, String query) {
        this.inquiry = inquiry;
        this.query = query;
        for (var span : spans(phases)) {
            lines.put(
                    span,
                    inquiry.ask(
                            "log lines around the " + span.what(),
                            "log lines " + query + span,
                            () -> Logs.read(
                                    inquiry.api(), Search.oldest(query, span.from(), span.to(), MOST))));
        }
    }

    private static List<Span> spans(PhaseCounts phases) {
        var change = phases.window().changedAt();
        var moments = new LinkedHashMap<String, Instant>();
        if (phases.began().isBefore(change)) {
            moments.put("onset", phases.began());
        }
        moments.put("change", change);
        if (phases.ended().isBefore(phases.window().to()) && phases.ended().isAfter(change)) {
            moments.put("recovery", phases.ended());
        }
        var spans = new ArrayList<Span>();
        moments.forEach((what, at) -> {
            var last = spans.isEmpty() ? null : spans.getLast();
            if (last != null && !at.minus(AROUND).isAfter(last.to())) {
                spans.set(spans.size() - 1, new Span(last.what() + " and " + what, last.from(), at.plus(AROUND)));
            } else {
                spans.add(new Span(what, at.minus(AROUND), at.plus(AROUND)));
            }
        });
        return spans;
    }

    /// Some lines of each moment.
    List<Signal> verbatim() {
        var signals = new ArrayList<Signal>();
        lines.forEach((span, found) -> {
            var seen = new HashSet<String>();
            found.stream()
                    .filter(line -> line.at() != null && !line.message().isBlank())
                    .filter(line -> seen.add(pattern(line).text()))
                    .limit(TOLD)
                    .forEach(line -> signals.add(signal(span, line)));
        });
        return signals;
    }

    private Signal signal(Span span, Logs.Line line) {
        var text = SummaryText.verbatim(line.message());
        var at = line.at() == null ? span.from() : line.at();
        return new Signal.Log(
                at,
                SummaryText.line(line.service()),
                SummaryText.line(line.status()),
                1,
                null,
                text,
                "log line around the " + span.what() + ": " + SummaryText.line(text),
                inquiry.links().logs(query, span.from(), span.to()));
    }

    /// The most frequent patterns of all moments.
    List<LogPattern> patterns(int most) {
        var counts = new LinkedHashMap<String, Integer>();
        var patterns = new LinkedHashMap<String, LogPattern>();
        lines.values().stream().flatMap(List::stream).forEach(line -> {
            var pattern = pattern(line);
            if (!pattern.search().isEmpty()) {
                counts.merge(pattern.search(), 1, Integer::sum);
                patterns.putIfAbsent(pattern.search(), pattern);
            }
        });
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(most)
                .flatMap(e -> java.util.stream.Stream.ofNullable(patterns.get(e.getKey())))
                .toList();
    }

    private static LogPattern pattern(Logs.Line line) {
        return LogPattern.of(line.message(), line.status());
    }
}
