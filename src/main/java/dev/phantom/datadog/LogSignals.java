package dev.phantom.datadog;

import dev.phantom.datadog.api.Logs;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Errors of the service, gathered by pattern: numbers, ids and quoted parts are the same line said again.
final class LogSignals {
    private LogSignals() {}

    private static final int MOST = 1000;
    private static final int PATTERNS = 10;
    private static final Pattern VARIABLE = Pattern.compile(
            "\"[^\"]*\"|'[^']*'|\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b|\\b[0-9a-fA-F]{12,}\\b|\\d+([.,:]\\d+)*");

    static List<Signal> read(DriftQueries inquiry) {
        if (!inquiry.hasService()) {
            return List.of();
        }
        var window = inquiry.window();
        var query = Search.term("service", inquiry.service()) + " status:(error OR critical OR alert OR emergency)";
        var lines = inquiry.ask(
                "logs",
                "logs " + query + window,
                () -> Logs.read(inquiry.api(), Search.oldest(query, window.from(), window.to(), MOST)));
        if (lines.size() == MOST) {
            inquiry.lacks("logs: only the first " + MOST + " errors of the window were read");
        }
        Map<String, List<Logs.Line>> patterns = new LinkedHashMap<>();
        lines.forEach(line -> patterns.computeIfAbsent(pattern(line.message()), p -> new ArrayList<>())
                .add(line));
        return patterns.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<Logs.Line>> e) ->
                                e.getValue().size())
                        .reversed())
                .limit(PATTERNS)
                .map(e -> signal(inquiry, query, e.getKey(), e.getValue()))
                .toList();
    }

    static String pattern(String message) {
        return SummaryText.line(VARIABLE.matcher(message).replaceAll("*"));
    }

    private static Signal signal(DriftQueries inquiry, String query, String pattern, List<Logs.Line> lines) {
        var times = lines.stream()
                .flatMap(l ->
                        l.at() == null ? java.util.stream.Stream.<Instant>empty() : java.util.stream.Stream.of(l.at()))
                .sorted()
                .toList();
        var first = times.isEmpty() ? inquiry.window().from() : times.getFirst();
        var last = times.isEmpty() ? first : times.getLast();
        var count = lines.size() == 1 ? "once" : lines.size() + " times until " + SummaryText.clock(last, first);
        return new Signal.Log(
                first,
                inquiry.service(),
                SummaryText.line(lines.getFirst().status()),
                lines.size(),
                "log \"" + pattern + "\" " + count,
                inquiry.links()
                        .logs(query, inquiry.window().from(), inquiry.window().to()));
    }
}
