package dev.phantom.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.datadog.DatadogSandbox.Received;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a monitor says of what came, and of nothing.
class MonitoringTest {

    private static final Instant CAME = Instant.parse("2026-11-29T09:00:00Z");

    private static Received gauge(String env, double value) {
        var tag = KeyValue.newBuilder()
                .setKey("env")
                .setValue(AnyValue.newBuilder().setStringValue(env));
        var point = NumberDataPoint.newBuilder()
                .setTimeUnixNano(CAME.getEpochSecond() * 1_000_000_000)
                .addAttributes(tag)
                .setAsDouble(value);
        var metric =
                Metric.newBuilder().setName("m").setGauge(Gauge.newBuilder().addDataPoints(point));
        var request = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)));
        return new Received("/v1/metrics", Map.of(), request.build().toByteArray());
    }

    private static ObjectNode monitor(String query, String missing) {
        var monitor = DatadogWorld.JSON.createObjectNode();
        monitor.put("type", "query alert").put("query", query).put("created_at", 1);
        var options = monitor.putObject("options").put("on_missing_data", missing);
        options.putObject("thresholds").put("warning", 2);
        return monitor;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1  | 5 | max(last_1h):sum:m{env:prod} by {env} > 4 | show_no_data            | Alert   | {\"env:prod\":\"Alert\"}",
                "1  | 3 | max(last_1h):sum:m{env:prod} by {env} > 4 | show_no_data            | Warn    | {\"env:prod\":\"Warn\"}",
                "1  | 0 | max(last_1h):sum:m{env:prod} by {env} > 4 | show_no_data            | OK      | {\"env:prod\":\"OK\"}",
                "61 | 5 | max(last_1h):sum:m{env:prod} by {env} > 4 | show_no_data            | No Data | {\"*\":\"No Data\"}",
                "61 | 5 | max(last_1h):sum:m{env:prod} by {env} > 4 | resolve                 | OK      | {\"*\":\"OK\"}",
                "61 | 5 | sum(last_1h):sum:m{*}.as_count() < 1      | show_and_notify_no_data | No Data | {\"*\":\"No Data\"}",
                "61 | 5 | sum(last_1h):sum:m{*}.as_count() < 1      | default                 | Alert   | {\"*\":\"Alert\"}",
                "1  | 5 | sum(last_1h):sum:m{*}.as_count() < 1      | show_and_notify_no_data | OK      | {\"*\":\"OK\"}",
            })
    void saysItsState(int minutesLater, double value, String query, String missing, String overall, String groups) {
        var now = InstantSource.fixed(CAME.plusSeconds(60L * minutesLater));
        // an environment is a tag, and Datadog keeps tags in lower case
        var evaluated = new Monitoring(() -> List.of(gauge("Prod", value)), now).evaluated(monitor(query, missing));
        assertThat(evaluated.path("overall_state").asText()).isEqualTo(overall);
        var states = DatadogWorld.JSON.createObjectNode();
        evaluated
                .at("/state/groups")
                .properties()
                .forEach(g -> states.set(g.getKey(), g.getValue().path("status")));
        assertThat(states).hasToString(groups);
    }
}
