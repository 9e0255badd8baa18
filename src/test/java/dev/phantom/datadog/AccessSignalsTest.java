package dev.phantom.datadog;

import static dev.phantom.datadog.EvidenceWorld.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who used what has no utilisation.
class AccessSignalsTest {

    @TempDir
    Path folder;

    private EvidenceWorld world;

    @BeforeEach
    void world() throws Exception {
        world = new EvidenceWorld(folder);
    }

    @Test
    void whoUsedABucketIsCounted() throws Exception {
        world.file("logs", """
                {"data":[{"attributes":{"timestamp":"2026-11-20T00:30:00Z","service":"s3","status":"info","message":"thing-1 198.51.100.7 REST.GET.OBJECT",
                  "tags":["source:s3"],"attributes":{"network":{"client":{"ip":"198.51.100.7"}},"http":{"status_code":200,"useragent":"curl/8"}}},
                  "repeat":{"every":"PT1H","until":"2026-11-20T09:30:00Z"}}]}""");
        var collected = world.collect("AWS::S3::Bucket", EvidenceClass.LOGS);
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
        world.file("logs", """
                {"data":[{"attributes":{"timestamp":"2026-11-20T03:30:00Z","service":"assets","status":"info","message":"REST.GET.OBJECT",
                  "attributes":{"bucket":"thing-1","network":{"client":{"ip":"198.51.100.7"}},"http":{"status_code":403}}}},
                 {"attributes":{"timestamp":"2026-11-20T03:30:00Z","service":"web","status":"info","message":"uploaded to thing-1","attributes":{}}}]}""");
        assertThat(of(world.collect("AWS::S3::Bucket", EvidenceClass.LOGS), Signal.Access.class))
                .extracting(Signal.Access::who, Signal.Access::what)
                .containsExactly(tuple("198.51.100.7", "status 403"));
    }

    /// Who came once in the month before needs the door as well; who came since the window still does.
    @Test
    void whoUsedItBeforeAndAfterTheWindowIsTold() throws Exception {
        world.later();
        var line =
                "{\"attributes\":{\"timestamp\":\"%s\",\"service\":\"s3\",\"message\":\"thing-1\",\"tags\":[\"source:s3\"],"
                        + "\"attributes\":{\"network\":{\"client\":{\"ip\":\"%s\"}},\"http\":{\"status_code\":200}}}}";
        world.file(
                "logs",
                "{\"data\":[%s,%s,%s]}"
                        .formatted(
                                line.formatted("2026-10-30T10:12:00Z", "192.0.2.77"),
                                line.formatted("2026-11-20T03:12:00Z", "192.0.2.77"),
                                line.formatted("2026-12-12T10:12:00Z", "192.0.2.78")));
        assertThat(of(world.collect("AWS::S3::Bucket", EvidenceClass.LOGS), Signal.Access.class))
                .extracting(
                        Signal.Access::who,
                        Signal.Access::count,
                        a -> a.at().toString(),
                        a -> a.last().toString())
                .containsExactlyInAnyOrder(
                        tuple("192.0.2.77", 2L, "2026-10-30T06:00:00Z", "2026-11-20T03:00:00Z"),
                        tuple("192.0.2.78", 1L, "2026-12-12T06:00:00Z", "2026-12-12T06:00:00Z"));
    }

    /// An access log that nobody parsed has no attributes to count by.
    @Test
    void linesThatNameTheResourceAreReadWhereNothingIsCounted() throws Exception {
        world.file("logs", """
                {"data":[{"attributes":{"timestamp":"2026-10-30T10:12:00Z","service":"logs","status":"info",
                  "message":"79a5 thing-1 [ts] 192.0.2.77 arn:aws:sts::1:assumed-role/AuditReader/dora REST.GET.OBJECT"}}]}""");
        assertThat(of(world.collect("AWS::S3::Bucket", EvidenceClass.LOGS), Signal.Log.class))
                .extracting(Signal.Log::text)
                .singleElement()
                .satisfies(text -> assertThat(text).contains("AuditReader/dora"));
    }

    /// A flow log knows that somebody came, the service who it was and whether they got in.
    @Test
    void whoAskedTheServiceBehindADoorIsCounted() throws Exception {
        world.file("logs", """
                {"data":[{"attributes":{"timestamp":"2026-11-20T03:30:00Z","service":"web","status":"error","message":"password authentication failed",
                  "tags":["source:postgresql"],"attributes":{"network":{"client":{"ip":"198.51.100.7"}}}},"repeat":{"every":"PT1H","until":"2026-11-20T05:30:00Z"}},
                 {"attributes":{"timestamp":"2026-11-20T03:30:00Z","service":"web","status":"info","message":"GET /",
                  "attributes":{"network":{"client":{"ip":"10.0.0.9"}},"http":{"status_code":200}}}},
                 {"attributes":{"timestamp":"2026-11-20T03:30:00Z","service":"other","status":"info","message":"GET /",
                  "attributes":{"network":{"client":{"ip":"10.0.0.8"}}}}}]}""");
        assertThat(of(world.collect("AWS::EC2::SecurityGroup", EvidenceClass.LOGS), Signal.Access.class))
                .extracting(Signal.Access::who, Signal.Access::what, Signal.Access::count)
                .containsExactly(
                        tuple("198.51.100.7", "level error", 3L), tuple("10.0.0.9", "level info, status 200", 1L));
    }

    /// Of what was said again the newest line stands there with how many were read; what is left out is said.
    @Test
    void linesOfOnePatternAreOneAndThoseLeftOutAreSaid() throws Exception {
        var line = "{\"attributes\":{\"timestamp\":\"2026-11-0%dT10:00:00Z\",\"service\":\"logs\",\"status\":\"info\","
                + "\"message\":\"%s thing-1 %d\"}}";
        var lines = new ArrayList<String>();
        var verbs = List.of("get", "get", "get", "put", "list", "head", "copy", "move");
        for (var i = 0; i < verbs.size(); i++) {
            lines.add(line.formatted(9 - i, verbs.get(i), i));
        }
        world.file("logs", "{\"data\":[%s]}".formatted(String.join(",", lines)));
        var collected = world.collect("AWS::S3::Bucket", EvidenceClass.LOGS);
        assertThat(of(collected, Signal.Log.class))
                .extracting(Signal.Log::text, Signal.Log::count, Signal::summary)
                .hasSize(5)
                .contains(
                        tuple(
                                "get thing-1 0",
                                3,
                                "log line that names the resource, the newest of 3 alike: get thing-1 0"),
                        tuple("put thing-1 3", 1, "log line that names the resource: put thing-1 3"));
        assertThat(collected.notAsked())
                .contains("log lines that name thing-1: the newest of 5 of 6 patterns are told");
    }

    @Test
    void callersBeyondThoseThatAreCountedAreSaid() throws Exception {
        var line =
                "{\"attributes\":{\"timestamp\":\"2026-11-20T03:%02d:00Z\",\"service\":\"s3\",\"message\":\"thing-1\","
                        + "\"tags\":[\"source:s3\"],\"attributes\":{\"network\":{\"client\":{\"ip\":\"192.0.2.%d\"}}}}}";
        var few = IntStream.range(0, 5).mapToObj(i -> line.formatted(i, i)).toList();
        var many = IntStream.range(0, 15).mapToObj(i -> line.formatted(i, i)).toList();
        var said = "S3 access logs: only the most frequent callers were counted";
        world.file("logs", "{\"data\":%s}".formatted(few));
        assertThat(world.collect("AWS::S3::Bucket", EvidenceClass.LOGS).notAsked())
                .doesNotContain(said);
        world.file("logs", "{\"data\":%s}".formatted(many));
        assertThat(world.collect("AWS::S3::Bucket", EvidenceClass.LOGS).notAsked())
                .contains(said);
    }

    @Test
    void linesOfABucketThatNobodyParsedTellWhoCame() throws Exception {
        var line =
                "{\"attributes\":{\"timestamp\":\"2026-11-20T03:%02d:00Z\",\"service\":\"s3-access\",\"status\":\"info\","
                        + "\"message\":\"79a5 thing-1 [ts] 192.0.2.77 - 3E57 REST.GET.OBJECT a.csv %d\"}}";
        world.file(
                "logs",
                "{\"data\":[%s,%s,%s]}"
                        .formatted(line.formatted(1, 200), line.formatted(2, 200), line.formatted(3, 403)));
        assertThat(of(world.collect("AWS::S3::Bucket", EvidenceClass.LOGS), Signal.Access.class))
                .extracting(Signal.Access::what, Signal.Access::count, Signal.Access::refused)
                .containsExactlyInAnyOrder(tuple("status 200", 2L, false), tuple("status 403", 1L, true));
    }
}
