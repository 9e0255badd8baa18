package dev.phantom.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Builds the SDK for a target. Datadog's intake takes deltas only, and the environment of the drifted stack is a tag
/// of its points, so the resource names none.
final class OtlpExport {
    private OtlpExport() {}

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final RetryPolicy RETRY = RetryPolicy.builder()
            .setMaxAttempts(2)
            .setInitialBackoff(Duration.ofMillis(300))
            .setMaxBackoff(Duration.ofMillis(600))
            .build();

    /// Kept, because java.util.logging forgets a level when nobody holds the logger. Its failures are told once, by
    /// `close`.
    private static final List<Logger> QUIET = List.of(Logger.getLogger("io.opentelemetry"));

    static OtlpRunEvents to(OtlpTarget target, String version, Consumer<String> warn) {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        var resource = Resource.create(Attributes.of(Names.SERVICE, "phantom", Names.VERSION, version));
        var deliveries = new Deliveries(target.base());
        var traces = SdkTracerProvider.builder()
                .setResource(resource)
                .addSpanProcessor(BatchSpanProcessor.builder(deliveries.spans(spans(target)))
                        .setExporterTimeout(LONGEST)
                        .build())
                .build();
        var metrics = SdkMeterProvider.builder()
                .setResource(resource)
                .registerMetricReader(PeriodicMetricReader.builder(deliveries.metrics(metrics(target)))
                        .setInterval(INTERVAL)
                        .build())
                .build();
        return new OtlpRunEvents(traces, metrics, deliveries, warn);
    }

    private static OtlpHttpSpanExporter spans(OtlpTarget target) {
        var builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(target.base() + "/v1/traces")
                .setCompression("gzip")
                .setTimeout(TIMEOUT)
                .setConnectTimeout(TIMEOUT)
                .setRetryPolicy(RETRY);
        target.headers().forEach(builder::addHeader);
        if (target.direct()) {
            builder.addHeader("compute_stats", "true");
            // As the Agent has it by default, so that both ways give the same operation names.
            builder.addHeader("dd-otel-span-mapping", "{\"span_name_as_resource_name\":false}");
        }
        return builder.build();
    }

    private static OtlpHttpMetricExporter metrics(OtlpTarget target) {
        var builder = OtlpHttpMetricExporter.builder()
                .setEndpoint(target.base() + "/v1/metrics")
                .setCompression("gzip")
                .setTimeout(TIMEOUT)
                .setConnectTimeout(TIMEOUT)
                .setRetryPolicy(RETRY)
                .setAggregationTemporalitySelector(AggregationTemporalitySelector.deltaPreferred());
        target.headers().forEach(builder::addHeader);
        if (target.direct()) {
            builder.addHeader(
                    "dd-otel-metric-config",
                    "{\"resource_attributes_as_tags\":false,\"histograms\":{\"mode\":\"distributions\"}}");
        }
        return builder.build();
    }
}
