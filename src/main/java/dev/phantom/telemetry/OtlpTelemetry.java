package dev.phantom.telemetry;

import dev.phantom.run.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleGauge;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Spans and metrics of a run, sent by OTLP. Nothing that goes wrong here reaches the walk; `close` waits five seconds
/// at
/// most and warns once.
public final class OtlpTelemetry implements Telemetry {

    private static final Duration FLUSH = Duration.ofSeconds(5);
    private static final String RUN = "phantom.run";
    private static final String CHAT = "chat ";

    private final SdkTracerProvider traces;
    private final SdkMeterProvider metrics;
    private final Deliveries deliveries;
    private final Consumer<String> warn;
    private final Tracer tracer;
    private final Meter meter;
    private final DoubleHistogram durations;
    private final Map<String, DoubleCounter> counters = new ConcurrentHashMap<>();
    private final Map<String, DoubleGauge> gauges = new ConcurrentHashMap<>();

    /// Parent of stages that run on threads of their own.
    private volatile Context run = Context.root();

    OtlpTelemetry(SdkTracerProvider traces, SdkMeterProvider metrics, Deliveries deliveries, Consumer<String> warn) {
        this.traces = traces;
        this.metrics = metrics;
        this.deliveries = deliveries;
        this.warn = warn;
        tracer = traces.get("dev.phantom");
        meter = metrics.get("dev.phantom");
        durations =
                meter.histogramBuilder("phantom.stage.duration").setUnit("s").build();
    }

    /// What telemetry there can be with this environment; `OFF` where there is nobody to tell.
    ///
    /// @param environment with the secrets of `.env` in it
    /// @param version     of Phantom
    /// @param warn        gets at most one line
    public static Telemetry of(Map<String, String> environment, String version, Consumer<String> warn) {
        try {
            return OtlpTarget.find(environment)
                    .<Telemetry>map(target -> OtlpExport.to(target, version, warn))
                    .orElse(OFF);
        } catch (RuntimeException e) {
            warn.accept("telemetry is off: " + e.getMessage());
            return OFF;
        }
    }

    @Override
    public <T> T stage(String name, Map<String, String> attributes, Supplier<T> work) {
        var current = Context.current();
        var parent = Span.fromContext(current).getSpanContext().isValid() ? current : run;
        var span = tracer.spanBuilder(name)
                .setParent(parent)
                .setSpanKind(name.startsWith(CHAT) ? SpanKind.CLIENT : SpanKind.INTERNAL)
                .setAllAttributes(attributes(attributes))
                .startSpan();
        var context = parent.with(span);
        if (name.equals(RUN)) {
            run = context;
        }
        var begun = System.nanoTime();
        try (var _ = context.makeCurrent()) {
            return work.get();
        } catch (RuntimeException | Error e) {
            span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
            throw e;
        } finally {
            var seconds = (System.nanoTime() - begun) / 1e9;
            durations.record(seconds, Attributes.of(AttributeKey.stringKey("stage"), stage(name)));
            span.end();
            if (name.equals(RUN)) {
                run = Context.root();
            }
        }
    }

    @Override
    public void count(String metric, double by, Map<String, String> tags) {
        counters.computeIfAbsent(
                        metric, m -> meter.counterBuilder(m).ofDoubles().build())
                .add(by, attributes(tags));
        if (metric.equals("phantom.llm.tokens")) {
            usage(by, tags.getOrDefault("token_type", ""));
        }
    }

    @Override
    public void gauge(String metric, double value, Map<String, String> tags) {
        gauges.computeIfAbsent(metric, m -> meter.gaugeBuilder(m).build()).set(value, attributes(tags));
    }

    @Override
    public void close() {
        try {
            var done = CompletableResultCode.ofAll(List.of(traces.shutdown(), metrics.shutdown()))
                    .join(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
            var failures = deliveries.failures();
            if (!failures.isEmpty()) {
                warn.accept("telemetry was not delivered: " + failures);
            } else if (!done.isDone()) {
                warn.accept("telemetry was not delivered within " + FLUSH.toSeconds() + " s");
            }
        } catch (RuntimeException e) {
            warn.accept("telemetry was not delivered: " + e.getMessage());
        }
    }

    /// `phantom.read.safe` is the stage `read.safe`, `chat {model}` is `chat`: a tag must not grow with models.
    private static String stage(String span) {
        return span.startsWith(CHAT) ? "chat" : span.replaceFirst("^phantom\\.", "");
    }

    /// Token counts also stand on the span of the conversation, as the GenAI conventions name them.
    private static void usage(double tokens, String type) {
        var key = switch (type) {
            case "input" -> "gen_ai.usage.input_tokens";
            case "output" -> "gen_ai.usage.output_tokens";
            case "cache_read" -> "gen_ai.usage.cache_read.input_tokens";
            case "cache_creation" -> "gen_ai.usage.cache_creation.input_tokens";
            default -> "";
        };
        if (!key.isEmpty()) {
            Span.current().setAttribute(key, (long) tokens);
        }
    }

    private static Attributes attributes(Map<String, String> tags) {
        var attributes = Attributes.builder();
        tags.forEach((name, value) -> {
            if (!value.isEmpty()) {
                attributes.put(name, value);
            }
        });
        return attributes.build();
    }
}
