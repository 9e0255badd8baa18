package dev.phantom.datadog.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every read, refused in every way: one line that says what and why.
class RefusedReadsTest {

    private static final Instant FROM = Instant.parse("2026-11-28T20:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-28T22:00:00Z");
    private static final Patience SHORT = new Patience(
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(1), 0, Duration.ofSeconds(1), 50);

    private static Map<String, Function<DatadogApi, ApiAnswer<?>>> reads() {
        var search = Search.oldest("*", FROM, TO, 10);
        var reads = new LinkedHashMap<String, Function<DatadogApi, ApiAnswer<?>>>();
        reads.put("logs_read_data", api -> Logs.read(api, search));
        reads.put("logs_read_data ", api -> LogCounts.read(api, "*", FROM, TO, Duration.ofMinutes(5), Map.of("status", 3)));
        reads.put("apm_read", api -> Spans.read(api, search));
        reads.put("apm_read ", api -> SpanCounts.read(api, "*", FROM, TO, Duration.ofMinutes(5), Map.of("status", 3)));
        reads.put("apm_read  ", api -> Dependencies.read(api, "web", "prod", FROM, TO));
        reads.put("events_read", api -> EventSearch.read(api, search));
        reads.put("events_read ", api -> Events.read(api, "", FROM, TO, 10));
        reads.put("monitors_read", api -> Monitors.groups(api, "*"));
        reads.put("monitors_read ", api -> Monitors.tagged(api, "service:web", 10));
        reads.put("slos_read", api -> Objectives.tagged(api, "service:web", 10));
        reads.put("slos_read ", api -> Objectives.met(api, "s1", FROM, TO));
        reads.put("incident_read", api -> Incidents.read(api, FROM));
        reads.put("incident_read ", api -> Incidents.impacts(api, "i-1"));
        reads.put("incident_read  ", api -> Incidents.timeline(api, "i-1"));
        reads.put("dashboards_read", api -> Dashboards.read(api));
        reads.put("dashboards_read ", api -> Dashboards.queries(api, "abc-def-ghi"));
        reads.put("timeseries_query", api -> Metrics.query(api, "avg:x{*}", FROM, TO));
        reads.put(
                "timeseries_query ",
                api -> Timeseries.read(
                        api, List.of(new Timeseries.Query.LogLines("*")), FROM, TO, Duration.ofMinutes(5)));
        reads.put("metrics_read", api -> Metrics.names(api, "service:web", FROM));
        return reads;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"errors\":[\"{'errors': [u\\\"input_validation_error(Field 'page' is invalid: invalid cursor)\\\"]}\"]} | 400 refused: input_validation_error(Field 'page' is invalid: invalid cursor)",
                "403 | {\"status\":\"error\",\"code\":403,\"errors\":[\"Forbidden\"]} | 403 forbidden: Forbidden; needs the permission PERMISSION",
                "404 | {\"errors\":[\"Not found\"]} | 404 refused: Not found",
                "422 | {\"errors\":[{\"title\":\"Generic Error\",\"detail\":\"invalid_argument('from' should be anterior to 'to')\"}]} | 422 refused: Generic Error: invalid_argument('from' should be anterior to 'to')",
                "429 | {\"errors\":[\"Rate limit of 300 requests in 3600 seconds reached.\"]} | 429 rate limited: Rate limit of 300 requests in 3600 seconds reached.; Datadog asked to wait 30 min, and a call waits at most 1 s"
            })
    void everyReadSaysWhy(int status, String body, String line) {
        try (var server = LoopbackServer.start(
                0,
                request -> new Reply(
                        status,
                        Map.of("Content-Type", "application/json", "X-RateLimit-Reset", "1800"),
                        body.getBytes(java.nio.charset.StandardCharsets.UTF_8)))) {
            var api = new DatadogApi(
                    DatadogAccess.from(Map.of(
                            "DD_API_KEY", "k", "DD_APP_KEY", "a", "PHANTOM_DATADOG_URL", server.uri().toString())),
                    SHORT,
                    new dev.phantom.wire.Network(
                                    dev.phantom.fault.Limits.DEFAULT, java.time.InstantSource.system(), note -> {})
                            .vendor(DatadogApi.NAME));
            reads().forEach((permission, read) -> {
                // a vendor that limits is given up after some calls: each read asks one of its own
                var own = status == 429 ? fresh(server) : api;
                assertThat(read.apply(own)).as(permission).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                                refused.line())
                        .isEqualTo(line.replace("PERMISSION", permission.strip())));
            });
        }
    }

    private static DatadogApi fresh(LoopbackServer server) {
        return new DatadogApi(
                DatadogAccess.from(Map.of(
                        "DD_API_KEY", "k", "DD_APP_KEY", "a", "PHANTOM_DATADOG_URL", server.uri().toString())),
                SHORT,
                dev.phantom.wire.Network.standard().vendor(DatadogApi.NAME));
    }
}
