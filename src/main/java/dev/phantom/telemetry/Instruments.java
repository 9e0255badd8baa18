package dev.phantom.telemetry;

import dev.phantom.analysis.ModelCall;
import dev.phantom.run.RunEvent;
import dev.phantom.run.StackFigures;
import dev.phantom.stack.Stack;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleGauge;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongGauge;
import io.opentelemetry.api.metrics.Meter;

/// The metrics. Nothing in a tag identifies a resource or a pull request.
final class Instruments {

    private final LongCounter detected;
    private final LongGauge open;
    private final DoubleGauge age;
    private final DoubleGauge costDelta;
    private final DoubleGauge costUnpriced;
    private final DoubleGauge coverage;
    private final LongCounter verdicts;
    private final LongCounter pullRequests;
    private final LongCounter runs;
    private final DoubleHistogram durations;
    private final LongCounter tokens;
    private final DoubleCounter modelCost;

    Instruments(Meter meter) {
        detected = count(meter, "phantom.drift.detected", "{drift}");
        open = meter.gaugeBuilder("phantom.drift.open")
                .ofLongs()
                .setUnit("{drift}")
                .build();
        age = gauge(meter, "phantom.drift.age_seconds", "s");
        costDelta = gauge(meter, "phantom.drift.cost_delta_usd", "{USD}");
        costUnpriced = gauge(meter, "phantom.drift.cost_unpriced", "{change}");
        coverage = gauge(meter, "phantom.coverage", "1");
        verdicts = count(meter, "phantom.verdict.made", "{verdict}");
        pullRequests = count(meter, "phantom.pull_request.settled", "{pull_request}");
        runs = count(meter, "phantom.run.completed", "{run}");
        durations =
                meter.histogramBuilder("phantom.stage.duration").setUnit("s").build();
        tokens = count(meter, "phantom.llm.tokens", "{token}");
        modelCost = meter.counterBuilder("phantom.llm.cost_usd")
                .ofDoubles()
                .setUnit("{USD}")
                .build();
    }

    private static LongCounter count(Meter meter, String name, String unit) {
        return meter.counterBuilder(name).setUnit(unit).build();
    }

    private static DoubleGauge gauge(Meter meter, String name, String unit) {
        return meter.gaugeBuilder(name).setUnit(unit).build();
    }

    void seen(Stack stack, RunEvent.DriftSeen drift) {
        if (drift.isNew()) {
            detected.add(
                    1, tags(stack).put(Names.SEVERITY, drift.severity().text()).build());
        }
    }

    /// What is not known is not sent: a gauge at 0 would end an alarm.
    void measured(Stack stack, StackFigures figures) {
        figures.open().forEach((severity, there) -> {
            var tags = tags(stack).put(Names.SEVERITY, severity.text()).build();
            open.set(there.drifts(), tags);
            age.set(there.oldest().toMillis() / 1000.0, tags);
        });
        var tags = tags(stack).build();
        if (figures.monthlyDeltaUsd() != null) {
            costDelta.set(figures.monthlyDeltaUsd(), tags);
        }
        if (figures.unpriced() != null) {
            costUnpriced.set(figures.unpriced(), tags);
        }
        if (figures.coverage() != null) {
            coverage.set(figures.coverage(), tags);
        }
    }

    void made(RunEvent.VerdictMade verdict) {
        verdicts.add(
                1,
                Attributes.of(
                        Names.RECOMMENDATION,
                        verdict.recommendation().text(),
                        Names.SEVERITY,
                        verdict.severity().text()));
    }

    void settled(RunEvent.PullRequestSettled pullRequest) {
        pullRequests.add(1, Attributes.of(Names.OUTCOME, pullRequest.outcome().text()));
    }

    void completed(RunEvent.Ending ending) {
        var outcome = switch (ending) {
            case COMPLETE -> "ok";
            case WITH_FAILURES -> "failed";
        };
        runs.add(1, Attributes.of(Names.OUTCOME, outcome));
    }

    void took(String stage, double seconds) {
        durations.record(seconds, Attributes.of(Names.STAGE, stage));
    }

    /// Tokens by the model that was asked for: what it calls itself in return changes with every release.
    void answered(String model, ModelCall.Reply reply) {
        var used = reply.tokens();
        tokens(model, "input", used.input());
        tokens(model, "output", used.output());
        tokens(model, "cache_read", used.cacheRead());
        tokens(model, "cache_creation", used.cacheCreation());
        if (reply.costUsd() != null) {
            modelCost.add(reply.costUsd().doubleValue(), Attributes.of(Names.MODEL, model));
        }
    }

    private void tokens(String model, String type, long used) {
        tokens.add(used, Attributes.of(Names.MODEL, model, Names.TOKEN_TYPE, type));
    }

    private static AttributesBuilder tags(Stack stack) {
        var tags = Attributes.builder();
        known(tags, Names.ENV, stack.environment());
        known(tags, Names.STACK, stack.id().name());
        known(tags, Names.ACCOUNT, stack.id().account());
        known(tags, Names.REGION, stack.id().region());
        return tags;
    }

    /// A part that is not known is no tag.
    static void known(AttributesBuilder attributes, AttributeKey<String> key, String value) {
        if (!value.isEmpty()) {
            attributes.put(key, value);
        }
    }
}
