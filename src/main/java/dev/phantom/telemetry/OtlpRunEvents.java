package dev.phantom.telemetry;

import dev.phantom.run.RunEvent;
import dev.phantom.run.RunEvents;
import dev.phantom.run.Stage;
import dev.phantom.stack.Stack;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Spans and metrics of a run, sent by OTLP. Nothing that goes wrong here reaches the walk; `close` waits five seconds
/// at most and warns once.
public final class OtlpRunEvents implements RunEvents {

    private static final Duration FLUSH = Duration.ofSeconds(5);

    private final SdkTracerProvider traces;
    private final SdkMeterProvider metrics;
    private final Deliveries deliveries;
    private final Consumer<String> warn;
    private final Tracer tracer;
    private final Instruments instruments;

    OtlpRunEvents(SdkTracerProvider traces, SdkMeterProvider metrics, Deliveries deliveries, Consumer<String> warn) {
        this.traces = traces;
        this.metrics = metrics;
        this.deliveries = deliveries;
        this.warn = warn;
        tracer = traces.get(Names.SCOPE);
        instruments = new Instruments(metrics.get(Names.SCOPE));
    }

    /// What can be watched with this environment; `NONE` where there is nobody to tell.
    ///
    /// @param environment with the secrets of `.env` in it
    /// @param version     of Phantom, the number alone
    /// @param warn        gets at most one line
    public static RunEvents of(Map<String, String> environment, String version, Consumer<String> warn) {
        try {
            return OtlpTarget.find(environment)
                    .<RunEvents>map(target -> OtlpExport.to(target, version, warn))
                    .orElse(NONE);
        } catch (RuntimeException e) {
            warn.accept("telemetry is off: " + e.getMessage());
            return NONE;
        }
    }

    @Override
    public RunScope run(List<Stack> stacks) {
        return new Run(this, stacks);
    }

    @Override
    public void close() {
        try {
            var done = ended();
            var failures = deliveries.failures();
            if (!failures.isEmpty()) {
                warn.accept("telemetry was not delivered to " + deliveries.address() + ": " + failures);
            } else if (!done) {
                warn.accept("telemetry was not delivered to " + deliveries.address() + " within " + FLUSH.toSeconds()
                        + " s");
            }
        } catch (RuntimeException e) {
            warn.accept("telemetry was not delivered to " + deliveries.address() + ": " + e.getMessage());
        }
    }

    /// Whether all of it was closed in time. Closing waits for every exchange under way, and one that goes on byte by
    /// byte never ends: it is left to threads that hold nobody up.
    private boolean ended() {
        var last = new CountDownLatch(2);
        for (Supplier<CompletableResultCode> part :
                List.<Supplier<CompletableResultCode>>of(traces::shutdown, metrics::shutdown)) {
            Thread.ofVirtual().name("telemetry-close").start(() -> part.get().whenComplete(last::countDown));
        }
        try {
            return last.await(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Says of its stacks what they have in common.
    private static final class Run extends OtlpScope implements RunScope {

        Run(OtlpRunEvents all, List<Stack> stacks) {
            super(all.tracer, all.instruments, Context.root(), Names.RUN_SPAN, common(stacks));
        }

        @Override
        public StackScope stack(Stack stack) {
            return new StackWalk(this, stack);
        }

        @Override
        public void happened(RunEvent.OfRun event) {
            switch (event) {
                case RunEvent.StackMeasured m -> instruments.measured(m.stack(), m.figures());
                case RunEvent.RunClosed c -> instruments.completed(c.ending());
            }
        }
    }

    private static final class StackWalk extends OtlpScope implements StackScope {

        private final Stack walked;

        StackWalk(OtlpScope run, Stack walked) {
            super(run, Names.STACK_SPAN, common(List.of(walked)));
            this.walked = walked;
        }

        @Override
        public StageScope stage(Stage stage) {
            return Names.stage(stage)
                    .<StageScope>map(name -> new OtlpStage(this, name))
                    .orElseGet(() -> NONE.run(List.of()).stack(walked).stage(stage));
        }

        @Override
        public void happened(RunEvent.OfStack event) {
            switch (event) {
                case RunEvent.DriftSeen d -> instruments.seen(walked, d);
            }
        }
    }
}
