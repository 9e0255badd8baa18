package dev.phantom.run;

import dev.phantom.drift.Occurred;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.plan.Plans;
import dev.phantom.fault.Gap;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.run.walk.Ports;
import dev.phantom.severity.Differences;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.DetectionSource;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import dev.phantom.stack.Write;
import dev.phantom.store.files.FileHistory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// One stack through several runs, each from what the history keeps of the one before.
abstract class LastingStack {

    static final StackId ID = new StackId("111122223333", "us-east-1", "shop");
    static final Stack STACK = new Stack(ID, "prod", "t.yaml", List.of(), "", "", Stack.Mode.DRAFT);
    static final Mask MASK = Mask.of("key");
    static final String TEMPLATE = """
            Resources:
              Web:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: web
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}]
              Db: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, DBInstanceClass: db.t3.micro}}
            """;
    static final String OPEN_443 = "{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'CidrIp':'10.0.0.0/8'}";
    static final String OPEN_22 = "{'IpProtocol':'tcp','FromPort':22,'ToPort':22,'CidrIp':'0.0.0.0/0'}";
    static final Instant MONDAY = Instant.parse("2026-11-16T09:00:00Z");
    static final Instant THURSDAY = Instant.parse("2026-11-19T06:00:00Z");
    static final Instant FRIDAY = Instant.parse("2026-11-20T06:00:00Z");
    static final Instant NIGHT = Instant.parse("2026-11-20T03:21:00Z");
    static final Instant SATURDAY = Instant.parse("2026-11-21T06:00:00Z");

    @TempDir
    Path folder;

    final Map<String, String> live = new LinkedHashMap<>();
    final Map<String, Instant> deployed = new LinkedHashMap<>(Map.of("Web", MONDAY, "Db", MONDAY));
    final Map<String, LiveResource.Status> statuses = new LinkedHashMap<>();
    final List<Write> writes = new ArrayList<>();
    List<Gap> gaps = List.of();
    String rules = "";

    @BeforeEach
    void clean() {
        web(OPEN_443);
        db("'PubliclyAccessible':false");
    }

    void web(String... rules) {
        live.put("Web", "{'GroupDescription':'web','SecurityGroupIngress':[" + String.join(",", rules) + "]}");
    }

    void db(String more) {
        live.put("Db", "{'Engine':'postgres','DBInstanceClass':'db.t3.micro'," + more + "}");
    }

    void write(Instant at, String name, String resource, String request) {
        writes.add(new Write(
                "e-" + writes.size(),
                at,
                name,
                "x.amazonaws.com",
                Write.Origin.of("role/OnCall", Write.Via.CONSOLE, ""),
                List.of(resource),
                Differences.map(request),
                ""));
    }

    static Occurred occurred(StackReport report) {
        return report.drifts()
                .getFirst()
                .drift()
                .changes()
                .getFirst()
                .circumstances()
                .occurred();
    }

    FileHistory history(Instant now) {
        return new FileHistory(folder, MASK, () -> now);
    }

    StackReport run(Instant now) {
        var history = history(now);
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var ignore = rules.isEmpty()
                ? IgnoreRules.NONE
                : IgnoreRulesReader.read("ignore.yaml", "version: 1\nrules:\n  - " + rules + "\n");
        var detector = new DriftDetector(Known.EVERYWHERE, MASK, ignore, today);
        var ports = new Ports(
                new SmallWalk.Template(TEMPLATE),
                id -> deployed(),
                (deployed, others, progress) -> live(now),
                (stack, resources, from, to) -> new ChangeLog.Writes(
                        writes.stream()
                                .filter(w -> !w.at().isBefore(from) && !w.at().isAfter(to))
                                .toList(),
                        gaps),
                (stack, resources, progress) -> new DetectionSource.Seen(Map.of(), List.of()),
                Plans.NONE,
                null,
                History.in(history),
                RunEvents.NONE);
        return SmallWalk.report(STACK, ports, history, detector, MASK, () -> now);
    }

    DeployedState deployed() {
        var rows = new LinkedHashMap<String, StackResource>();
        deployed.forEach((id, at) ->
                rows.put(id, new StackResource(id, id.toLowerCase(Locale.ROOT), type(id), "UPDATE_COMPLETE", at)));
        var template = new CloudFormation().read("t.yaml", TEMPLATE);
        var updated = deployed.values().stream().max(Instant::compareTo).orElseThrow();
        return new DeployedState(
                ID, "", "UPDATE_COMPLETE", template, null, List.of(), Map.of(), rows, Map.of(), updated);
    }

    static String type(String id) {
        return id.equals("Web") ? "AWS::EC2::SecurityGroup" : "AWS::RDS::DBInstance";
    }

    LiveState live(Instant now) {
        var resources = live.entrySet().stream()
                .map(e -> new LiveResource(
                        e.getKey(),
                        e.getKey().toLowerCase(Locale.ROOT),
                        type(e.getKey()),
                        Map.of(),
                        Differences.map(e.getValue()),
                        LiveResource.Provenance.FILE,
                        statuses.getOrDefault(e.getKey(), LiveResource.Status.READ),
                        ""))
                .toList();
        return new LiveState(ID, "", LiveState.Source.FILE, now, resources, List.of());
    }
}
