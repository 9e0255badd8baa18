package dev.phantom.telemetry;

import dev.phantom.analysis.ModelCall;
import dev.phantom.fault.Diagnostic;
import dev.phantom.run.RunEvent;
import dev.phantom.run.RunEvents;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;

/// The span of a stage, and those of the calls and pull requests below it.
final class OtlpStage extends OtlpScope implements RunEvents.StageScope {

    private static final double NANOS = 1e9;

    private final String name;
    private boolean judged;
    private long notices;
    private final long begun = System.nanoTime();

    OtlpStage(OtlpScope walk, String name) {
        super(walk, Names.STAGE_SPAN + name, walk.stack);
        this.name = name;
    }

    @Override
    public void happened(RunEvent.OfStage event) {
        switch (event) {
            case RunEvent.StackCompared c -> {
                span.setAttribute(Names.RESOURCES, (long) c.resources());
                span.setAttribute(Names.COMPARED, (long) c.compared());
                span.setAttribute(Names.DRIFTS, (long) c.drifts());
            }
            case RunEvent.ModelCalled m -> called(m.call());
            case RunEvent.VerdictMade v -> made(v);
        }
    }

    private void made(RunEvent.VerdictMade verdict) {
        instruments.made(verdict);
        judged = true;
        notices += verdict.notices();
    }

    private void called(ModelCall call) {
        var chat = below(Names.CHAT + " " + call.requestModel(), SpanKind.CLIENT)
                .setStartTimestamp(call.startedAt())
                .setAttribute(Names.OPERATION, Names.CHAT)
                .setAttribute(Names.PROVIDER, call.provider())
                .setAttribute(Names.REQUEST_MODEL, call.requestModel())
                .startSpan();
        switch (call.result()) {
            case ModelCall.Result.Answered a -> answered(chat, call, a.reply());
            case ModelCall.Result.Unusable u -> {
                answered(chat, call, u.reply());
                failed(chat, u.why());
            }
            case ModelCall.Result.Failed f -> failed(chat, f.why());
        }
        chat.end(call.endedAt());
    }

    /// By the conventions the input tokens of a span are all of them, those of the cache included; the metric counts
    /// each kind once.
    private void answered(Span chat, ModelCall call, ModelCall.Reply reply) {
        var tokens = reply.tokens();
        chat.setAttribute(Names.RESPONSE_MODEL, reply.responseModel());
        if (!reply.finishReason().isEmpty()) {
            chat.setAttribute(Names.FINISH_REASONS, List.of(reply.finishReason()));
        }
        chat.setAttribute(Names.INPUT_TOKENS, tokens.allInput());
        chat.setAttribute(Names.OUTPUT_TOKENS, tokens.output());
        chat.setAttribute(Names.CACHE_READ_TOKENS, tokens.cacheRead());
        chat.setAttribute(Names.CACHE_CREATION_TOKENS, tokens.cacheCreation());
        if (reply.costUsd() != null) {
            chat.setAttribute(Names.COST_USD, reply.costUsd().doubleValue());
        }
        instruments.answered(call.requestModel(), reply);
    }

    @Override
    public RunEvents.PullRequestScope pullRequest() {
        return new PullRequest(below(Names.PULL_REQUEST_SPAN, SpanKind.INTERNAL).startSpan());
    }

    /// A span that is never ended never leaves.
    private final class PullRequest implements RunEvents.PullRequestScope {

        private final Span settling;

        PullRequest(Span settling) {
            this.settling = settling;
        }

        @Override
        public void settled(RunEvent.PullRequestSettled event) {
            settling.setAttribute(Names.OUTCOME, event.outcome().text());
            if (!event.url().isEmpty()) {
                settling.setAttribute(Names.URL, event.url());
            }
            if (event.recommendation() != null) {
                settling.setAttribute(
                        Names.RECOMMENDATION, event.recommendation().text());
            }
            if (event.severity() != null) {
                settling.setAttribute(Names.SEVERITY, event.severity().text());
            }
            settling.setAttribute(Names.DRIFTS, (long) event.drifts());
            settling.end();
            instruments.settled(event);
        }

        @Override
        public void failed(Diagnostic why) {
            OtlpScope.failed(settling, why);
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        if (judged) {
            span.setAttribute(Names.NOTICES, notices);
        }
        super.close();
        instruments.took(name, (System.nanoTime() - begun) / NANOS);
    }
}
