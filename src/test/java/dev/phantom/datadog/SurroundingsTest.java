package dev.phantom.datadog;

import static dev.phantom.datadog.EvidenceWorld.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.Signal;
import dev.phantom.fault.Gap;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in a case beside the metrics of the resource: what guards the service, and what nobody looked for.
class SurroundingsTest {

    @TempDir
    Path folder;

    private EvidenceWorld world;

    @BeforeEach
    void world() throws Exception {
        world = new EvidenceWorld(folder);
    }

    @Test
    void whatGuardsTheServiceHasItsLimits() throws Exception {
        world.file("monitors", """
                {"data":[{"id":7,"name":"p95","type":"query alert","tags":["service:web"],"query":"avg(last_5m):avg:x{*} > 2",
                  "options":{"thresholds":{"critical":2,"warning":1.5}},"overall_state":"OK"}]}""");
        world.file("alerts", """
                {"data":[
                 {"id":"a","attributes":{"timestamp":"2026-11-20T01:30:00Z","message":"p95","tags":["service:web"],
                  "attributes":{"title":"[Triggered] p95","monitor":{"id":7,"name":"p95","transition":{"transition_type":"alert"}}}}},
                 {"id":"c","attributes":{"timestamp":"2026-10-20T01:30:00Z","message":"p95","tags":["service:web"],
                  "attributes":{"title":"[Triggered] p95","monitor":{"id":7,"name":"p95","transition":{"transition_type":"alert"}}}}},
                 {"id":"d","attributes":{"timestamp":"2026-10-20T03:30:00Z","message":"p95","tags":["service:web"],
                  "attributes":{"title":"[Recovered] p95","monitor":{"id":7,"name":"p95","transition":{"transition_type":"alert recovery"}}}}},
                 {"id":"b","attributes":{"timestamp":"2026-11-20T02:30:00Z","message":"p95","tags":["service:web"],
                  "attributes":{"title":"[Recovered] p95","monitor":{"id":7,"name":"p95","transition":{"transition_type":"alert recovery"}}}}}]}""");
        world.file("slos", """
                {"data":[{"id":"s1","name":"availability","type":"metric","tags":["service:web"],
                  "thresholds":[{"timeframe":"7d","target":99.9,"warning":99.95}],
                  "query":{"numerator":"sum:ok{*}","denominator":"sum:all{*}"},"history":{"overall":{"sli_value":98.5}}}]}""");
        var collected = world.collect("AWS::RDS::DBInstance", EvidenceClass.ALERTS);
        assertThat(collected.gaps()).isEmpty();
        var guards = of(collected, Signal.Guard.class).toList();
        assertThat(guards).hasSize(2);
        assertThat(guards.getFirst().condition()).isEqualTo("avg(last_5m):avg:x{*} > 2 (critical 2, warning 1.5)");
        assertThat(guards.getFirst().transitions())
                .extracting(Signal.Note::text, n -> String.valueOf(n.at()))
                .containsExactly(
                        tuple("alerted earlier", "2026-10-20T01:30:00Z"),
                        tuple("alert", "2026-11-20T01:30:00Z"),
                        tuple("recovery", "2026-11-20T02:30:00Z"));
        assertThat(guards.getFirst().summary()).endsWith("; now OK; before the window it alerted 2026-10-20 01:30");
        assertThat(of(collected, Signal.Alert.class)).hasSize(1);
        assertThat(guards.getLast().summary())
                .isEqualTo(
                        "SLO \"availability\" wants 99.9 % over 7d, warning below 99.95 % of sum:ok{*} / sum:all{*}; 98.50 % in the window");
    }

    @Test
    void metricsOfTheServicesOwnMonitorsAndDashboardsAreAskedFor() throws Exception {
        world.file(
                "monitors",
                "{\"data\":[{\"id\":7,\"name\":\"carts\",\"type\":\"query alert\",\"tags\":[\"service:web\"],\"query\":\"avg(last_5m):sum:shop.carts{service:web}.as_count() < 2\"}]}");
        world.file("dashboards", """
                {"data":[{"id":"abc-def-ghi","title":"web overview","widgets":[{"definition":{"type":"group","widgets":[
                   {"definition":{"requests":[{"queries":[{"data_source":"metrics","name":"a","query":"max:jvm.heap_memory{$service,$env} by {host}"}]}]}}]}}]},
                 {"id":"abc-def-xyz","title":"webhooks","widgets":[{"definition":{"requests":[{"q":"avg:hooks.sent{*}"}]}}]},
                 {"id":"abc-def-tim","title":"web times","widgets":[{"definition":{"requests":[{"q":"sum:shop.render.duration.max{service:web}"}]}}]}]}""");
        world.file("metrics", """
                {"series":[{"metric":"shop.carts","scope":["service:web"],"unit":"cart","interval":300,"steps":[["2026-11-19T00:00:00Z",5,1]]},
                           {"metric":"shop.render.duration.max","scope":["service:web"],"unit":"second","interval":300,"steps":[["2026-11-19T00:00:00Z",5,1]]},
                           {"metric":"jvm.heap_memory","scope":["service:web"],"unit":"byte","interval":300,"steps":[["2026-11-19T00:00:00Z",5,1]]},
                           {"metric":"hooks.sent","scope":["service:hooks"],"unit":"","interval":300,"steps":[["2026-11-19T00:00:00Z",5,1]]}]}""");
        assertThat(of(world.collect("AWS::RDS::DBInstance", EvidenceClass.METRICS), Signal.Metric.class))
                .as("monitors are alerts, which are off")
                .extracting(Signal.Metric::name)
                .doesNotContain("shop.carts");
        assertThat(world.calls()).noneMatch(call -> call.toString().contains("/api/v1/monitor"));
        var metrics = of(
                        world.collect("AWS::RDS::DBInstance", EvidenceClass.METRICS, EvidenceClass.ALERTS),
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
        var collected = world.collect("AWS::EC2::SecurityGroup", EvidenceClass.METRICS, EvidenceClass.LOGS);
        assertThat(collected.notAsked())
                .contains(
                        "alerts: excluded by configuration (evidence.send)",
                        "metrics: no metric table for AWS::EC2::SecurityGroup",
                        "no flow log query: flow logs know network interfaces, and neither one of this resource nor a changed port of its VPC is known");
        assertThat(world.collect("AWS::S3::Bucket", EvidenceClass.METRICS).notAsked())
                .contains("no S3 access logs query: logs are excluded by configuration (evidence.send)");
    }

    @Test
    void whatThereWereNoCallsLeftForIsSaidAndAskedForTheNextDrift() {
        world.scope(new EvidenceScope(3, List.of()));
        var collected = world.collect("AWS::RDS::DBInstance", EvidenceClass.values());
        assertThat(world.calls()).hasSize(3);
        assertThat(collected.gaps())
                .extracting(Gap::text)
                .contains("events: not asked: the 3 calls for one drift (datadog.callsPerDrift) are used up");
    }
}
