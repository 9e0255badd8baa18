package dev.phantom.datadog;

import static dev.phantom.datadog.EvidenceWorld.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Nearby.Direction;
import dev.phantom.sandbox.datadog.InjectedFault;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Incidents of the service, and of others at that time.
class IncidentSignalsTest {

    @TempDir
    Path folder;

    private EvidenceWorld world;

    @BeforeEach
    void world() throws Exception {
        world = new EvidenceWorld(folder);
    }

    @Test
    void anIncidentStandsThereWithItsTimes() throws Exception {
        world.file("incidents", """
                {"data":[{"id":"i-1","attributes":{"public_id":7,"title":"checkout slow","severity":"SEV-2","state":"resolved",
                  "created":"2026-11-20T01:40:00Z","declared":"2026-11-20T01:41:00Z","customer_impact_start":"2026-11-20T01:30:00Z",
                  "customer_impact_end":"2026-11-20T03:00:00Z","resolved":"2026-11-20T03:30:00Z","customer_impact_scope":"EU carts",
                  "fields":{"services":{"type":"autocomplete","value":["web"]},"summary":{"type":"textbox","value":"pool exhausted"}}},
                  "impacts":[{"description":"carts fail","start_at":"2026-11-20T01:30:00Z","end_at":"2026-11-20T03:00:00Z"}],
                  "timeline":[{"timestamp":"2026-11-20T02:01:00Z","content":"doubling the pool until it is stable"},
                              {"timestamp":"2026-11-20T02:50:00Z","content":"state changed to stable"}]}]}""");
        var incident = of(world.collect("AWS::RDS::DBInstance", EvidenceClass.INCIDENTS), Signal.Incident.class)
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
        world.file(
                "incidents",
                "{\"data\":[%s,%s]}"
                        .formatted(
                                incident.formatted("i-1", 7, "2026-11-20T01:40:00Z", "2026-11-20T04:00:00Z"),
                                incident.formatted("i-2", 8, "2026-11-20T08:40:00Z", "2026-11-20T09:00:00Z")));
        var collected = world.collect("AWS::RDS::DBInstance", EvidenceClass.INCIDENTS);
        assertThat(of(collected, Signal.Incident.class)).isEmpty();
        assertThat(of(collected, Signal.Nearby.class)).singleElement().satisfies(n -> {
            assertThat(n.direction()).isEqualTo(Direction.TIME);
            assertThat(n.summary()).startsWith("cdn (another service, at the same time): incident 7");
        });
    }

    /// It is not documented, so it may be gone any day.
    @Test
    void anIncidentWithoutATimelineStandsThereAllTheSame() throws Exception {
        world.file(
                "incidents",
                "{\"data\":[{\"id\":\"i-1\",\"attributes\":{\"public_id\":7,\"created\":\"2026-11-20T01:40:00Z\"}}]}");
        world.inject(
                "GET /api/v2/incidents/i-1/timeline",
                new InjectedFault.Failing(404, "{\"errors\":[\"Not found\"]}", 99));
        var collected = world.collect("AWS::RDS::DBInstance", EvidenceClass.INCIDENTS);
        assertThat(of(collected, Signal.Incident.class)).hasSize(1);
        assertThat(collected.gaps()).isEmpty();
        assertThat(collected.notAsked()).contains("timeline of incident 7: 404 refused: Not found");
    }

    @Test
    void incidentsOfOthersAndEntriesThatAreLeftOutAreSaid() throws Exception {
        var other = "{\"id\":\"o-%1$d\",\"attributes\":{\"public_id\":%1$d,\"title\":\"slow\","
                + "\"created\":\"2026-11-20T01:4%1$d:00Z\","
                + "\"fields\":{\"services\":{\"type\":\"autocomplete\",\"value\":[\"cdn\"]}}}}";
        var entry = "{\"timestamp\":\"2026-11-20T02:%02d:00Z\",\"content\":\"step %d\"}";
        var own =
                "{\"id\":\"i-1\",\"attributes\":{\"public_id\":9,\"title\":\"slow\",\"created\":\"2026-11-20T01:40:00Z\"},"
                        .concat("\"timeline\":[%s]}")
                        .formatted(IntStream.range(0, 25)
                                .mapToObj(i -> entry.formatted(i, i))
                                .collect(Collectors.joining(",")));
        var incidents = Stream.concat(IntStream.range(1, 6).mapToObj(other::formatted), Stream.of(own));
        world.file("incidents", "{\"data\":[%s]}".formatted(incidents.collect(Collectors.joining(","))));
        var collected = world.collect("AWS::RDS::DBInstance", EvidenceClass.INCIDENTS);
        assertThat(of(collected, Signal.Nearby.class)).hasSize(3);
        assertThat(of(collected, Signal.Incident.class))
                .singleElement()
                .satisfies(i -> assertThat(i.course().timeline()).hasSize(20));
        assertThat(collected.notAsked())
                .contains(
                        "incidents of other services: the 3 nearest to the change of 5 are told",
                        "timeline of incident 9: the first 20 of 25 are told");
    }
}
