package dev.phantom.datadog;

import static dev.phantom.datadog.EvidenceWorld.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.Signal;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the service and the resource logged, and the spans of the service.
class LogsAndTracesTest {

    @TempDir
    Path folder;

    private EvidenceWorld world;

    @BeforeEach
    void world() throws Exception {
        world = new EvidenceWorld(folder);
    }

    @Test
    void allLinesAreCountedAndSomeStandAsTheyAre() throws Exception {
        world.file("logs", """
                {"data":[
                 {"attributes":{"timestamp":"2026-11-20T00:00:30Z","service":"web","status":"error","message":"ExpiredToken: The security token of 10.0.3.7 is expired (v2.4.1, code 400)"},
                  "repeat":{"every":"PT10S","until":"2026-11-20T01:59:50Z"}},
                 {"attributes":{"timestamp":"2026-11-20T02:05:00Z","service":"web","status":"error","message":"pool empty after 31 tries"}},
                 {"attributes":{"timestamp":"2026-11-20T00:00:00Z","service":"web","status":"info","message":"ok"},
                  "repeat":{"every":"PT1M","until":"2026-11-20T11:59:00Z"}}]}""");
        var logs = of(world.collect("AWS::RDS::DBInstance", EvidenceClass.LOGS), Signal.Log.class)
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

    /// How long something took says more than that it was logged.
    @Test
    void theNumbersOfAPatternAreTold() throws Exception {
        var line =
                "{\"attributes\":{\"timestamp\":\"%s\",\"service\":\"web\",\"status\":\"info\",\"message\":\"started in %s seconds (attempt 1)\"}}";
        world.file(
                "logs",
                "{\"data\":[%s,%s,%s]}"
                        .formatted(
                                line.formatted("2026-11-20T01:00:00Z", "88.2"),
                                line.formatted("2026-11-20T03:00:00Z", "540.8"),
                                line.formatted("2026-11-20T04:00:00Z", "101")));
        assertThat(of(world.collect("AWS::RDS::DBInstance", EvidenceClass.LOGS), Signal.Log.class))
                .extracting(Signal::summary)
                .contains(
                        "log \"started in * seconds (attempt *)\": 1 before, 2 from the change on; last 04:00; numbers in the lines read: 88.2 to 540.8");
    }

    /// A structured log says in its attributes what decides; what only ties it to a trace says nothing.
    @Test
    void whatALineSaysBesideItsMessageIsTold() throws Exception {
        world.file("logs", """
                {"data":[{"attributes":{"timestamp":"2026-11-20T02:05:00Z","service":"web","status":"info","message":"job done in 702 s",
                  "attributes":{"codec":"av1","shard":{"id":14},"seconds":"702","dd":{"trace_id":"7781"},"request_id":"r-1","usr":{"name":"Dora"}}}}]}""");
        assertThat(of(world.collect("AWS::RDS::DBInstance", EvidenceClass.LOGS), Signal.Log.class))
                .extracting(Signal::summary)
                .contains("log line of the window: job done in 702 s (codec=av1, shard.id=14)");
    }

    /// What a database or a bucket logs is tagged with it, and not with the service that uses it.
    @Test
    void theResourcesOwnLogsAreReadToo() throws Exception {
        world.file("logs", """
                {"data":[{"attributes":{"timestamp":"2026-11-20T01:30:00Z","service":"postgres","status":"error","message":"terminating connection pid=30117",
                  "tags":["dbinstanceidentifier:thing-1"]}}]}""");
        assertThat(of(world.collect("AWS::RDS::DBInstance", EvidenceClass.LOGS), Signal.Log.class))
                .extracting(Signal.Log::text)
                .contains("terminating connection pid=30117");
    }

    @Test
    void spansAreCountedByResource() throws Exception {
        world.file("spans", """
                {"data":[{"attributes":{"start_timestamp":"2026-11-20T01:00:00Z","end_timestamp":"2026-11-20T01:00:02Z","service":"web",
                  "resource_name":"POST /pay","status":"error","trace_id":"1","span_id":"2","custom":{"duration":2000000000}},
                  "repeat":{"every":"PT10S","until":"2026-11-20T03:00:00Z"}}]}""");
        var traces = of(world.collect("AWS::RDS::DBInstance", EvidenceClass.TRACES), Signal.Trace.class)
                .toList();
        assertThat(traces).anySatisfy(t -> {
            assertThat(t.summary())
                    .isEqualTo("spans of POST /pay that failed: 360 before, 361 from the change on; p95 2000 ms");
            assertThat(t.counts()).isEqualTo(new Signal.Counts(360, 0, 361, 0));
        });
        assertThat(traces).anySatisfy(t -> assertThat(t.counts()).isNull());
    }
}
