package dev.phantom.telemetry;

import dev.phantom.fault.Diagnostic;
import dev.phantom.run.RunEvents;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Stack;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.function.Function;

/// A span that is open. Its context is handed down; no thread has a current one.
class OtlpScope implements RunEvents.Scope {

    final Tracer tracer;
    final Instruments instruments;
    final Span span;
    final Attributes stack;
    private final Context context;

    /// @param parent of the span
    /// @param stack  what the span and all below it say of their stack
    OtlpScope(Tracer tracer, Instruments instruments, Context parent, String name, Attributes stack) {
        this.tracer = tracer;
        this.instruments = instruments;
        this.stack = stack;
        this.span = tracer.spanBuilder(name)
                .setParent(parent)
                .setAllAttributes(stack)
                .startSpan();
        this.context = parent.with(span);
    }

    OtlpScope(OtlpScope parent, String name, Attributes stack) {
        this(parent.tracer, parent.instruments, parent.context, name, stack);
    }

    /// Below this one, saying the same of the stack.
    SpanBuilder below(String name, SpanKind kind) {
        return tracer.spanBuilder(name).setParent(context).setSpanKind(kind).setAllAttributes(stack);
    }

    /// What all of these stacks have in common: of one, everything.
    static Attributes common(List<Stack> stacks) {
        var shared = Attributes.builder();
        Instruments.known(shared, Names.SPAN_STACK, common(stacks, s -> s.id().name()));
        Instruments.known(shared, Names.SPAN_ACCOUNT, common(stacks, s -> s.id().account()));
        Instruments.known(shared, Names.SPAN_REGION, common(stacks, s -> s.id().region()));
        Instruments.known(shared, Names.ENV, common(stacks, Stack::environment));
        return shared.build();
    }

    private static String common(List<Stack> stacks, Function<Stack, String> part) {
        var all = stacks.stream().map(part).distinct().toList();
        return all.size() == 1 ? all.getFirst() : "";
    }

    @Override
    public void failed(Diagnostic why) {
        failed(span, why);
    }

    /// A recorded exception whose type is the code: errors are counted and looked up by it, not by a class of ours.
    /// What
    /// a value of somebody's resource might stand in goes through the same filter as a report.
    static void failed(Span span, Diagnostic why) {
        var code = why.code().id();
        span.addEvent(
                Names.EXCEPTION,
                Attributes.of(
                        Names.EXCEPTION_TYPE,
                        code,
                        Names.EXCEPTION_MESSAGE,
                        code + " " + Secrets.NONE.shown(why.summary())));
        span.setAttribute(Names.ERROR_TYPE, code);
        span.setStatus(StatusCode.ERROR, code);
    }

    @Override
    public void close() {
        span.end();
    }
}
