package dev.phantom.datadog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.phantom.datadog.api.Logs;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Nearby;
import dev.phantom.evidence.Signal.Nearby.Direction;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What others logged whom something ties to the drift: complaints of the services around and of those that were
/// released at the same time, whatever was logged on a host of the stack or by a service that the change names, and lines
/// that name what it names. One search; the lines
/// as they are, one of each wording.
final class OtherLogs {
    private OtherLogs() {}

    private static final int MOST = 1000;
    private static final int TOLD = 8;
    private static final int HOSTS = 5;
    private static final String BAD = " status:(error OR critical OR alert OR emergency OR warn)";

    /// By what a line is found: its service, its host, a name.
    private record Ties(Map<String, Direction> services, List<String> hosts, List<String> names) {

        static Ties of(DriftQueries inquiry, List<Nearby> sameTime) {
            var services = new LinkedHashMap<>(NeighbourServices.of(inquiry));
            sameTime.forEach(n -> services.putIfAbsent(n.service(), n.direction()));
            return new Ties(services, hosts(inquiry), ChangedNames.of(inquiry.subject()));
        }

        String query(DriftQueries inquiry) {
            var terms = new LinkedHashSet<String>();
            if (!services.isEmpty()) {
                terms.add(services.keySet().stream()
                        .map(name -> Search.term("service", name))
                        .collect(Collectors.joining(" OR ", "((", ")" + BAD + ")")));
            }
            hosts.forEach(host -> terms.add(Search.term("host", host)));
            names.forEach(name -> {
                terms.add(Search.phrase(name));
                if (name.matches("[\\w-]+")) {
                    terms.add(Search.term("service", name)); // as its role or its function is called
                }
            });
            return terms.isEmpty()
                    ? ""
                    : "(" + String.join(" OR ", terms) + ") -source:(vpc OR cloudtrail) -" + EventScope.tight(inquiry);
        }

        /// The Agent on an instance of EC2 calls its host by the instance's id, unless somebody named it
        /// (docs.datadoghq.com/agent/faq/how-datadog-agent-determines-the-hostname/).
        private static List<String> hosts(DriftQueries inquiry) {
            var hosts = inquiry.subject().models().all().values().stream()
                    .filter(model -> model.live().type().equals("AWS::EC2::Instance"))
                    .map(model -> model.live().physicalId())
                    .filter(id -> !id.isEmpty())
                    .toList();
            if (hosts.size() > HOSTS) {
                inquiry.skips("logs of hosts: the first %d of %d instances of the stack are asked for"
                        .formatted(HOSTS, hosts.size()));
            }
            return hosts.stream().limit(HOSTS).toList();
        }

        String whose(Logs.Line line) {
            var direction = services.get(line.service());
            if (direction != null) {
                return NeighbourServices.said(line.service(), direction);
            }
            var tie = hosts.contains(line.host()) ? "on a host of the stack" : "the change names it";
            return (line.service().isEmpty() ? "somebody" : SummaryText.line(line.service())) + " (" + tie + "): ";
        }
    }

    /// @param sameTime what happened to services that nothing else ties to the stack: they may have complained too
    static List<Signal> read(DriftQueries inquiry, List<Nearby> sameTime) {
        var ties = Ties.of(inquiry, sameTime);
        var query = ties.query(inquiry);
        if (query.isEmpty()) {
            return List.of();
        }
        var from = inquiry.window().from();
        var to = inquiry.window().to();
        var lines = inquiry.ask(
                "logs of other services",
                "other logs " + query + from + to,
                () -> Logs.read(inquiry.api(), Search.newest(query, from, to, MOST)));
        if (lines.size() == MOST) {
            inquiry.skips("logs of other services: only the newest %d lines were read".formatted(MOST));
        }
        var alike = lines.stream()
                .filter(line -> line.at() != null && !line.message().isBlank())
                .collect(groupingBy(OtherLogs::wording, LinkedHashMap::new, toList()))
                .values();
        if (alike.size() > TOLD) {
            inquiry.skips("logs of other services: lines of the %d wordings nearest to the change of %d are told"
                    .formatted(TOLD, alike.size()));
        }
        return alike.stream()
                .sorted(Comparator.comparing(all -> all.stream()
                        .map(line -> apart(inquiry, line))
                        .min(Comparator.naturalOrder())
                        .orElseThrow()))
                .limit(TOLD)
                .map(all -> signal(inquiry, ties, all, query))
                .toList();
    }

    private static String wording(Logs.Line line) {
        return line.service() + LogPattern.of(line.message(), line.status()).text();
    }

    private static Duration apart(DriftQueries inquiry, Logs.Line line) {
        return Duration.between(Objects.requireNonNull(line.at()), inquiry.window().changedAt())
                .abs();
    }

    /// @param alike of one wording, newest first
    private static Signal signal(DriftQueries inquiry, Ties ties, List<Logs.Line> alike, String query) {
        var newest = alike.getFirst();
        var change = inquiry.window().changedAt();
        var text = SummaryText.verbatim(newest.message());
        var at = Objects.requireNonNull(newest.at());
        var first = Stream.of(alike.getLast())
                .flatMap(line -> Stream.ofNullable(line.at()))
                .findFirst()
                .orElse(at);
        return new Signal.Log(
                at,
                SummaryText.line(newest.service()),
                SummaryText.line(newest.status()),
                alike.size(),
                null,
                text,
                ties.whose(newest) + SummaryText.line(text) + SummaryText.more(newest.more(), text)
                        + (alike.size() == 1
                                ? ""
                                : "; the newest of %d alike since %s"
                                        .formatted(alike.size(), SummaryText.clock(first, change))),
                inquiry.links().logs(query, inquiry.window().from(), inquiry.window().to()));
    }
}
