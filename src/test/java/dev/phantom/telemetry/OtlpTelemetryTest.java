package dev.phantom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.datadog.SandboxWorld;
import dev.phantom.run.Telemetry;
import dev.phantom.sandbox.datadog.DatadogSandbox.Received;
import dev.phantom.sandbox.datadog.InjectedFault;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is sent is decoded with classes that our exporter did not write.
class OtlpTelemetryTest {

    private static final Map<String, String> TAGS = Map.of(
            "env",
            "prod",
            "stack",
            "payments",
            "aws_account",
            "111122223333",
            "region",
            "us-east-1",
            "severity",
            "high");

    private final SandboxWorld world = SandboxWorld.of("prompt-analyzer", "2026-02-20T21:40:00Z");
    private final List<String> warnings = new ArrayList<>();

    @AfterEach
    void stop() {
        world.close();
    }

    private Telemetry telemetry() {
        return OtlpTelemetry.of(world.datadog().environment(), "0.1.0", warnings::add);
    }

    private static byte[] unzipped(Received received) {
        try {
            assertThat(received.headers())
                    .containsEntry("content-encoding", "gzip")
                    .containsEntry("content-type", "application/x-protobuf");
            return new GZIPInputStream(new ByteArrayInputStream(received.body())).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<Received> received(String path) {
        return world.datadog().received().stream().filter(r -> r.path().equals(path));
    }

    private Map<String, Span> spans() throws Exception {
        var spans = new HashMap<String, Span>();
        for (var received : received("/v1/traces").toList()) {
            ExportTraceServiceRequest.parseFrom(unzipped(received)).getResourceSpansList().stream()
                    .flatMap(r -> r.getScopeSpansList().stream())
                    .flatMap(s -> s.getSpansList().stream())
                    .forEach(s -> spans.put(s.getName(), s));
        }
        return spans;
    }

    private Map<String, Metric> metrics() throws Exception {
        var metrics = new HashMap<String, Metric>();
        for (var received : received("/v1/metrics").toList()) {
            var request = ExportMetricsServiceRequest.parseFrom(unzipped(received));
            for (var resource : request.getResourceMetricsList()) {
                assertThat(map(resource.getResource().getAttributesList()))
                        .isEqualTo(Map.of("service.name", "phantom", "service.version", "0.1.0"));
                resource.getScopeMetricsList().stream()
                        .flatMap(s -> s.getMetricsList().stream())
                        .forEach(m -> metrics.put(m.getName(), m));
            }
        }
        return metrics;
    }

    private static Map<String, String> map(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        a -> a.getValue().hasStringValue()
                                ? a.getValue().getStringValue()
                                : String.valueOf(a.getValue().getIntValue())));
    }

    @Test
    void spansNestAndNameTheirStages() throws Exception {
        try (var telemetry = telemetry()) {
            var answer = telemetry.stage(
                    "phantom.run",
                    Map.of(),
                    () -> telemetry.stage(
                            "phantom.collect",
                            Map.of("stack", "payments"),
                            () -> telemetry.stage(
                                    "chat claude-sonnet-5-5",
                                    Map.of("gen_ai.operation.name", "chat", "gen_ai.provider.name", "anthropic"),
                                    () -> {
                                        telemetry.count(
                                                "phantom.llm.tokens",
                                                4100,
                                                Map.of("model", "claude-sonnet-5-5", "token_type", "input"));
                                        return 42;
                                    })));
            assertThat(answer).isEqualTo(42);
        }
        var spans = spans();
        assertThat(spans).containsOnlyKeys("phantom.run", "phantom.collect", "chat claude-sonnet-5-5");
        var run = spans.get("phantom.run");
        var collect = spans.get("phantom.collect");
        var chat = spans.get("chat claude-sonnet-5-5");
        assertThat(run).isNotNull();
        assertThat(collect).isNotNull();
        assertThat(chat).isNotNull();
        assertThat(run.getParentSpanId().isEmpty()).isTrue();
        assertThat(collect.getParentSpanId()).isEqualTo(run.getSpanId());
        assertThat(chat.getParentSpanId()).isEqualTo(collect.getSpanId());
        assertThat(chat.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(map(chat.getAttributesList()))
                .containsEntry("gen_ai.provider.name", "anthropic")
                .containsEntry("gen_ai.usage.input_tokens", "4100");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aStageOnItsOwnThreadStaysInTheRun() throws Exception {
        try (var telemetry = telemetry()) {
            telemetry.stage("phantom.run", Map.of(), () -> {
                var thread = Thread.ofVirtual().start(() -> telemetry.stage("phantom.compare", Map.of(), () -> ""));
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return "";
            });
        }
        var spans = spans();
        assertThat(spans.get("phantom.compare"))
                .isNotNull()
                .satisfies(s -> assertThat(s.getParentSpanId())
                        .isEqualTo(spans.getOrDefault("phantom.run", Span.getDefaultInstance())
                                .getSpanId()));
    }

    @Test
    void aFailureGoesThroughAndMarksTheSpan() throws Exception {
        try (var telemetry = telemetry()) {
            assertThatThrownBy(() -> telemetry.stage("phantom.verify", Map.of(), () -> {
                        throw new IllegalStateException("secret words");
                    }))
                    .hasMessage("secret words");
        }
        assertThat(spans().values()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getMessage()).isEqualTo("IllegalStateException");
            assertThat(span.toString()).doesNotContain("secret words");
        });
    }

    @Test
    void metricsAreDeltasGaugesAndDurationsWithTheStacksTags() throws Exception {
        try (var telemetry = telemetry()) {
            telemetry.count("phantom.drift.detected", 2, TAGS);
            telemetry.count("phantom.llm.cost_usd", 0.11, Map.of("model", "claude-sonnet-5-5"));
            telemetry.gauge("phantom.drift.cost_delta_usd", 2452.80, TAGS);
            telemetry.gauge("phantom.coverage", 0, Map.of("env", "dev", "severity", ""));
            telemetry.stage("phantom.read.live", Map.of(), () -> "");
        }
        var metrics = metrics();
        assertThat(metrics)
                .containsOnlyKeys(
                        "phantom.drift.detected",
                        "phantom.llm.cost_usd",
                        "phantom.drift.cost_delta_usd",
                        "phantom.coverage",
                        "phantom.stage.duration");
        assertThat(metrics.get("phantom.drift.detected")).isNotNull().satisfies(m -> {
            assertThat(m.getSum().getIsMonotonic()).isTrue();
            assertThat(m.getSum().getAggregationTemporality())
                    .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
            assertThat(m.getSum().getDataPoints(0).getAsDouble()).isEqualTo(2);
            assertThat(map(m.getSum().getDataPoints(0).getAttributesList())).isEqualTo(TAGS);
        });
        assertThat(metrics.get("phantom.drift.cost_delta_usd"))
                .isNotNull()
                .satisfies(m ->
                        assertThat(m.getGauge().getDataPoints(0).getAsDouble()).isEqualTo(2452.80));
        assertThat(metrics.get("phantom.coverage"))
                .isNotNull()
                .satisfies(m -> assertThat(map(m.getGauge().getDataPoints(0).getAttributesList()))
                        .isEqualTo(Map.of("env", "dev")));
        assertThat(metrics.get("phantom.stage.duration")).isNotNull().satisfies(m -> {
            assertThat(m.getUnit()).isEqualTo("s");
            assertThat(m.getHistogram().getAggregationTemporality())
                    .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
            assertThat(map(m.getHistogram().getDataPoints(0).getAttributesList()))
                    .isEqualTo(Map.of("stage", "read.live"));
        });
    }

    @Test
    void theIntakeGetsTheKeyAndItsSwitches() {
        try (var telemetry = telemetry()) {
            telemetry.stage("phantom.run", Map.of(), () -> "");
        }
        assertThat(received("/v1/traces"))
                .singleElement()
                .satisfies(r -> assertThat(r.headers())
                        .containsEntry("dd-api-key", "embedded-datadog-api-key")
                        .containsEntry("compute_stats", "true"));
        assertThat(received("/v1/metrics"))
                .singleElement()
                .satisfies(r -> assertThat(r.headers()).containsKey("dd-otel-metric-config"));
    }

    @Test
    void aRefusalIsOneWarningAndNoThrow() {
        world.datadog().inject("POST /v1/traces", new InjectedFault.Forbidden());
        world.datadog().inject("POST /v1/metrics", new InjectedFault.Forbidden());
        try (var telemetry = telemetry()) {
            telemetry.stage("phantom.run", Map.of(), () -> "");
        }
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("telemetry was not delivered: metrics: ")
                .contains("traces: ")
                .doesNotContain("embedded-datadog-api-key");
    }

    @Test
    void aHangingIntakeHoldsNobodyUp() {
        world.datadog().inject("POST /v1/traces", new InjectedFault.Hanging(Duration.ofSeconds(30)));
        var begun = System.nanoTime();
        try (var telemetry = telemetry()) {
            telemetry.stage("phantom.run", Map.of(), () -> "");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(7));
        assertThat(warnings).hasSize(1);
    }

    @Test
    void nothingToSendIsNoWarning() {
        telemetry().close();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "DD_API_KEY=k                                          | false | direct to https://otlp.datadoghq.com",
                "DD_API_KEY=k DD_SITE=datadoghq.eu                     | false | direct to https://otlp.datadoghq.eu",
                "DD_API_KEY=k GITHUB_ACTIONS=true                      | false | direct to https://github-actions.integrations.otlp.datadoghq.com",
                "DD_API_KEY=k DD_SITE=ddog-gov.com                     | false | -",
                "DD_API_KEY=k                                          | true  | by way of http://127.0.0.1:4318",
                "DD_API_KEY=k DD_AGENT_HOST=agent                      | false | by way of http://agent:4318",
                "OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318/ DD_AGENT_HOST=a | false | by way of http://c:4318",
                "DD_API_KEY=k PHANTOM_DATADOG_URL=http://127.0.0.1:9   | true  | direct to http://127.0.0.1:9",
                "PHANTOM_DATADOG_URL=http://127.0.0.1:9                | true  | -",
                "A=b                                                   | false | -",
            })
    void theTarget(String environment, boolean agentAnswers, @org.jspecify.annotations.Nullable String expected) {
        var map = new HashMap<String, String>();
        for (var pair : environment.split(" ", -1)) {
            map.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        var found = OtlpTarget.find(map, (URI _) -> agentAnswers);
        assertThat(found.map(OtlpTarget::toString).orElse(null)).isEqualTo(expected);
        found.ifPresent(t -> assertThat(t.headers().containsKey("dd-api-key")).isEqualTo(t.direct()));
    }
}
