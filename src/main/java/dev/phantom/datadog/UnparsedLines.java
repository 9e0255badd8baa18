package dev.phantom.datadog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.phantom.datadog.api.Logs;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Signal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/// Lines that name a resource, where nobody parsed the logs of who used it: some of a month before the change until
/// now, as they stand.
final class UnparsedLines {
    private UnparsedLines() {}

    private static final int MOST = 100;

    /// Patterns, those seen last; of each its newest line.
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
        var patterns = lines.stream()
                .filter(line -> line.at() != null && !line.message().isBlank())
                .collect(groupingBy(line -> LogPattern.of(line.message(), "").text(), LinkedHashMap::new, toList()))
                .values();
        if (patterns.size() > TOLD) {
            inquiry.skips("log lines that name %s: the newest of %d of %d patterns are told"
                    .formatted(SummaryText.line(name), TOLD, patterns.size()));
        }
        return patterns.stream()
                .limit(TOLD)
                .map(alike -> signal(inquiry, alike, query))
                .toList();
    }

    /// @param alike of one pattern, newest first
    private static Signal signal(DriftQueries inquiry, List<Logs.Line> alike, String query) {
        var newest = alike.getFirst();
        var text = SummaryText.verbatim(newest.message());
        return new Signal.Log(
                Objects.requireNonNull(newest.at()),
                SummaryText.line(newest.service()),
                SummaryText.line(newest.status()),
                alike.size(),
                null,
                text,
                "log line that names the resource"
                        + (alike.size() == 1 ? "" : ", the newest of %d alike".formatted(alike.size()))
                        + ": " + SummaryText.line(text) + SummaryText.more(newest.more(), text),
                inquiry.links().logs(query, EventScope.from(inquiry), inquiry.now()));
    }
}
