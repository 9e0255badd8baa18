package dev.phantom.datadog;

import dev.phantom.datadog.api.Logs;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Lines of the service as they stand. Where there are few, all of the window; where there are many complaints, those
/// around the onset of the trouble, the change and the recovery, and when there were most; of other lines those around
/// the change. Moments that lie close together are asked for at once.
final class LogSample {

    private static final Duration AROUND = Duration.ofMinutes(15);
    static final int MOST = 100;

    /// Lines told of each moment, each of another pattern, those nearest to the change.
    private static final int TOLD = 5;

    private final DriftQueries inquiry;
    private final String query;
    private final Map<Span, List<Logs.Line>> lines = new LinkedHashMap<>();

    private record Span(String what, Instant from, Instant to) {}

    /// @param bad    whether these are complaints
    /// @param counts how many there are, over time
    /// @param which  of those that the query finds
    LogSample(
            DriftQueries inquiry,
            PhaseCounts phases,
            String query,
            boolean bad,
            List<Sample> counts,
            Predicate<Logs.Line> which) {
        this.inquiry = inquiry;
        this.query = query;
        for (var span : spans(phases, bad, counts)) {
            var found = inquiry.ask(
                    "log lines " + span.what(),
                    "log lines " + query + span,
                    () -> Logs.read(inquiry.api(), Search.oldest(query, span.from(), span.to(), MOST)));
            lines.put(span, found.stream().filter(which).toList());
        }
    }

    private static List<Span> spans(PhaseCounts phases, boolean bad, List<Sample> counts) {
        var window = phases.window();
        if (counts.stream().mapToDouble(Sample::value).sum() <= MOST) {
            return List.of(new Span("of the window", window.from(), window.to()));
        }
        if (!bad) {
            return joined(Map.of("change", window.changedAt()));
        }
        var moments = new LinkedHashMap<String, Instant>();
        if (phases.began().isBefore(window.changedAt())) {
            moments.put("onset", phases.began());
        }
        moments.put("change", window.changedAt());
        if (phases.ended().isBefore(window.to()) && phases.ended().isAfter(window.changedAt())) {
            moments.put("recovery", phases.ended());
        }
        var spans = joined(moments);
        counts.stream()
                .max(Comparator.comparingDouble(Sample::value))
                .map(peak ->
                        new Span("when there were most", peak.at(), peak.at().plus(phases.interval())))
                .filter(peak -> spans.stream()
                        .noneMatch(
                                s -> !peak.from().isAfter(s.to()) && !peak.to().isBefore(s.from())))
                .ifPresent(spans::add);
        return spans;
    }

    private static List<Span> joined(Map<String, Instant> moments) {
        var spans = new ArrayList<Span>();
        moments.forEach((what, at) -> {
            var last = spans.isEmpty() ? null : spans.getLast();
            if (last != null && !at.minus(AROUND).isAfter(last.to())) {
                spans.set(spans.size() - 1, new Span(last.what() + " and the " + what, last.from(), at.plus(AROUND)));
            } else {
                spans.add(new Span("around the " + what, at.minus(AROUND), at.plus(AROUND)));
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
                    .sorted(Comparator.comparing(this::apart))
                    .filter(line -> line.at() != null && !line.message().isBlank())
                    .filter(line -> seen.add(pattern(line).text()))
                    .limit(TOLD)
                    .forEach(line -> signals.add(signal(span, line)));
        });
        return signals;
    }

    /// From the change.
    private Duration apart(Logs.Line line) {
        return line.at() == null
                ? Duration.ofDays(365)
                : Duration.between(line.at(), inquiry.window().changedAt()).abs();
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
                "log line " + span.what() + ": " + SummaryText.line(text)
                        + SummaryText.more(line.more(), text),
                inquiry.links().logs(query, span.from(), span.to()));
    }

    /// The most frequent patterns of all moments, each as often as it was read.
    List<List<LogPattern>> patterns(int most) {
        var patterns = new LinkedHashMap<String, List<LogPattern>>();
        lines.values().stream().flatMap(List::stream).forEach(line -> {
            var pattern = pattern(line);
            if (!pattern.search().isEmpty()) {
                patterns.computeIfAbsent(pattern.search(), p -> new ArrayList<>())
                        .add(pattern);
            }
        });
        return patterns.values().stream()
                .sorted(Comparator.comparingInt((List<LogPattern> seen) -> seen.size())
                        .reversed())
                .limit(most)
                .toList();
    }

    private static LogPattern pattern(Logs.Line line) {
        return LogPattern.of(line.message(), line.status());
    }
}
