package dev.phantom.datadog;

import dev.phantom.datadog.AccessTrail.Asked;
import dev.phantom.datadog.api.Counted;
import dev.phantom.datadog.api.Logs;
import dev.phantom.datadog.api.Search;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Sample;
import dev.phantom.evidence.Signal.Access.Trail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who used something, from log lines that nobody parsed, in the forms in which AWS writes them: flow logs, access logs
/// of load balancers and of buckets
/// (docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html,
/// docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html,
/// docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html). Those of a month before the change, and those since.
final class RawAccess {
    private RawAccess() {}

    /// Lines of each of the two times, the newest.
    private static final int MOST = 1000;

    private static final int PORTS = 4;
    private static final String CLIENT = "@network.client.ip";
    private static final String PORT = "@network.destination.port";
    private static final String ACTION = "@action";
    private static final String STATUS = "@http.status_code";

    /// version, account, interface, source, destination, ports, protocol … action.
    private static final Pattern FLOW = Pattern.compile(
            "\\d+ \\S+ eni-\\S+ ([0-9a-fA-F.:]+) [0-9a-fA-F.:]+ \\d+ (\\d+) \\d+ .*\\b(ACCEPT|REJECT)\\b.*");

    private static final Pattern ADDRESS = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])");

    /// The first address is the client's, the first status behind it the answer.
    private static final Pattern REQUEST = Pattern.compile("(?<![\\d.:/-])([1-5]\\d\\d)(?![\\d.:/-])");

    private static final Pattern OBJECT = Pattern.compile("\\b(?:REST|SOAP|WEBSITE)\\.[A-Z]+\\.[A-Z_]+\\b");
    private static final Pattern OPERATION = Pattern.compile("\\bREST\\.([A-Z]+)\\.(OBJECT|PART|UPLOADS?|BUCKET)\\b");
    private static final Pattern SESSION =
            Pattern.compile("arn:[\\w-]+:sts::\\d{12}:assumed-role/[\\w+=,.@-]+/[\\w+=,.@-]+");
    private static final Pattern PRINCIPAL = Pattern.compile("arn:[\\w-]+:iam::(\\d{12}):([\\w+=,.@/-]+)");
    private static final String CALL = "@call";
    private static final Pattern HTTP = Pattern.compile("\\b(?:GET|PUT|POST|HEAD|DELETE|PATCH|OPTIONS) \\S+");

    /// What was read, as the groups of a trail.
    record Read(Asked trail, List<Counted> groups) {}

    static List<Read> read(DriftQueries inquiry) {
        var ports = ChangedPorts.of(inquiry.subject()).stream()
                .filter(r -> r.from() == r.to())
                .map(ChangedPorts.Range::from)
                .limit(PORTS)
                .toList();
        var bucket = EventScope.shortName(inquiry.subject().drift().physicalId());
        if (!ports.isEmpty()) {
            var words = ports.stream().map(p -> Search.phrase("" + p)).collect(Collectors.joining(" OR "));
            var lines = lines(inquiry, "-source:cloudtrail (" + words + ")");
            return Stream.of(
                            new Read(trail(Trail.FLOW, "VPC flow logs", words), flows(lines, ports)),
                            new Read(trail(Trail.ACCESS, "access logs", words), requests(lines, ports)))
                    .filter(read -> !read.groups().isEmpty())
                    .toList();
        }
        var principals = principals(inquiry.subject());
        if (!principals.isEmpty()) {
            var words = principals.stream().map(Search::phrase).collect(Collectors.joining(" OR "));
            var groups = grouped(lines(inquiry, "-source:cloudtrail (" + words + ")").stream()
                    .flatMap(l -> call(l).stream()));
            var calls = new Asked(
                    Trail.ACCESS, "S3 access logs", words, Map.of(), List.of(CLIENT), AccessTrail.words(CALL, ""));
            return groups.isEmpty() ? List.of() : List.of(new Read(calls, groups));
        }
        if (inquiry.subject().type().startsWith("AWS::S3::") && EventScope.isName(bucket)) {
            var query = "-source:cloudtrail (" + Search.phrase(bucket) + " OR *:" + Search.phrase(bucket) + ")";
            var groups = grouped(lines(inquiry, query).stream()
                    .filter(l -> OBJECT.matcher(l.message()).find())
                    .flatMap(l -> request(l).stream()));
            return groups.isEmpty()
                    ? List.of()
                    : List.of(new Read(trail(Trail.ACCESS, "S3 access logs", query), groups));
        }
        return List.of();
    }

    /// Roles and accounts that a change names, and a role itself, as they stand in such lines.
    private static List<String> principals(Subject subject) {
        var own = subject.type().equals("AWS::IAM::Role")
                ? Stream.of(EventScope.shortName(subject.drift().physicalId()))
                : Stream.<String>empty();
        var named = subject.drift().changes().stream()
                .flatMap(c -> c.actualValue().stream())
                .flatMap(FlowTrail::scalars)
                .flatMap(text -> PRINCIPAL.matcher(text).results())
                .map(m -> m.group(2).equals("root")
                        ? m.group(1)
                        : m.group(2).substring(m.group(2).lastIndexOf('/') + 1));
        return Stream.concat(own, named)
                .filter(n -> n.length() > 3)
                .distinct()
                .limit(PORTS)
                .toList();
    }

    private static Optional<Seen> call(Logs.Line line) {
        var who = SESSION.matcher(line.message());
        var operation = OPERATION.matcher(line.message());
        var status = REQUEST.matcher(line.message());
        return line.at() != null && who.find() && operation.find() && status.find(operation.end())
                ? Optional.of(new Seen(
                        line.at(), Map.of(CLIENT, who.group(), CALL, called(operation), STATUS, status.group(1))))
                : Optional.empty();
    }

    /// The right that an operation takes
    /// (docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html).
    private static String called(MatchResult operation) {
        var verb = operation.group(1);
        if (operation.group(2).equals("BUCKET")) {
            return verb.equals("GET") || verb.equals("HEAD") ? "s3:ListBucket" : "s3:PutBucket";
        }
        return switch (verb) {
            case "GET", "HEAD" -> "s3:GetObject";
            case "DELETE" -> "s3:DeleteObject";
            default -> "s3:PutObject";
        };
    }

    private static Asked trail(Trail trail, String noun, String query) {
        return new Asked(
                trail,
                noun,
                query,
                Map.of(),
                List.of(CLIENT),
                AccessTrail.words(PORT, "port", ACTION, "", STATUS, "status"));
    }

    private static List<Logs.Line> lines(DriftQueries inquiry, String query) {
        var from = EventScope.from(inquiry);
        var changed = inquiry.window().changedAt();
        var all = new ArrayList<Logs.Line>();
        all.addAll(between(inquiry, query, changed, inquiry.now()));
        all.addAll(between(inquiry, query, from, changed));
        return all;
    }

    private static List<Logs.Line> between(DriftQueries inquiry, String query, Instant from, Instant to) {
        return !from.isBefore(to)
                ? List.of()
                : inquiry.ask(
                        "unparsed access logs",
                        "raw " + query + from + to,
                        () -> Logs.read(inquiry.api(), Search.newest(query, from, to, MOST)));
    }

    private static List<Counted> flows(List<Logs.Line> lines, List<Integer> ports) {
        return grouped(lines.stream().flatMap(line -> {
            var flow = FLOW.matcher(line.message());
            return line.at() != null && flow.matches() && ports.contains(Integer.valueOf(flow.group(2)))
                    ? Stream.of(new Seen(
                            line.at(), Map.of(CLIENT, flow.group(1), PORT, flow.group(2), ACTION, flow.group(3))))
                    : Stream.<Seen>empty();
        }));
    }

    private static List<Counted> requests(List<Logs.Line> lines, List<Integer> ports) {
        var doors = Pattern.compile(ports.stream().map(p -> ":" + p).collect(Collectors.joining("|", "(?:", ")\\b")));
        return grouped(lines.stream()
                .filter(l -> HTTP.matcher(l.message()).find()
                        && doors.matcher(l.message()).find())
                .flatMap(l -> request(l).stream()));
    }

    private static Optional<Seen> request(Logs.Line line) {
        var client = ADDRESS.matcher(line.message());
        var at = line.at();
        if (at == null) {
            return Optional.empty();
        }
        var found = client.find();
        var who = found ? client.group() : line.message().split(" ", 2)[0];
        var status = REQUEST.matcher(line.message());
        return status.find(found ? client.end() : 0)
                ? Optional.of(new Seen(at, Map.of(CLIENT, who, STATUS, status.group(1))))
                : Optional.empty();
    }

    private record Seen(Instant at, Map<String, String> by) {}

    private static List<Counted> grouped(Stream<Seen> seen) {
        var groups = new LinkedHashMap<Map<String, String>, List<Sample>>();
        seen.forEach(
                s -> groups.computeIfAbsent(s.by(), by -> new ArrayList<>()).add(new Sample(s.at(), 1)));
        return groups.entrySet().stream()
                .map(e -> new Counted(e.getKey(), e.getValue(), Double.NaN))
                .toList();
    }
}
