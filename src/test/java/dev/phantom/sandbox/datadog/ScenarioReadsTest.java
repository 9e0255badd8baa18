package dev.phantom.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import dev.phantom.sandbox.loopback.Scenario;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of a scenario come out as Datadog's routes.
class ScenarioReadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @BeforeEach
    void world() throws Exception {
        Files.createDirectories(folder.resolve("input/evidence"));
        Files.writeString(folder.resolve("scenario.json"), """
                {"schema":"phantom.scenario/v1","title":"t","now":"2026-11-20T12:00:00Z",
                 "account":"111122223333","region":"us-east-1","repository":"acme/infra"}""");
    }

    private void file(String name, String json) throws Exception {
        Files.writeString(folder.resolve("input/evidence").resolve(name + ".json"), json);
    }

    private JsonNode ask(String method, String path, Map<String, String> query, String body) throws Exception {
        var world = DatadogWorld.of(
                Scenario.open(folder, Instant.parse("2026-11-20T12:00:00Z")), Instant.parse("2026-11-20T12:00:00Z"));
        var reply = new Reads(world, new Monitoring(List::of, InstantSource.system()))
                .answer(
                        method + " " + path,
                        new Request(method, path, query, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
        return ((com.fasterxml.jackson.databind.node.ObjectNode)
                        JSON.createObjectNode().put("status", reply.status()))
                .set("body", JSON.readTree(reply.body()));
    }

    private JsonNode get(String path, Map<String, String> query) throws Exception {
        return ask("GET", path, query, "").path("body");
    }

    private JsonNode post(String path, String body) throws Exception {
        return ask("POST", path, Map.of(), body).path("body");
    }

    @Test
    void whatRepeatsIsSearchedAndCounted() throws Exception {
        file("logs", """
                {"data":[
                 {"attributes":{"timestamp":"2026-11-20T10:00:00Z","service":"web","status":"error","message":"refused"},
                  "repeat":{"every":"PT30S","until":"2026-11-20T10:09:30Z"}},
                 {"attributes":{"timestamp":"2026-11-20T10:01:00Z","service":"web","status":"info","message":"hello"}}]}""");
        var span =
                "\"filter\":{\"from\":\"2026-11-20T09:00:00Z\",\"to\":\"2026-11-20T12:00:00Z\",\"query\":\"service:web\"}";

        var found = post("/api/v2/logs/events/search", "{%s,\"page\":{\"limit\":1000}}".formatted(span));
        assertThat(found.path("data")).hasSize(21);

        var counted = post(
                "/api/v2/logs/analytics/aggregate",
                "{%s,\"compute\":[{\"aggregation\":\"count\",\"type\":\"timeseries\",\"interval\":\"5m\"}],\"group_by\":[{\"facet\":\"status\"}]}"
                        .formatted(span));
        var errors = counted.at("/data/buckets/0");
        assertThat(errors.at("/by/status").asText()).isEqualTo("error");
        assertThat(errors.at("/computes/c0/0/time").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(errors.at("/computes/c0/0/value").asInt()).isEqualTo(10);
        assertThat(errors.at("/computes/c0/1/value").asInt()).isEqualTo(10);
    }

    @Test
    void spansAreCountedInAnEnvelope() throws Exception {
        file("spans", """
                {"data":[{"attributes":{"start_timestamp":"2026-11-20T10:00:00Z","end_timestamp":"2026-11-20T10:00:01Z",
                  "service":"web","resource_name":"GET /","custom":{"duration":2000000000}},
                  "repeat":{"every":"PT1M","until":"2026-11-20T10:04:00Z"}}]}""");
        var counted = post("/api/v2/spans/analytics/aggregate", """
                {"data":{"type":"aggregate_request","attributes":{
                 "filter":{"from":"2026-11-20T09:00:00Z","to":"2026-11-20T12:00:00Z","query":"service:web"},
                 "compute":[{"aggregation":"count"},{"aggregation":"pc95","metric":"@duration"}],
                 "group_by":[{"facet":"resource_name"}]}}}""");
        assertThat(counted.at("/data/0/attributes/by/resource_name").asText()).isEqualTo("GET /");
        assertThat(counted.at("/data/0/attributes/compute/c0").asInt()).isEqualTo(5);
        assertThat(counted.at("/data/0/attributes/compute/c1").asDouble()).isEqualTo(2e9);
    }

    @Test
    void anIncidentHasImpactsAndATimelineOfItsOwn() throws Exception {
        file("incidents", """
                {"data":[{"id":"i-1","attributes":{"public_id":7,"title":"t","created":"2026-11-20T10:00:00Z"},
                  "impacts":[{"description":"checkout slow","start_at":"2026-11-20T10:00:00Z"}],
                  "timeline":[{"timestamp":"2026-11-20T10:05:00Z","content":"scaled up"}]}]}""");
        assertThat(get("/api/v2/incidents/search", Map.of()).toString()).doesNotContain("scaled up", "checkout slow");
        assertThat(get("/api/v2/incidents/i-1/impacts", Map.of())
                        .at("/data/0/attributes/description")
                        .asText())
                .isEqualTo("checkout slow");
        assertThat(get("/api/v2/incidents/i-1/timeline", Map.of())
                        .at("/data/0/attributes/content/content")
                        .asText())
                .isEqualTo("scaled up");
        assertThat(ask("GET", "/api/v2/incidents/i-2/timeline", Map.of(), "")
                        .path("status")
                        .asInt())
                .isEqualTo(404);
    }

    @Test
    void monitorsSlosDashboardsAndDependencies() throws Exception {
        file("monitors", """
                {"data":[{"id":7,"name":"p95","tags":["service:web"],"query":"avg(last_5m):avg:x{*} > 2",
                  "options":{"thresholds":{"critical":2}},"overall_state":"OK","last_triggered_ts":"2026-11-20T10:00:00Z"},
                 {"id":8,"name":"other","tags":["service:billing"]}]}""");
        file("slos", """
                {"data":[{"id":"s1","name":"availability","tags":["service:web"],"created_at":"2026-11-01T00:00:00Z",
                  "thresholds":[{"timeframe":"7d","target":99.9}],"history":{"overall":{"sli_value":99.2}}}]}""");
        file("dashboards", "{\"data\":[{\"id\":\"d1\",\"title\":\"web\",\"widgets\":[{\"definition\":{}}]}]}");
        file("dependencies", "{\"web\":{\"calls\":[\"billing\"]},\"edge\":{\"calls\":[\"web\"]}}");

        var monitors = get("/api/v1/monitor", Map.of("monitor_tags", "service:web"));
        assertThat(monitors).hasSize(1);
        assertThat(monitors.at("/0/options/thresholds/critical").asInt()).isEqualTo(2);
        assertThat(get("/api/v1/monitor/groups/search", Map.of("query", "service:web"))
                        .at("/groups/0/last_triggered_ts")
                        .isNumber())
                .isTrue();
        var slos = get("/api/v1/slo", Map.of("tags_query", "service:web"));
        assertThat(slos.at("/data/0/created_at").isNumber()).isTrue();
        assertThat(slos.at("/data/0").has("history")).isFalse();
        assertThat(get("/api/v1/slo/s1/history", Map.of("from_ts", "1", "to_ts", "2"))
                        .at("/data/overall/sli_value")
                        .asDouble())
                .isEqualTo(99.2);
        assertThat(get("/api/v1/dashboard", Map.of()).at("/dashboards/0").has("widgets"))
                .isFalse();
        assertThat(get("/api/v1/dashboard/d1", Map.of()).path("widgets")).hasSize(1);
        var web = get("/api/v1/service_dependencies/web", Map.of("env", "prod"));
        assertThat(web.path("calls")).extracting(JsonNode::asText).containsExactly("billing");
        assertThat(web.path("called_by")).extracting(JsonNode::asText).containsExactly("edge");
        assertThat(ask("GET", "/api/v1/service_dependencies/web", Map.of(), "")
                        .path("status")
                        .asInt())
                .isEqualTo(400);
    }
}
