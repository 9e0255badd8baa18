package dev.phantom.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Occurred;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.plan.Plans;
import dev.phantom.fault.Cause;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One stack through several runs: what was known of a drift stays known, whatever else is deployed.
class LastingDriftTest {

    private static final StackId ID = new StackId("111122223333", "us-east-1", "shop");
    private static final Stack STACK = new Stack(ID, "prod", "t.yaml", List.of(), "", "", Stack.Mode.DRAFT);
    private static final Mask MASK = Mask.of("key");
    private static final String TEMPLATE = """
            Resources:
              Web:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: web
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}]
              Db: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres, DBInstanceClass: db.t3.micro}}
            """;
    private static final String OPEN_443 = "{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'CidrIp':'10.0.0.0/8'}";
    private static final String OPEN_22 = "{'IpProtocol':'tcp','FromPort':22,'ToPort':22,'CidrIp':'0.0.0.0/0'}";
    private static final Instant MONDAY = Instant.parse("2026-11-16T09:00:00Z");
    private static final Instant THURSDAY = Instant.parse("2026-11-19T06:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-20T06:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-11-20T03:21:00Z");
    private static final Instant SATURDAY = Instant.parse("2026-11-21T06:00:00Z");

    @TempDir
    private Path folder;

    private final Map<String, String> live = new LinkedHashMap<>();
    private final Map<String, Instant> deployed = new LinkedHashMap<>(Map.of("Web", MONDAY, "Db", MONDAY));
    private final Map<String, LiveResource.Status> statuses = new LinkedHashMap<>();
    private final List<Write> writes = new ArrayList<>();
    private List<Gap> gaps = List.of();
    private String rules = "";

    @BeforeEach
    void undrifted() {
        web(OPEN_443);
        db("'PubliclyAccessible':false");
    }

    private void web(String... rules) {
        live.put("Web", "{'GroupDescription':'web','SecurityGroupIngress':[" + String.join(",", rules) + "]}");
    }

    private void db(String more) {
        live.put("Db", "{'Engine':'postgres','DBInstanceClass':'db.t3.micro'," + more + "}");
    }

    private void write(Instant at, String name, String resource, String request) {
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

    private void sshIsOpened() {
        web(OPEN_443, OPEN_22);
        write(
                NIGHT,
                "AuthorizeSecurityGroupIngress",
                "web",
                "{'groupId':'web','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':22,'toPort':22,"
                        + "'ipRanges':{'items':[{'cidrIp':'0.0.0.0/0'}]}}]}}");
    }

    private static Occurred occurred(StackReport report) {
        return report.drifts()
                .getFirst()
                .drift()
                .changes()
                .getFirst()
                .circumstances()
                .occurred();
    }

    @Test
    void whoOpenedSshOnFridayIsKnownAfterADeploymentOfSomethingElse() {
        run(THURSDAY);
        sshIsOpened();
        assertThat(occurred(run(FRIDAY)).at()).isEqualTo(NIGHT);

        deployed.put("Db", FRIDAY.plusSeconds(3600));
        var after = run(SATURDAY);

        assertThat(occurred(after).precision()).isEqualTo(Occurred.Precision.EXACT);
        assertThat(occurred(after).at()).isEqualTo(NIGHT);
        assertThat(occurred(after).actor()).isEqualTo("role/OnCall");
        assertThat(after.drifts().getFirst().isNew()).isFalse();
        assertThat(after.drifts().getFirst().firstSeen()).isEqualTo(FRIDAY);
    }

    /// The first run comes after the deployment of something else: the search goes back to what touched the resource.
    @Test
    void theSearchBeginsAtTheDeploymentThatTouchedTheResource() {
        sshIsOpened();
        deployed.put("Db", FRIDAY);
        assertThat(occurred(run(SATURDAY)).at()).isEqualTo(NIGHT);
    }

    @Test
    void whatTheChangeLogForgetsIsKnownStill() {
        run(THURSDAY);
        sshIsOpened();
        run(FRIDAY);
        writes.clear();
        gaps = List.of(new Gap("throttled", Cause.AWAY));
        assertThat(occurred(run(SATURDAY)).at()).isEqualTo(NIGHT);
    }

    /// CloudTrail was late: the run of Friday saw the rule and no event.
    @Test
    void aLateEventIsFoundByTheNextRun() {
        run(THURSDAY);
        web(OPEN_443, OPEN_22);
        var friday = occurred(run(FRIDAY));
        assertThat(friday.precision()).isEqualTo(Occurred.Precision.BRACKETED);
        assertThat(friday.from()).isEqualTo(THURSDAY);
        assertThat(friday.at()).isEqualTo(FRIDAY);

        deployed.put("Db", FRIDAY.plusSeconds(3600));
        assertThat(occurred(run(FRIDAY.plusSeconds(7200)))).isEqualTo(friday);

        sshIsOpened();
        assertThat(occurred(run(SATURDAY)).at()).isEqualTo(NIGHT);
    }

    /// A write before the look that saw another value made another value.
    @Test
    void anEarlierWriteToThePropertyIsNotTheOneThatIsLate() {
        deployed.put("Db", THURSDAY);
        live.put("Db", "{'Engine':'postgres','DBInstanceClass':'db.m5.large'}");
        write(NIGHT, "ModifyDBInstance", "db", "{'dBInstanceIdentifier':'db','dBInstanceClass':'db.m5.large'}");
        assertThat(occurred(run(FRIDAY)).at()).isEqualTo(NIGHT);

        live.put("Db", "{'Engine':'postgres','DBInstanceClass':'db.r5.large'}");
        var saturday = occurred(run(SATURDAY));

        assertThat(saturday.precision()).isEqualTo(Occurred.Precision.BRACKETED);
        assertThat(saturday.from()).isEqualTo(FRIDAY);
    }

    /// Another port was opened by another call.
    @Test
    void whoOpenedOnePortDidNotOpenTheOther() {
        run(THURSDAY);
        sshIsOpened();
        web(OPEN_443, OPEN_22, "{'IpProtocol':'tcp','FromPort':8080,'ToPort':8080,'CidrIp':'10.2.0.0/16'}");
        var changes = run(FRIDAY).drifts().stream()
                .flatMap(d -> d.drift().changes().stream())
                .map(c -> c.circumstances().occurred().precision())
                .toList();
        assertThat(changes).containsExactlyInAnyOrder(Occurred.Precision.EXACT, Occurred.Precision.BRACKETED);
    }

    /// It went and came back between two looks: whoever did it last is who did it.
    @Test
    void theSameValueAgainIsTheLaterWritersWhereTheLogHasBoth() {
        run(THURSDAY);
        live.put("Db", "{'Engine':'postgres','DBInstanceClass':'db.m5.large'}");
        write(NIGHT, "ModifyDBInstance", "db", "{'dBInstanceIdentifier':'db','dBInstanceClass':'db.m5.large'}");
        assertThat(occurred(run(FRIDAY)).at()).isEqualTo(NIGHT);
        var noon = FRIDAY.plusSeconds(21_600);
        write(noon, "ModifyDBInstance", "db", "{'dBInstanceIdentifier':'db','dBInstanceClass':'db.t3.micro'}");
        write(
                noon.plusSeconds(60),
                "ModifyDBInstance",
                "db",
                "{'dBInstanceIdentifier':'db','dBInstanceClass':'db.m5.large'}");
        assertThat(occurred(run(SATURDAY)).at()).isEqualTo(noon.plusSeconds(60));
    }

    @Test
    void undeclaredDriftIsThereAfterADeploymentOfSomethingElse() {
        db("'PubliclyAccessible':true");
        write(NIGHT, "ModifyDBInstance", "db", "{'dBInstanceIdentifier':'db','publiclyAccessible':true}");
        var friday = run(FRIDAY);
        assertThat(friday.drifts()).extracting(d -> d.drift().logicalId()).containsExactly("Db");

        deployed.put("Web", FRIDAY.plusSeconds(3600));
        writes.clear();
        var saturday = run(SATURDAY);

        assertThat(saturday.drifts()).extracting(d -> d.drift().logicalId()).containsExactly("Db");
        assertThat(saturday.drifts().getFirst().verdict())
                .isEqualTo(friday.drifts().getFirst().verdict());
        assertThat(occurred(saturday).at()).isEqualTo(NIGHT);
        assertThat(saturday.comparison().inventory()).isEmpty();

        db("'PubliclyAccessible':false");
        assertThat(run(SATURDAY.plusSeconds(60)).drifts()).isEmpty();
    }

    /// What a deployment changed on its resource is no drift, though no template declares it.
    @Test
    void aDeploymentThatTouchedAResourceMovesItsBaseline() {
        db("'PubliclyAccessible':false,'BackupRetentionPeriod':7");
        run(THURSDAY);
        db("'PubliclyAccessible':false,'BackupRetentionPeriod':1");
        deployed.put("Db", NIGHT);
        assertThat(run(FRIDAY).drifts()).isEmpty();

        db("'PubliclyAccessible':false,'BackupRetentionPeriod':3");
        deployed.put("Web", FRIDAY.plusSeconds(3600));
        assertThat(run(SATURDAY).drifts()).hasSize(1);
    }

    /// What could not be read is neither decided nor gone.
    @Test
    void whatCannotBeReadOnceIsNotNewAfterwards() {
        run(THURSDAY);
        sshIsOpened();
        run(FRIDAY);
        statuses.put("Web", LiveResource.Status.FAILED);
        assertThat(run(FRIDAY.plusSeconds(60)).drifts()).isEmpty();
        assertThat(history(FRIDAY).lastLook(ID).orElseThrow().open()).hasSize(1);

        statuses.clear();
        deployed.put("Db", FRIDAY.plusSeconds(3600));
        writes.clear();
        var saturday = run(SATURDAY);
        assertThat(saturday.drifts().getFirst().isNew()).isFalse();
        assertThat(saturday.drifts().getFirst().firstSeen()).isEqualTo(FRIDAY);
        assertThat(occurred(saturday).at()).isEqualTo(NIGHT);
    }

    /// A rule with an end hides it for a time; then it is drift again, and as well known as before.
    @Test
    void whatARuleHidForATimeComesBackAsItWas() {
        db("'PubliclyAccessible':true");
        write(NIGHT, "ModifyDBInstance", "db", "{'dBInstanceIdentifier':'db','publiclyAccessible':true}");
        run(FRIDAY);
        writes.clear();
        rules = "{resource: Db, path: /PubliclyAccessible, reason: moving, until: 2026-11-21}";
        assertThat(run(SATURDAY).drifts()).isEmpty();

        var sunday = run(SATURDAY.plusSeconds(86_400));
        assertThat(occurred(sunday).at()).isEqualTo(NIGHT);
        assertThat(sunday.drifts().getFirst().firstSeen()).isEqualTo(FRIDAY);
    }

    /// The same value a second time is another drift: another person, another time, another verdict.
    @Test
    void whatWasGoneAndComesBackIsNew() {
        run(THURSDAY);
        sshIsOpened();
        var friday = run(FRIDAY).drifts().getFirst().drift();
        assertThat(history(FRIDAY).judged(ID, friday.driftId(), friday.contentHash()))
                .isPresent();
        web(OPEN_443);
        assertThat(run(FRIDAY.plusSeconds(600)).drifts()).isEmpty();
        assertThat(history(FRIDAY).judged(ID, friday.driftId(), friday.contentHash()))
                .isEmpty();
        assertThat(history(FRIDAY).ofResource(ID, "Web")).hasSize(1);

        web(OPEN_443, OPEN_22);
        writes.clear();
        var saturday = run(SATURDAY);
        assertThat(saturday.drifts().getFirst().isNew()).isTrue();
        assertThat(occurred(saturday).from()).isEqualTo(FRIDAY.plusSeconds(600));
    }

    private FileHistory history(Instant now) {
        return new FileHistory(folder, MASK, () -> now);
    }

    private StackReport run(Instant now) {
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

    private DeployedState deployed() {
        var rows = new LinkedHashMap<String, StackResource>();
        deployed.forEach((id, at) ->
                rows.put(id, new StackResource(id, id.toLowerCase(Locale.ROOT), type(id), "UPDATE_COMPLETE", at)));
        var template = new CloudFormation().read("t.yaml", TEMPLATE);
        var updated = deployed.values().stream().max(Instant::compareTo).orElseThrow();
        return new DeployedState(
                ID, "", "UPDATE_COMPLETE", template, null, List.of(), Map.of(), rows, Map.of(), updated);
    }

    private static String type(String id) {
        return id.equals("Web") ? "AWS::EC2::SecurityGroup" : "AWS::RDS::DBInstance";
    }

    private LiveState live(Instant now) {
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
