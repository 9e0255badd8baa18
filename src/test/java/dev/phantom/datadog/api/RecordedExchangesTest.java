package dev.phantom.datadog.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.evidence.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Our readers, through the real client, against real answers.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class RecordedExchangesTest {

    private static Recording recording(String name) throws IOException {
        return new Recording(Path.of(System.getenv("PHANTOM_CORPUS"), "datadog-cassettes", name));
    }

    private static <T> T got(Recording recording, ApiAnswer<T> answer) {
        assertThat(recording.unmatched()).isEmpty();
        return switch (answer) {
            case Got<T>(var value, var _) -> value;
            case Refused<T>(var _, var line) -> throw new AssertionError(line);
        };
    }

    @Test
    void logSearchOverThreePages() throws Exception {
        try (var recording = recording("features/v2/Search_logs_returns_OK_response_with_pagination.json")) {
            var lines = got(recording, Logs.read(recording.api(), new Paged("now-15m", "now", 2).search()));
            assertThat(lines).hasSize(3);
            assertThat(lines.getFirst()).satisfies(line -> {
                assertThat(line.at()).isEqualTo(Instant.parse("2022-04-11T16:29:47Z"));
                assertThat(line.service()).isEmpty();
                assertThat(line.status()).isEqualTo("ok");
                assertThat(line.host()).isEqualTo("05f9b9df-ae45-4c8b-66bf-e24c");
                assertThat(line.message())
                        .isEqualTo("169.254.0.1 - - [11/Apr/2022:16:29:47 +0000] \"GET / HTTP/1.1\" 200 117 0.0027");
                assertThat(line.more()).containsEntry("http.method", "GET");
            });
        }
    }

    /// A search whose pages are smaller than its limit.
    private record Paged(String from, String to, int page) {
        Search search() {
            return new Search("*", from, to, 100, true, page);
        }
    }

    @Test
    void metricQuery() throws Exception {
        try (var recording = recording("features/v1/Query_timeseries_points_returns_OK_response.json")) {
            var series = got(
                    recording,
                    Metrics.query(
                            recording.api(),
                            "system.cpu.idle{*}",
                            Instant.ofEpochSecond(1_641_343_852),
                            Instant.ofEpochSecond(1_641_430_252)));
            assertThat(series).singleElement().satisfies(s -> {
                assertThat(s.name()).isEqualTo("system.cpu.idle");
                assertThat(s.points()).hasSize(288);
                assertThat(s.points().getFirst().value()).isEqualTo(91.4583840476142);
                assertThat(s.points().getFirst().at()).isEqualTo(Instant.ofEpochMilli(1_641_344_100_000L));
            });
        }
    }

    @Test
    void metricQueryOfAnOlderAnswer() throws Exception {
        try (var recording = recording("v1/MetricsApiTest.metricsTests.json")) {
            var series = got(
                    recording,
                    Metrics.query(
                            recording.api(),
                            "avg:java_metricsTests_local_1596011502{bar:baz}by{host}",
                            Instant.ofEpochSecond(1_596_011_402),
                            Instant.ofEpochSecond(1_596_011_602)));
            assertThat(series).singleElement().satisfies(s -> {
                assertThat(s.unit()).isEmpty();
                assertThat(s.points()).extracting(Sample::value).containsExactly(10.5, 11.0);
            });
        }
    }

    /// The recording calls its query otherwise than we do; its answer is what counts.
    @Test
    void timeseriesByColumns() throws Exception {
        try (var recording = recording("features/v2/Timeseries_cross_product_query_returns_OK_response.json")
                .ofAnyBody()) {
            var all = got(
                    recording,
                    Timeseries.read(
                            recording.api(),
                            List.of(new Timeseries.Query.Metric("avg:datadog.estimated_usage.metrics.custom{*}")),
                            Instant.ofEpochMilli(1_711_977_601_000L),
                            Instant.ofEpochMilli(1_711_981_201_000L),
                            Duration.ofSeconds(5)));
            assertThat(all)
                    .singleElement()
                    .satisfies(columns -> assertThat(columns).singleElement().satisfies(s -> {
                        assertThat(s.points()).extracting(Sample::value).containsExactly(1.0, 1.0, 87.0);
                        assertThat(s.points().getLast().at()).isEqualTo(Instant.ofEpochMilli(1_711_980_225_000L));
                    }));
        }
    }

    @Test
    void anEmptyAnswerOfServiceStatistics() throws Exception {
        try (var recording = recording(
                        "features/v2/Timeseries_cross_product_query_with_apm_metrics_data_source_returns_OK_response.json")
                .ofAnyBody()) {
            var all = got(
                    recording,
                    Timeseries.read(
                            recording.api(),
                            List.of(
                                    new Timeseries.Query.Apm("web-store", "hits", "prod"),
                                    new Timeseries.Query.Apm("web-store", "errors", "")),
                            Instant.ofEpochMilli(1_775_658_332_000L),
                            Instant.ofEpochMilli(1_775_661_932_000L),
                            Duration.ofSeconds(5)));
            assertThat(all).containsExactly(List.of(), List.of());
        }
    }

    @Test
    void eventSearchAndItsEmptyPage() throws Exception {
        try (var recording = recording("features/v2/Search_events_returns_OK_response.json")) {
            var lines = got(
                    recording,
                    EventSearch.read(
                            recording.api(),
                            new Search(
                                    "datadog-agent",
                                    "2020-09-17T11:48:36+01:00",
                                    "2020-09-17T12:48:36+01:00",
                                    5,
                                    true)));
            assertThat(lines).isEmpty();
        }
    }

    @Test
    void incidentSearch() throws Exception {
        try (var recording = recording("features/v2/Search_for_incidents_returns_OK_response.json")) {
            var incidents = got(recording, Incidents.read(recording.api(), Instant.parse("2026-02-01T00:00:00Z")));
            assertThat(incidents).hasSize(5).allSatisfy(i -> {
                assertThat(i.id()).matches("\\d+");
                assertThat(i.title()).isNotBlank();
            });
            assertThat(incidents).anySatisfy(i -> assertThat(i.severity()).isEqualTo("SEV-5"));
        }
    }

    /// The recording asks without groups; its answer is what counts.
    @Test
    void logsCounted() throws Exception {
        for (var name : List.of("Aggregate_events", "Aggregate_compute_events")) {
            try (var recording = recording("features/v2/" + name + "_returns_OK_response.json")
                    .ofAnyBody()) {
                assertThat(got(
                                recording,
                                LogCounts.read(
                                        recording.api(),
                                        "*",
                                        Instant.EPOCH,
                                        Instant.EPOCH,
                                        Duration.ofMinutes(5),
                                        Map.of("status", 3))))
                        .isEmpty();
            }
        }
    }

    /// Recorded under `compute`, where the specification says `computes`.
    @Test
    void spansCounted() throws Exception {
        try (var recording = recording("features/v2/Aggregate_spans_returns_OK_response.json")
                .ofAnyBody()) {
            assertThat(got(
                            recording,
                            SpanCounts.read(
                                    recording.api(),
                                    "*",
                                    Instant.EPOCH,
                                    Instant.EPOCH,
                                    Duration.ofMinutes(5),
                                    Map.of())))
                    .singleElement()
                    .satisfies(c -> {
                        assertThat(c.points()).extracting(Sample::value).containsExactly(154.0, 513.0, 357.0, 196.0);
                        assertThat(c.points().getFirst().at()).isEqualTo("2023-06-29T09:40:00Z");
                        assertThat(c.total()).isEqualTo(1220);
                    });
        }
    }

    @Test
    void monitorsWithTheirLimits() throws Exception {
        try (var recording = recording("features/v1/Get_all_monitors_returns_OK_response_with_pagination.json")
                .loose()) {
            assertThat(got(recording, Monitors.tagged(recording.api(), "service:web", 2)))
                    .isNotEmpty()
                    .first()
                    .satisfies(m -> {
                        assertThat(m.name()).isEqualTo("SLO Monitor: aws_alb_latency_p95 for splunk");
                        assertThat(m.thresholds()).containsEntry("critical", 0.2);
                        assertThat(m.query()).endsWith("by {region} > 0.2");
                    });
        }
    }

    @Test
    void objectivesAndTheirHistory() throws Exception {
        try (var recording = recording("features/v1/Get_all_SLOs_returns_OK_response_with_pagination.json")
                .loose()) {
            assertThat(got(recording, Objectives.tagged(recording.api(), "type:test", 2)))
                    .isNotEmpty()
                    .allSatisfy(slo -> assertThat(slo.targets()).isNotEmpty());
        }
        try (var recording = recording("features/v1/Get_an_SLO_s_history_returns_OK_response.json")) {
            got(
                    recording,
                    Objectives.met(
                            recording.api(),
                            "627a3ccd24af50beb8eacbd36c5962f9",
                            Instant.ofEpochSecond(1_704_236_088),
                            Instant.ofEpochSecond(1_704_322_488)));
        }
    }

    @Test
    void impactsOfAnIncident() throws Exception {
        try (var recording = recording("features/v2/List_an_incident_s_impacts_returns_OK_response.json")) {
            assertThat(got(recording, Incidents.impacts(recording.api(), "81b6cd9f-526a-5a08-a204-ac402f36ea5f")))
                    .isEmpty();
        }
    }

    @Test
    void dashboardsAndWhatTheyAskFor() throws Exception {
        try (var recording = recording("features/v1/Get_all_dashboards_returns_OK_response_with_pagination.json")
                .loose()) {
            assertThat(got(recording, Dashboards.read(recording.api())))
                    .extracting(Dashboards.Line::title)
                    .contains("OpenStack Controller Overview [Default Microversion]");
        }
        try (var recording = recording("features/v1/Get_a_dashboard_returns_OK_response.json")) {
            var id = recording.only("GET").replaceFirst(".*/", "");
            assertThat(got(recording, Dashboards.queries(recording.api(), id))).isNotNull();
        }
    }

    @Test
    void validation() throws Exception {
        try (var recording = recording("features/v1/Validate_API_key_returns_OK_response.json")) {
            assertThat(got(recording, Validation.read(recording.api()))).isTrue();
        }
    }
}
