package dev.phantom.datadog;

import static dev.phantom.datadog.EvidenceWorld.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Nearby.Direction;
import dev.phantom.iac.Origin;
import dev.phantom.value.PropertyPath;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What ties something in Datadog to a drift that is neither its resource's nor its service's.
class TiesTest {

    private static final Signal.Nearby.Kind INCIDENT = Signal.Nearby.Kind.INCIDENT;

    @TempDir
    Path folder;

    private EvidenceWorld world;

    @BeforeEach
    void world() throws Exception {
        world = new EvidenceWorld(folder);
    }

    /// Two services on one database: what one does there, the other feels, hours after the change.
    @Test
    void whoCallsTheSameIsANeighbour() throws Exception {
        world.file("dependencies", "{\"web\":{\"calls\":[\"main-db\"]},\"customers\":{\"calls\":[\"main-db\"]},\"far\":{\"calls\":[\"x\"]}}");
        world.file("incidents", """
                {"data":[{"id":"i-1","attributes":{"public_id":7,"title":"errors","created":"2026-11-20T07:00:00Z","resolved":"2026-11-20T08:00:00Z",
                   "fields":{"services":{"type":"autocomplete","value":["customers"]}}}},
                 {"id":"i-2","attributes":{"public_id":8,"title":"errors","created":"2026-11-20T07:00:00Z","resolved":"2026-11-20T08:00:00Z",
                   "fields":{"services":{"type":"autocomplete","value":["far"]}}}}]}""");
        world.file("logs", """
                {"data":[
                 {"attributes":{"timestamp":"2026-11-20T07:04:00Z","service":"customers","status":"error","message":"FATAL: too many clients (max 500)"}},
                 {"attributes":{"timestamp":"2026-11-20T07:05:00Z","service":"customers","status":"info","message":"served"}},
                 {"attributes":{"timestamp":"2026-11-20T07:04:00Z","service":"far","status":"error","message":"elsewhere"}}]}""");
        var collected = world.collect("AWS::RDS::DBInstance", EvidenceClass.INCIDENTS, EvidenceClass.LOGS);
        assertThat(of(collected, Signal.Nearby.class))
                .extracting(Signal.Nearby::service, Signal.Nearby::direction, Signal.Nearby::kind)
                .containsExactly(tuple("customers", Direction.SHARES, INCIDENT));
        assertThat(of(collected, Signal.Log.class))
                .extracting(Signal::summary)
                .containsExactly("customers (calls what this service calls): FATAL: too many clients (max 500)");
    }

    /// No map knows an app in a store; it was released when the trouble began, and mended when it ended.
    @Test
    void whatHappenedWhenTheTroubleBeganAndEndedIsTold() throws Exception {
        world.file("alerts", """
                {"data":[
                 {"id":"a","attributes":{"timestamp":"2026-11-20T01:30:00Z","message":"m","tags":["service:web"],
                  "attributes":{"title":"[Triggered] p95","monitor":{"id":9,"name":"p95","transition":{"transition_type":"alert"}}}}},
                 {"id":"b","attributes":{"timestamp":"2026-11-20T11:00:00Z","message":"m","tags":["service:web"],
                  "attributes":{"title":"[Recovered] p95","monitor":{"id":9,"name":"p95","transition":{"transition_type":"alert recovery"}}}}}]}""");
        var event = "{\"id\":%d,\"title\":\"%s\",\"text\":\"\",\"date_happened\":\"%s\",\"source\":\"firebase\",\"tags\":[\"service:app\",\"env:%s\"]}";
        world.file(
                "events",
                "{\"data\":[%s,%s,%s,%s]}"
                        .formatted(
                                event.formatted(1, "app 8.2.0 in the stores", "2026-11-19T22:00:00Z", "prod"),
                                event.formatted(2, "app 8.2.1 forced", "2026-11-20T10:40:00Z", "prod"),
                                event.formatted(3, "app 7 in the stores", "2026-11-18T10:00:00Z", "prod"),
                                event.formatted(4, "app 9 in the stores", "2026-11-20T01:00:00Z", "staging")));
        world.file("logs", """
                {"data":[{"attributes":{"timestamp":"2026-11-20T01:40:00Z","service":"app","status":"warn","message":"empty result, asking again"}}]}""");
        var collected = world.collect(
                "AWS::RDS::DBInstance", EvidenceClass.ALERTS, EvidenceClass.DEPLOYS, EvidenceClass.LOGS);
        assertThat(of(collected, Signal.Nearby.class))
                .extracting(Signal.Nearby::direction, Signal::summary)
                .containsExactlyInAnyOrder(
                        tuple(
                                Direction.TIME,
                                "app (another service, at the same time): app 8.2.0 in the stores"),
                        tuple(Direction.TIME, "app (another service, at the same time): app 8.2.1 forced"));
        assertThat(of(collected, Signal.Log.class))
                .extracting(Signal::summary)
                .containsExactly("app (another service, at the same time): empty result, asking again");
    }

    @Test
    void aMetricThatNobodyAsksForIsTheServicesOwnAllTheSame() throws Exception {
        world.file("metrics", """
                {"series":[{"metric":"shop.returns","scope":["service:web"],"unit":"","interval":300,"steps":[["2026-11-19T00:00:00Z",5,1],["2026-11-20T02:00:00Z",11,1]]},
                           {"metric":"shop.others","scope":["service:far"],"unit":"","interval":300,"steps":[["2026-11-19T00:00:00Z",5,1]]}]}""");
        assertThat(of(world.collect("AWS::RDS::DBInstance", EvidenceClass.METRICS), Signal.Metric.class))
                .extracting(Signal.Metric::name)
                .contains("shop.returns")
                .doesNotContain("shop.others");
    }

    private static List<String> named(String type, String path, String actual) {
        var at = PropertyPath.parse(path);
        var value = Compare.map("{\"v\":" + actual + "}").entries().get("v");
        var drift = new Drift(
                "d-1",
                "h-1",
                "Thing",
                "thing-1",
                type,
                Drift.Status.MODIFIED,
                List.of(new Change.Add(at, value, Circumstances.declared(Origin.ABSENT))),
                Compare.map("{}"),
                Compare.map("{}"));
        return ChangedNames.of(Subjects.of(drift, "prod"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            AWS::KMS::Key               | /KeyPolicy/Statement | {"Principal":{"AWS":"arn:aws:iam::402915837264:role/batch/settlement-batch"},"Action":"kms:*","Resource":"*"} | settlement-batch
            AWS::S3::BucketPolicy       | /PolicyDocument      | {"Principal":{"AWS":"arn:aws:iam::402915837264:root"},"Resource":"arn:aws:s3:::acme-archive/*"}                | 402915837264 acme-archive
            AWS::Lambda::Function       | /Environment         | "https://api.grid.example/v4/readings"                                                                         | api.grid.example
            AWS::Lambda::Function       | /Environment         | "https://user:hunter2-hunter2@api.grid.example/v4"                                                             | ''
            AWS::EC2::SecurityGroup     | /SecurityGroupIngress| [{"CidrIp":"10.40.0.0/16"},{"CidrIp":"0.0.0.0/0"}]                                                             | 10.40.0.0/16
            AWS::DynamoDB::Table        | /Tags/0/Value        | "4620"                                                                                                         | 4620
            AWS::DynamoDB::Table        | /Tags/0/Value        | "loyalty"                                                                                                      | ''
            AWS::RDS::DBInstance        | /DBInstanceClass     | "db.r5.4xlarge"                                                                                                | ''
            AWS::IAM::Role              | /Arn                 | "arn:aws:iam::402915837264:role/thing-1"                                                                       | ''
            """)
    void whatAChangeNames(String type, String path, String actual, String names) {
        assertThat(String.join(" ", named(type, path, actual))).isEqualTo(names);
    }
}
