package dev.phantom.datadog;

import dev.phantom.datadog.api.Logs;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Signal;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// Lines that name a resource, where nobody parsed the logs of who used it: some of a month before the change until
/// now, as they stand.
final class UnparsedLines {
    private UnparsedLines() {}

    private static final int MOST = 100;

    /// Those nearest to now, each of another pattern.
    private static final int TOLD = 5;

    static List<Signal> read(DriftQueries inquiry) {
        var name = EventScope.shortName(inquiry.subject().drift().physicalId());
        if (!EventScope.isName(name)) {
            return List.of();
        }
        var query = Search.phrase(name) + " -source:(vpc OR cloudtrail)";
        var from = EventScope.from(inquiry);
        var lines = inquiry.ask(
                "log lines that name " + SummaryText.line(name),
                "lines " + query + from,
                () -> Logs.read(inquiry.api(), Search.newest(query, from, inquiry.now(), MOST)));
        if (lines.size() == MOST) {
            inquiry.skips(
                    "log lines that name %s: only the newest %d were read".formatted(SummaryText.line(name), MOST));
        }
        var seen = new HashSet<String>();
        return lines.stream()
                .filter(line -> seen.add(LogPattern.of(line.message(), "").text()))
                .flatMap(line -> signal(inquiry, line, query))
                .limit(TOLD)
                .toList();
    }

    private static Stream<Signal> signal(DriftQueries inquiry, Logs.Line line, String query) {
        var at = line.at();
        var text = SummaryText.verbatim(line.message());
        return at == null || text.isBlank()
                ? Stream.empty()
                : Stream.of(new Signal.Log(
                        at,
                        SummaryText.line(line.service()),
                        SummaryText.line(line.status()),
                        1,
                        null,
                        text,
                        "log line that names the resource: " + SummaryText.line(text),
                        inquiry.links().logs(query, EventScope.from(inquiry), inquiry.now())));
    }
}
