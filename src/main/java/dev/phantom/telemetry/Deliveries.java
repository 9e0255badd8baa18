package dev.phantom.telemetry;

import dev.phantom.fault.Redirect;
import dev.phantom.wire.Exchange;
import dev.phantom.wire.WireFailure;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Notes which deliveries failed, because a flush of the SDK succeeds all the same.
final class Deliveries {

    private final URI base;
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<CompletableResultCode, String> pending = new ConcurrentHashMap<>();

    /// @param base where they go
    Deliveries(URI base) {
        this.base = base;
    }

    /// Where they go, as a person finds it: without what may stand before an `@`.
    String address() {
        return base.getScheme() + "://" + base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort());
    }

    /// What failed and why, `traces: HTTP 403`; empty if all arrived.
    String failures() {
        pending.values().forEach(what -> failures.putIfAbsent(what, "no answer in time"));
        return String.join(
                ", ",
                failures.entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .sorted()
                        .toList());
    }

    private CompletableResultCode noted(String what, CompletableResultCode result) {
        // Holds until the answer comes, and for good if none does.
        pending.put(result, what);
        return result.whenComplete(() -> {
            pending.remove(result);
            if (!result.isSuccess()) {
                failures.putIfAbsent(what, reason(result.getFailureThrowable()));
            }
        });
    }

    private String reason(@org.jspecify.annotations.Nullable Throwable failure) {
        if (failure == null) {
            return "not delivered";
        }
        if (failure instanceof HttpExportException http && http.getResponse() != null) {
            var status = http.getResponse().getStatusCode();
            return "HTTP " + status
                    + (Redirect.is(status) ? ", a redirect from " + base.getAuthority() + ", not followed" : "");
        }
        return Exchange.failure(base, failure)
                .map(WireFailure::text)
                .orElse("the answer of " + base.getAuthority() + " is not what OTLP documents");
    }

    SpanExporter spans(SpanExporter exporter) {
        return new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                return noted("traces", exporter.export(spans));
            }

            @Override
            public CompletableResultCode flush() {
                return exporter.flush();
            }

            @Override
            public CompletableResultCode shutdown() {
                return exporter.shutdown();
            }
        };
    }

    MetricExporter metrics(MetricExporter exporter) {
        return new MetricExporter() {
            @Override
            public AggregationTemporality getAggregationTemporality(InstrumentType type) {
                return exporter.getAggregationTemporality(type);
            }

            @Override
            public CompletableResultCode export(Collection<MetricData> metrics) {
                return metrics.isEmpty()
                        ? CompletableResultCode.ofSuccess()
                        : noted("metrics", exporter.export(metrics));
            }

            @Override
            public CompletableResultCode flush() {
                return exporter.flush();
            }

            @Override
            public CompletableResultCode shutdown() {
                return exporter.shutdown();
            }
        };
    }
}
