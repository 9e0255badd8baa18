package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.EvidenceChoice;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.EvidenceSource.Collected;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Nearby.Direction;
import dev.phantom.evidence.Window;
import dev.phantom.sandbox.datadog.DatadogSandbox;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.wire.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in a case beside the metrics of the resource.
class SurroundingsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant CHANGE = Instant.parse("2026-11-20T02:00:00Z");
    private static final Window WINDOW = new Window(Instant.parse("2026-11-20T00:00:00Z"), CHANGE, NOW, Window.Dating.WRITE);

    @TempDir
    Path folder;

    private final CallLog log = new CallLog(null, call -> {});
    private DatadogSandbox datadog;
    private EvidenceScope scope = EvidenceScope.DEFAULT;
    private Instant now = NOW;
    private Window window = WINDOW;

    @BeforeEach
    void world() throws Exception {
        Files.createDirectories(folder.resolve("input/evidence"));
        Files.writeString(folder.resolve("scenario.json"), """
                {"schema":"phantom.scenario/v1","title":"t","now":"2026-11-20T12:00:00Z",
                 "account":"111122223333","region":"us-east-1","repository":"acme/infra"}""");
    }

    @AfterEach
    void stop() {
        if (datadog != null) {
            datadog.close();
        }
    }

    private void file(String name, String json) throws Exception {
        Files.writeString(folder.resolve("input/evidence").resolve(name + ".json"), json);
    }

    private Collected collect(String type, EvidenceClass... send) {
        if (datadog == null) {
            datadog = DatadogSandbox.start(0, Scenario.open(folder, now), log);
        }
        var stack = new Stack(
                new StackId("111122223333", "us-east-1", "web"),
                "prod",
                "stacks/web.yaml",
                List.of(),
                "web",
                "shop",
                Stack.Mode.READY);
        var drift = DatadogEvidenceTest.drift("Thing", "thing-1", type, CHANGE.toString());
        return new DatadogEvidence(
                        datadog.environment(),
                        "datadoghq.com",
                        EvidenceChoice.of(List.of(send)),
                        scope,
                        InstantSource.fixed(now),
                        SandboxWorld.READY,
                        Network.standard())
                .collect(Subject.alone(stack, drift, Known.HERE), window);
    }

    private static <T extends Signal> Stream<T> of(Collected collected, Class<T> kind) {
        return collected.signals().stream().filter(kind::isInstance).map(kind::cast);
    }

    @Test
    void anIncidentStandsThereWithItsTimes() throws Exception {
        file("incidents", """
                {"data":[{"id":"i-1","attributes":{"public_id":7,"title":"checkout slow","severity":"SEV-2","state":"resolved",
                  "created":"2026-11-20T01:40:00Z","declared":"2026-11-20T01:41:00Z","customer_impact_start":"2026-11-20T01:30:00Z",
                  "customer_impact_end":"2026-11-20T03:00:00Z","resolved":"2026-11-20T03:30:00Z","customer_impact_scope":"EU carts",
                  "fields":{"services":{"type":"autocomplete","value":["web"]},"summary":{"type":"textbox","value":"pool exhausted"}}},
                  "impacts":[{"description":"carts fail","start_at":"2026-11-20T01:30:00Z","end_at":"2026-11-20T03:00:00Z"}],
                  "timeline":[{"timestamp":"2026-11-20T02:01:00Z","content":"doubling the pool until it is stable"},
                              {"timestamp":"2026-11-20T02:50:00Z","content":"state changed to stable"}]}]}""");
        var incident = of(collect("AWS::RDS::DBInstance", EvidenceClass.INCIDENTS), Signal.Incident.class)
                .findFirst()
                .orElseThrow();
        var course = incident.course();
        assertThat(course.declared()).isEqualTo("2026-11-20T01:41:00Z");
        assertThat(course.impactStart()).isEqualTo("2026-11-20T01:30:00Z");
        assertThat(course.impactEnd()).isEqualTo("2026-11-20T03:00:00Z");
        assertThat(course.stable()).isEqualTo("2026-11-20T02:50:00Z");
        assertThat(course.resolved()).isEqualTo("2026-11-20T03:30:00Z");
        assertThat(course.services()).containsExactly("web");
        assertThat(course.fields())
                .containsEntry("summary", "pool exhausted")
                .containsEntry("customer_impact_scope", "EU carts");
        assertThat(course.impacts()).extracting(Signal.Note::text).containsExactly("carts fail");
        assertThat(course.timeline()).extracting(Signal.Note::text).hasSize(2).contains("state changed to stable");
        assertThat(incident.summary())
                .contains("declared 01:41, customer impact from 01:30 to 03:00, stable 02:50, resolved 03:30");
    }

    /// What went on elsewhere at that time may be why somebody acted; it is not the service's own.
    @Test
    void anIncidentOfAnotherServiceAtThatTimeIsTold() throws Exception {
        var incident =
                "{\"id\":\"%s\",\"attributes\":{\"public_id\":%s,\"title\":\"no pictures\",\"created\":\"%s\",\"resolved\":\"%s\","
                        + "\"fields\":{\"services\":{\"type\":\"autocomplete\",\"value\":[\"cdn\"]}}}}";
        file(
                "incidents",
                "{\"data\":[%s,%s]}"
                        .formatted(
                                incident.formatted("i-1", 7, "2026-11-20T01:40:00Z", "2026-11-20T04:00:00Z"),
                                incident.formatted("i-2", 8, "2026-11-20T08:40:00Z", "2026-11-20T09:00:00Z")));
        var collected = collect("AWS::RDS::DBInstance", EvidenceClass.INCIDENTS);
        assertThat(of(collected, Signal.Incident.class)).isEmpty();
        assertThat(of(collected, Signal.Nearby.class)).singleElement().satisfies(n -> {
            assertThat(n.direction()).isEqualTo(Direction.TIME);
            assertThat(n.summary()).startsWith("cdn (another service, at the same time): incident 7");
        });
    }

    /// It is not documented, so it may be gone any day.
    @Test
    void anIncidentWithoutATimelineStandsThereAllTheSame() throws Exception {
        file(
                "incidents",
                "{\"data\":[{\"id\":\"i-1\",\"attributes\":{\"public_id\":7,\"created\":\"2026-11-20T01:40:00Z\"}}]}");
        datadog = DatadogSandbox.start(0, Scenario.open(folder, NOW), log);
        datadog.inject(
                "GET /api/v2/incidents/i-1/timeline",
                new dev.phantom.sandbox.datadog.InjectedFault.Failing(404, "{\"errors\":[\"Not found\"]}", 99));
        var collected = collect("AWS::RDS::DBInstance", EvidenceClass.INCIDENTS);
        assertThat(of(collected, Signal.Incident.class)).hasSize(1);
        assertThat(collected.gaps()).isEmpty();
        assertThat(collected.notAsked()).contains("timeline of incident 7: 404 refused: Not found");
    }

    @Test
    void whatGuardsTheServiceHasItsLimits() throws Exception {
        file("monitors", """
                {"data":[{"id":7,"name":"p95","type":"query alert","tags":["service:web"],"query":"avg(last_5m):avg:x{*} > 2",
                  "options":{"thresholds":{"critical":2,"warning":1.5}},"overall_state":"OK"}]}""");
        file("alerts", """
                {"data":[
                 {"id":"a","attributes":{"timestamp":"2026-11-20T01:30:00Z","message":"p95","tags":["service:web"],
                  "attributes":{"title":"[Triggered] p95","monitor":{"id":7,"name":"p95","transition":{"transition_type":"alert"}}}}},
                 {"id":"c","attributes":{"timestamp":"2026-10-20T01:30:00Z","message":"p95","tags":["service:web"],
                  "attributes":{"title":"[Triggered] p95","monitor":{"id":7,"name":"p95","transition":{"transition_type":"alert"}}}}},
                 {"id":"d","attributes":{"timestamp":"2026-10-20T03:30:00Z","message":"p95","tags":["service:web"],
                  "attributes":{"title":"[Recovered] p95","monitor":{"id":7,"name":"p95","transition":{"transition_type":"alert recovery"}}}}},
                 {"id":"b","attributes":{"timestamp":"2026-11-20T02:30:00Z","message":"p95","tags":["service:web"],
                  "attributes":{"title":"[Recovered] p95","monitor":{"id":7,"name":"p95","transition":{"transition_type":"alert recovery"}}}}}]}""");
        file("slos", """
                {"data":[{"id":"s1","name":"availability","type":"metric","tags":["service:web"],
                  "thresholds":[{"timeframe":"7d","target":99.9,"warning":99.95}],
                  "query":{"numerator":"sum:ok{*}","denominator":"sum:all{*}"},"history":{"overall":{"sli_value":98.5}}}]}""");
        var collected = collect("AWS::RDS::DBInstance", EvidenceClass.ALERTS);
        assertThat(collected.gaps()).isEmpty();
        var guards = of(collected, Signal.Guard.class).toList();
        assertThat(guards).hasSize(2);
        assertThat(guards.getFirst().condition()).isEqualTo("avg(last_5m):avg:x{*} > 2 (critical 2, warning 1.5)");
        assertThat(guards.getFirst().transitions())
                .extracting(Signal.Note::text, n -> String.valueOf(n.at()))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("alerted earlier", "2026-10-20T01:30:00Z"),
                        org.assertj.core.groups.Tuple.tuple("alert", "2026-11-20T01:30:00Z"),
                        org.assertj.core.groups.Tuple.tuple("recovery", "2026-11-20T02:30:00Z"));
        assertThat(guards.getFirst().summary()).endsWith("; now OK; before the window it alerted 2026-10-20 01:30");
        assertThat(of(collected, Signal.Alert.class)).hasSize(1);
        assertThat(guards.getLast().summary())
                .isEqualTo(
                        "SLO \"availability\" wants 99.9 % over 7d, warning below 99.95 % of sum:ok{*} / sum:all{*}; 98.50 % in the window");
    }

    @Test
    void aDeploymentOfTheWeekBeforeAndTheLastOneBeforeThatAreFound() throws Exception {
        file("events", """
                {"data":[{"id":1,"title":"web v7 deployed","text":"","date_happened":"2026-11-14T05:00:00Z","source":"github","tags":["service:web"]},
                         {"id":2,"title":"web v6 deployed","text":"","date_happened":"2026-11-02T05:00:00Z","source":"github","tags":["service:web"]}]}""");
        assertThat(of(collect("AWS::RDS::DBInstance", EvidenceClass.DEPLOYS), Signal.Event.class))
                .extracting(Signal::summary)
                .containsExactly("web v7 deployed");
        Files.writeString(
                folder.resolve("input/evidence/events.json"),
                "{\"data\":[{\"id\":2,\"title\":\"web v6 deployed\",\"text\":\"\",\"date_happened\":\"2026-11-02T05:00:00Z\",\"source\":\"github\",\"tags\":[\"service:web\"]}]}");
        datadog.close();
        datadog = null;
        assertThat(of(collect("AWS::RDS::DBInstance", EvidenceClass.DEPLOYS), Signal.Event.class))
                .extracting(Signal::summary)
                .containsExactly("web v6 deployed");
    }

    /// The title alone says that there is a notice; the text says what it is.
    @Test
    void whatAnEventSaysIsItsTitleAndItsText() throws Exception {
        scope = new EvidenceScope(20, List.of(new ServiceCall("web", "ledger")));
        file("events", """
                {"data":[
                 {"id":1,"title":"Status page of idp: resolved","text":"%%% \\n All systems operational\\nsince 01:43 \\n %%%","date_happened":"2026-11-20T01:44:00Z","source":"statuspage","tags":["service:web"]},
                 {"id":2,"title":"Flag fast-cart set to 100 %","text":"Flag fast-cart set to 100 % by dora: rollout finished","date_happened":"2026-11-20T01:45:00Z","source":"launchdarkly","tags":["service:web"]},
                 {"id":3,"title":"thing-1: backup finished","text":"thing-1: backup finished","date_happened":"2026-11-20T01:46:00Z","source":"rds","tags":["service:web"]},
                 {"id":4,"title":"LEDGER-4 closed","text":"moved to the new queue","date_happened":"2026-11-20T01:47:00Z","source":"jira","tags":["service:ledger"]},
                 {"id":5,"title":"long","text":"LONG","date_happened":"2026-11-20T01:48:00Z","source":"email","tags":["service:web"]}]}""".replace("LONG", "y".repeat(3_000)));
        var collected = collect("AWS::RDS::DBInstance", EvidenceClass.ALERTS, EvidenceClass.DEPLOYS);
        assertThat(of(collected, Signal.Event.class))
                .extracting(Signal::summary)
                .contains(
                        "Status page of idp: resolved: All systems operational since 01:43",
                        "Flag fast-cart set to 100 % by dora: rollout finished",
                        "thing-1: backup finished")
                .allSatisfy(summary -> assertThat(summary).hasSizeLessThan(520));
        assertThat(of(collected, Signal.Nearby.class))
                .extracting(Signal::summary)
                .containsExactly("ledger (called by this service): LEDGER-4 closed: moved to the new queue");
    }

    /// What explains a change is announced weeks before it, and closed weeks after it.
    @Test
    void theMonthBeforeTheChangeAndAllThatCameAfterItAreRead() throws Exception {
        now = Instant.parse("2026-12-15T12:00:00Z");
        window = new Window(WINDOW.from(), CHANGE, CHANGE.plus(java.time.Duration.ofDays(7)), Window.Dating.WRITE);
        Files.writeString(
                folder.resolve("scenario.json"),
                Files.readString(folder.resolve("scenario.json")).replace(NOW.toString(), now.toString()));
        file("events", """
                {"data":[
                 {"id":1,"title":"CHG-12 approved: larger thing-1 until the season ends","text":"","date_happened":"2026-10-25T10:00:00Z","source":"jira","tags":[]},
                 {"id":2,"title":"CHG-9 closed","text":"for thing-1","date_happened":"2026-10-10T10:00:00Z","source":"jira","tags":[]},
                 {"id":3,"title":"web v1 deployed","text":"","date_happened":"2026-10-24T10:00:00Z","source":"github","tags":["service:web"]},
                 {"id":4,"title":"web v2 deployed","text":"","date_happened":"2026-11-01T10:00:00Z","source":"github","tags":["service:web"]},
                 {"id":5,"title":"CHG-12 closed, the season is over","text":"thing-1 may shrink","date_happened":"2026-12-10T10:00:00Z","source":"jira","tags":[]},
                 {"id":6,"title":"ledger v3 deployed, without thing-1","text":"","date_happened":"2026-11-19T10:00:00Z","source":"github","tags":["service:ledger"]},
                 {"id":7,"title":"AWS Health: maintenance is scheduled","text":"on 20 November","date_happened":"2026-10-30T10:00:00Z","source":"aws_health","tags":["region:us-east-1"]}]}""");
        file("alerts", """
                {"data":[{"id":"a","attributes":{"timestamp":"2026-12-05T01:30:00Z","message":"m","tags":["service:web"],
                  "attributes":{"title":"[Triggered] errors","monitor":{"id":9,"name":"errors","transition":{"transition_type":"alert"}}}}}]}""");
        file("incidents", """
                {"data":[
                 {"id":"i-1","attributes":{"public_id":7,"title":"slow","created":"2026-11-02T01:40:00Z","resolved":"2026-11-02T04:00:00Z","fields":{"services":{"type":"autocomplete","value":["web"]}}}},
                 {"id":"i-2","attributes":{"public_id":8,"title":"slow again","created":"2026-12-08T01:40:00Z","resolved":"2026-12-08T04:00:00Z","fields":{"services":{"type":"autocomplete","value":["web"]}}}},
                 {"id":"i-3","attributes":{"public_id":9,"title":"nobody's","created":"2026-11-02T01:40:00Z","resolved":"2026-11-02T04:00:00Z"}},
                 {"id":"i-4","attributes":{"public_id":6,"title":"long ago","created":"2026-09-02T01:40:00Z","resolved":"2026-09-02T04:00:00Z","fields":{"services":{"type":"autocomplete","value":["web"]}}}}]}""");
        var collected = collect("AWS::RDS::DBInstance", EvidenceClass.values());
        assertThat(of(collected, Signal.Event.class).map(e -> e.kind() + " " + e.summary()))
                .containsExactlyInAnyOrder(
                        "OTHER CHG-12 approved: larger thing-1 until the season ends",
                        "OTHER CHG-12 closed, the season is over: thing-1 may shrink",
                        "OTHER ledger (another service): ledger v3 deployed, without thing-1",
                        "DEPLOY web v2 deployed");
        assertThat(of(collected, Signal.Nearby.class))
                .extracting(Signal::summary)
                .containsExactly("AWS where the stack runs: AWS Health: maintenance is scheduled: on 20 November");
        assertThat(of(collected, Signal.Alert.class))
                .extracting(Signal.Alert::monitor)
                .containsExactly("errors");
        var incidents = of(collected, Signal.Incident.class).toList();
        assertThat(incidents).extracting(Signal.Incident::id).containsExactlyInAnyOrder("7", "8");
        assertThat(incidents).noneMatch(i -> i.touches(window));
        assertThat(log.calls()).hasSizeLessThanOrEqualTo(20);
    }

    /// A nightly backup leaves room for the ticket.
    @Test
    void whatComesOftenLeavesRoomForWhatComesOnce() throws Exception {
        var events = new java.util.ArrayList<String>();
        for (var i = 0; i < 60; i++) {
            events.add(
                    "{\"id\":%d,\"title\":\"backup %d finished\",\"text\":\"\",\"date_happened\":\"%s\",\"source\":\"rds\",\"tags\":[\"service:web\"]}"
                            .formatted(i, i, CHANGE.minus(java.time.Duration.ofHours(i))));
        }
        events.add(
                "{\"id\":99,\"title\":\"CHG-12 approved\",\"text\":\"\",\"date_happened\":\"2026-10-25T10:00:00Z\",\"source\":\"jira\",\"tags\":[\"service:web\"]}");
        file("events", "{\"data\":[%s]}".formatted(String.join(",", events)));
        var collected = collect("AWS::RDS::DBInstance", EvidenceClass.DEPLOYS);
        assertThat(of(collected, Signal.Event.class))
                .extracting(Signal::summary)
                .hasSize(40)
                .contains("CHG-12 approved");
        assertThat(collected.notAsked())
                .contains("events: of 61 that are no deployment the 40 nearest to the change are told");
    }

    @Test
    void whatHappenedToOthersSaysWhoseItIs() throws Exception {
        scope = new EvidenceScope(20, List.of(new ServiceCall("web", "ledger")));
        file("dependencies", "{\"web\":{\"calls\":[\"billing\"]},\"edge\":{\"calls\":[\"web\"]}}");
        file("alerts", """
                {"data":[{"id":"a","attributes":{"timestamp":"2026-11-20T01:30:00Z","message":"m","tags":["service:billing"],
                  "attributes":{"title":"[Triggered] errors","monitor":{"id":9,"name":"errors","transition":{"transition_type":"alert"}}}}}]}""");
        file("events", """
                {"data":[
                 {"id":1,"title":"edge v2 deployed","text":"","date_happened":"2026-11-20T01:20:00Z","source":"github","tags":["service:edge"]},
                 {"id":2,"title":"ledger v4 rolled back","text":"","date_happened":"2026-11-20T01:25:00Z","source":"github","tags":["service:ledger"]},
                 {"id":3,"title":"stranger v1 deployed","text":"","date_happened":"2026-11-20T01:25:00Z","source":"github","tags":["service:stranger"]},
                 {"id":6,"title":"JOB-7 approved","text":"","date_happened":"2026-11-20T01:00:00Z","source":"jira","tags":["team:shop"]},
                 {"id":4,"title":"AWS Health: errors of S3","text":"","date_happened":"2026-11-20T01:10:00Z","source":"aws_health","tags":["region:us-east-1"]},
                 {"id":5,"title":"AWS Health: errors of S3","text":"","date_happened":"2026-11-20T01:11:00Z","source":"aws_health","tags":["region:eu-west-1"]}]}""");
        var collected = collect("AWS::RDS::DBInstance", EvidenceClass.ALERTS, EvidenceClass.DEPLOYS);
        assertThat(of(collected, Signal.Nearby.class))
                .extracting(
                        Signal.Nearby::service, Signal.Nearby::direction, Signal.Nearby::kind, Signal.Nearby::summary)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                "billing",
                                Direction.CALLED,
                                Signal.Nearby.Kind.ALERT,
                                "billing (called by this service): monitor \"errors\" alerts; no recovery seen"),
                        org.assertj.core.groups.Tuple.tuple(
                                "edge",
                                Direction.CALLS,
                                Signal.Nearby.Kind.DEPLOY,
                                "edge (calls this service): edge v2 deployed"),
                        org.assertj.core.groups.Tuple.tuple(
                                "ledger",
                                Direction.CALLED,
                                Signal.Nearby.Kind.ROLLBACK,
                                "ledger (called by this service): ledger v4 rolled back"),
                        org.assertj.core.groups.Tuple.tuple(
                                "team shop",
                                Direction.TEAM,
                                Signal.Nearby.Kind.OTHER,
                                "team shop (of the same team): JOB-7 approved"),
                        org.assertj.core.groups.Tuple.tuple(
                                "",
                                Direction.AWS,
                                Signal.Nearby.Kind.HEALTH,
                                "AWS where the stack runs: AWS Health: errors of S3"));
        // another's trouble is not the stack's own
        assertThat(of(collected, Signal.Alert.class)).isEmpty();
        assertThat(of(collected, Signal.Event.class)).isEmpty();
    }

    /// What is not traced may be written down.
    @Test
    void theSoftwareCatalogNamesNeighboursWhereNoTraceDoes() throws Exception {
        var relation =
                "{\"type\":\"relation\",\"attributes\":{\"type\":\"%s\",\"from\":{\"kind\":\"service\",\"name\":\"web\"},\"to\":{\"kind\":\"%s\",\"name\":\"%s\"}}}";
        file(
                "catalog",
                "{\"data\":[%s,%s,%s]}"
                        .formatted(
                                relation.formatted("RelationTypeDependsOn", "service", "billing"),
                                relation.formatted("RelationTypeDependencyOf", "service", "edge"),
                                relation.formatted("RelationTypeOwnedBy", "team", "shop")));
        file("events", """
                {"data":[
                 {"id":1,"title":"edge v2 deployed","text":"","date_happened":"2026-11-20T01:20:00Z","source":"github","tags":["service:edge"]},
                 {"id":2,"title":"billing v4 rolled back","text":"","date_happened":"2026-11-20T01:25:00Z","source":"github","tags":["service:billing"]}]}""");
        assertThat(of(
                        collect("AWS::RDS::DBInstance", EvidenceClass.ALERTS, EvidenceClass.DEPLOYS),
                        Signal.Nearby.class))
                .extracting(Signal.Nearby::service, Signal.Nearby::direction)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("edge", Direction.CALLS),
                        org.assertj.core.groups.Tuple.tuple("billing", Direction.CALLED));
    }

    @Test
    void allLinesAreCountedAndSomeStandAsTheyAre() throws Exception {
        file("logs", """
                {"data":[
                 {"attributes":{"timestamp":"2026-11-20T00:00:30Z","service":"web","status":"error","message":"ExpiredToken: The security token of 10.0.3.7 is expired (v2.4.1, code 400)"},
                  "repeat":{"every":"PT10S","until":"2026-11-20T01:59:50Z"}},
                 {"attributes":{"timestamp":"2026-11-20T02:05:00Z","service":"web","status":"error","message":"pool empty after 31 tries"}},
                 {"attributes":{"timestamp":"2026-11-20T00:00:00Z","service":"web","status":"info","message":"ok"},
                  "repeat":{"every":"PT1M","until":"2026-11-20T11:59:00Z"}}]}""");
        var logs = of(collect("AWS::RDS::DBInstance", EvidenceClass.LOGS), Signal.Log.class)
                .toList();
        // 717 in the two hours before, more than are ever read
        assertThat(logs)
                .anySatisfy(l -> assertThat(l.summary())
                        .isEqualTo("log lines of status error: 717 before, 1 from the change on"));
        assertThat(logs).anySatisfy(l -> {
            assertThat(l.summary())
                    .startsWith("log \"ExpiredToken: The security token of * is expired (v*, code *)\": 717");
            assertThat(l.counts()).isEqualTo(new Signal.Counts(717, 0, 0, 0));
        });
        assertThat(logs)
                .extracting(Signal.Log::text)
                .contains(
                        "ExpiredToken: The security token of 10.0.3.7 is expired (v2.4.1, code 400)",
                        "pool empty after 31 tries");
    }

    @Test
    void spansAreCountedByResource() throws Exception {
        file("spans", """
                {"data":[{"attributes":{"start_timestamp":"2026-11-20T01:00:00Z","end_timestamp":"2026-11-20T01:00:02Z","service":"web",
                  "resource_name":"POST /pay","status":"error","trace_id":"1","span_id":"2","custom":{"duration":2000000000}},
                  "repeat":{"every":"PT10S","until":"2026-11-20T03:00:00Z"}}]}""");
        var traces = of(collect("AWS::RDS::DBInstance", EvidenceClass.TRACES), Signal.Trace.class)
                .toList();
        assertThat(traces).anySatisfy(t -> {
            assertThat(t.summary())
                    .isEqualTo("spans of POST /pay that failed: 360 before, 361 from the change on; p95 2000 ms");
            assertThat(t.counts()).isEqualTo(new Signal.Counts(360, 0, 361, 0));
        });
        assertThat(traces).anySatisfy(t -> assertThat(t.counts()).isNull());
    }

    @Test
    void whoUsedABucketIsCounted() throws Exception {
        file("logs", """
                {"data":[{"attributes":{"timestamp":"2026-11-20T00:30:00Z","service":"s3","status":"info","message":"thing-1 198.51.100.7 REST.GET.OBJECT",
                  "tags":["source:s3"],"attributes":{"network":{"client":{"ip":"198.51.100.7"}},"http":{"status_code":200,"useragent":"curl/8"}}},
                  "repeat":{"every":"PT1H","until":"2026-11-20T09:30:00Z"}}]}""");
        var collected = collect("AWS::S3::Bucket", EvidenceClass.LOGS);
        assertThat(of(collected, Signal.Access.class)).singleElement().satisfies(a -> {
            assertThat(a.trail()).isEqualTo(Signal.Access.Trail.ACCESS);
            assertThat(a.who()).isEqualTo("198.51.100.7");
            assertThat(a.count()).isEqualTo(10);
            assertThat(a.at()).isEqualTo("2026-11-20T00:00:00Z");
            assertThat(a.last()).isEqualTo("2026-11-20T09:00:00Z");
            assertThat(a.summary())
                    .isEqualTo(
                            "S3 access logs: 198.51.100.7, status 200, by curl/8: 10 times, 8 of them after the change, first in the hour from 00:00, last in the hour from 09:00");
        });
        assertThat(collected.notAsked()).anySatisfy(n -> assertThat(n).startsWith("CloudTrail logs: none found for"));
    }

    /// What comes past Datadog's forwarder has no `source` tag.
    @Test
    void whoUsedABucketIsFoundByTheAttributesOfItsLogs() throws Exception {
        file("logs", """
                {"data":[{"attributes":{"timestamp":"2026-11-20T03:30:00Z","service":"assets","status":"info","message":"REST.GET.OBJECT",
                  "attributes":{"bucket":"thing-1","network":{"client":{"ip":"198.51.100.7"}},"http":{"status_code":403}}}},
                 {"attributes":{"timestamp":"2026-11-20T03:30:00Z","service":"web","status":"info","message":"uploaded to thing-1","attributes":{}}}]}""");
        assertThat(of(collect("AWS::S3::Bucket", EvidenceClass.LOGS), Signal.Access.class))
                .extracting(Signal.Access::who, Signal.Access::what)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("198.51.100.7", "status 403"));
    }

    /// How long something took says more than that it was logged.
    @Test
    void theNumbersOfAPatternAreTold() throws Exception {
        var line =
                "{\"attributes\":{\"timestamp\":\"%s\",\"service\":\"web\",\"status\":\"info\",\"message\":\"started in %s seconds (attempt 1)\"}}";
        file(
                "logs",
                "{\"data\":[%s,%s,%s]}"
                        .formatted(
                                line.formatted("2026-11-20T01:00:00Z", "88.2"),
                                line.formatted("2026-11-20T03:00:00Z", "540.8"),
                                line.formatted("2026-11-20T04:00:00Z", "101")));
        assertThat(of(collect("AWS::RDS::DBInstance", EvidenceClass.LOGS), Signal.Log.class))
                .extracting(Signal::summary)
                .contains(
                        "log \"started in * seconds (attempt *)\": 1 before, 2 from the change on; last 04:00; numbers in the lines read: 88.2 to 540.8");
    }

    /// What a database or a bucket logs is tagged with it, and not with the service that uses it.
    @Test
    void theResourcesOwnLogsAreReadToo() throws Exception {
        file("logs", """
                {"data":[{"attributes":{"timestamp":"2026-11-20T01:30:00Z","service":"postgres","status":"error","message":"terminating connection pid=30117",
                  "tags":["dbinstanceidentifier:thing-1"]}}]}""");
        assertThat(of(collect("AWS::RDS::DBInstance", EvidenceClass.LOGS), Signal.Log.class))
                .extracting(Signal.Log::text)
                .contains("terminating connection pid=30117");
    }

    /// Who came once in the month before needs the door as well; who came since the window still does.
    @Test
    void whoUsedItBeforeAndAfterTheWindowIsTold() throws Exception {
        now = Instant.parse("2026-12-15T12:00:00Z");
        window = new Window(WINDOW.from(), CHANGE, CHANGE.plus(java.time.Duration.ofDays(7)), Window.Dating.WRITE);
        Files.writeString(
                folder.resolve("scenario.json"),
                Files.readString(folder.resolve("scenario.json")).replace(NOW.toString(), now.toString()));
        var line =
                "{\"attributes\":{\"timestamp\":\"%s\",\"service\":\"s3\",\"message\":\"thing-1\",\"tags\":[\"source:s3\"],"
                        + "\"attributes\":{\"network\":{\"client\":{\"ip\":\"%s\"}},\"http\":{\"status_code\":200}}}}";
        file(
                "logs",
                "{\"data\":[%s,%s,%s]}"
                        .formatted(
                                line.formatted("2026-10-30T10:12:00Z", "192.0.2.77"),
                                line.formatted("2026-11-20T03:12:00Z", "192.0.2.77"),
                                line.formatted("2026-12-12T10:12:00Z", "192.0.2.78")));
        assertThat(of(collect("AWS::S3::Bucket", EvidenceClass.LOGS), Signal.Access.class))
                .extracting(
                        Signal.Access::who,
                        Signal.Access::count,
                        a -> a.at().toString(),
                        a -> a.last().toString())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                "192.0.2.77", 2L, "2026-10-30T06:00:00Z", "2026-11-20T03:00:00Z"),
                        org.assertj.core.groups.Tuple.tuple(
                                "192.0.2.78", 1L, "2026-12-12T06:00:00Z", "2026-12-12T06:00:00Z"));
    }

    /// An access log that nobody parsed has no attributes to count by.
    @Test
    void linesThatNameTheResourceAreReadWhereNothingIsCounted() throws Exception {
        file("logs", """
                {"data":[{"attributes":{"timestamp":"2026-10-30T10:12:00Z","service":"logs","status":"info",
                  "message":"79a5 thing-1 [ts] 192.0.2.77 arn:aws:sts::1:assumed-role/AuditReader/dora REST.GET.OBJECT"}}]}""");
        assertThat(of(collect("AWS::S3::Bucket", EvidenceClass.LOGS), Signal.Log.class))
                .extracting(Signal.Log::text)
                .singleElement()
                .satisfies(text -> assertThat(text).contains("AuditReader/dora"));
    }

    /// A flow log knows that somebody came, the service who it was and whether they got in.
    @Test
    void whoAskedTheServiceBehindADoorIsCounted() throws Exception {
        file("logs", """
                {"data":[{"attributes":{"timestamp":"2026-11-20T03:30:00Z","service":"web","status":"error","message":"password authentication failed",
                  "tags":["source:postgresql"],"attributes":{"network":{"client":{"ip":"198.51.100.7"}}}},"repeat":{"every":"PT1H","until":"2026-11-20T05:30:00Z"}},
                 {"attributes":{"timestamp":"2026-11-20T03:30:00Z","service":"web","status":"info","message":"GET /",
                  "attributes":{"network":{"client":{"ip":"10.0.0.9"}},"http":{"status_code":200}}}},
                 {"attributes":{"timestamp":"2026-11-20T03:30:00Z","service":"other","status":"info","message":"GET /",
                  "attributes":{"network":{"client":{"ip":"10.0.0.8"}}}}}]}""");
        assertThat(of(collect("AWS::EC2::SecurityGroup", EvidenceClass.LOGS), Signal.Access.class))
                .extracting(Signal.Access::who, Signal.Access::what, Signal.Access::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("198.51.100.7", "level error", 3L),
                        org.assertj.core.groups.Tuple.tuple("10.0.0.9", "level info, status 200", 1L));
    }

    @Test
    void metricsOfTheServicesOwnMonitorsAndDashboardsAreAskedFor() throws Exception {
        file(
                "monitors",
                "{\"data\":[{\"id\":7,\"name\":\"carts\",\"type\":\"query alert\",\"tags\":[\"service:web\"],\"query\":\"avg(last_5m):sum:shop.carts{service:web}.as_count() < 2\"}]}");
        file("dashboards", """
                {"data":[{"id":"abc-def-ghi","title":"web overview","widgets":[{"definition":{"type":"group","widgets":[
                   {"definition":{"requests":[{"queries":[{"data_source":"metrics","name":"a","query":"max:jvm.heap_memory{$service,$env} by {host}"}]}]}}]}}]},
                 {"id":"abc-def-xyz","title":"webhooks","widgets":[{"definition":{"requests":[{"q":"avg:hooks.sent{*}"}]}}]},
                 {"id":"abc-def-tim","title":"web times","widgets":[{"definition":{"requests":[{"q":"sum:shop.render.duration.max{service:web}"}]}}]}]}""");
        file("metrics", """
                {"series":[{"metric":"shop.carts","scope":["service:web"],"unit":"cart","interval":300,"steps":[["2026-11-19T00:00:00Z",5,1]]},
                           {"metric":"shop.render.duration.max","scope":["service:web"],"unit":"second","interval":300,"steps":[["2026-11-19T00:00:00Z",5,1]]},
                           {"metric":"jvm.heap_memory","scope":["service:web"],"unit":"byte","interval":300,"steps":[["2026-11-19T00:00:00Z",5,1]]},
                           {"metric":"hooks.sent","scope":["service:hooks"],"unit":"","interval":300,"steps":[["2026-11-19T00:00:00Z",5,1]]}]}""");
        assertThat(of(collect("AWS::RDS::DBInstance", EvidenceClass.METRICS), Signal.Metric.class))
                .as("monitors are alerts, which are off")
                .extracting(Signal.Metric::name)
                .doesNotContain("shop.carts");
        assertThat(log.calls()).noneMatch(call -> call.toString().contains("/api/v1/monitor"));
        var metrics = of(
                        collect("AWS::RDS::DBInstance", EvidenceClass.METRICS, EvidenceClass.ALERTS),
                        Signal.Metric.class)
                .toList();
        assertThat(metrics)
                .extracting(Signal.Metric::name)
                .contains("shop.carts", "jvm.heap_memory")
                .doesNotContain("hooks.sent");
        // a longest time is no count, though a dashboard adds it up
        assertThat(metrics)
                .filteredOn(m -> m.name().equals("shop.render.duration.max"))
                .extracting(Signal.Metric::unit)
                .containsOnly("second");
    }

    @Test
    void whatIsNotLookedForIsSaid() {
        var collected = collect("AWS::EC2::SecurityGroup", EvidenceClass.METRICS, EvidenceClass.LOGS);
        assertThat(collected.notAsked())
                .contains(
                        "alerts: excluded by configuration (evidence.send)",
                        "metrics: no metric table for AWS::EC2::SecurityGroup",
                        "no flow log query: flow logs know network interfaces, and neither one of this resource nor a changed port of its VPC is known");
        datadog.close();
        datadog = null;
        assertThat(collect("AWS::S3::Bucket", EvidenceClass.METRICS).notAsked())
                .contains("no S3 access logs query: logs are excluded by configuration (evidence.send)");
    }

    @Test
    void whatThereWereNoCallsLeftForIsSaidAndAskedForTheNextDrift() {
        scope = new EvidenceScope(3, List.of());
        var collected = collect("AWS::RDS::DBInstance", EvidenceClass.values());
        assertThat(log.calls()).hasSize(3);
        assertThat(collected.gaps())
                .extracting(dev.phantom.fault.Gap::text)
                .contains("events: not asked: the 3 calls for one drift (datadog.callsPerDrift) are used up");
    }
}
