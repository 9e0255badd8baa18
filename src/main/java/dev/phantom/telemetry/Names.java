package dev.phantom.telemetry;

import dev.phantom.run.Stage;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.Optional;

/// Every name that leaves: dashboards and monitors are built on them.
final class Names {
    private Names() {}

    static final String SCOPE = "dev.phantom";

    static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    static final AttributeKey<String> VERSION = AttributeKey.stringKey("service.version");

    /// Spans; those of stages by [#stage].
    static final String RUN_SPAN = "phantom.run";

    static final String STACK_SPAN = "phantom.stack";
    static final String STAGE_SPAN = "phantom.";
    static final String PULL_REQUEST_SPAN = "phantom.pull_request";
    static final String CHAT = "chat";

    /// What every span says of its stack.
    static final AttributeKey<String> SPAN_STACK = AttributeKey.stringKey("phantom.stack");

    static final AttributeKey<String> SPAN_ACCOUNT = AttributeKey.stringKey("aws.account");
    static final AttributeKey<String> SPAN_REGION = AttributeKey.stringKey("aws.region");
    static final AttributeKey<String> ENV = AttributeKey.stringKey("env");

    /// What a comparison says.
    static final AttributeKey<Long> RESOURCES = AttributeKey.longKey("resources");

    static final AttributeKey<Long> COMPARED = AttributeKey.longKey("compared");
    static final AttributeKey<Long> DRIFTS = AttributeKey.longKey("drifts");

    /// Of the stage that judges: texts that tried to instruct the analyst; absent where there were none.
    static final AttributeKey<Long> NOTICES = AttributeKey.longKey("notices");

    static final AttributeKey<String> URL = AttributeKey.stringKey("url");

    /// On spans and as tags of metrics.
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

    static final AttributeKey<String> RECOMMENDATION = AttributeKey.stringKey("recommendation");
    static final AttributeKey<String> SEVERITY = AttributeKey.stringKey("severity");

    /// Tags of metrics.
    static final AttributeKey<String> STACK = AttributeKey.stringKey("stack");

    static final AttributeKey<String> ACCOUNT = AttributeKey.stringKey("aws_account");
    static final AttributeKey<String> REGION = AttributeKey.stringKey("region");
    static final AttributeKey<String> STAGE = AttributeKey.stringKey("stage");
    static final AttributeKey<String> MODEL = AttributeKey.stringKey("model");
    static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("token_type");

    /// OpenTelemetry's conventions for errors.
    static final String EXCEPTION = "exception";

    static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");
    static final AttributeKey<String> EXCEPTION_MESSAGE = AttributeKey.stringKey("exception.message");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    /// OpenTelemetry's conventions for generative AI.
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");

    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<String> RESPONSE_MODEL = AttributeKey.stringKey("gen_ai.response.model");
    static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<Long> CACHE_READ_TOKENS = AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
    static final AttributeKey<Long> CACHE_CREATION_TOKENS =
            AttributeKey.longKey("gen_ai.usage.cache_creation.input_tokens");
    static final AttributeKey<Double> COST_USD = AttributeKey.doubleKey("phantom.llm.cost_usd");

    /// The tag of a stage, and with `phantom.` before it the span; empty for a stage too short to be worth either.
    static Optional<String> stage(Stage stage) {
        return switch (stage) {
            case READ_SAFE -> Optional.of("read.safe");
            case READ_LIVE -> Optional.of("read.live");
            case COMPARE -> Optional.of("compare");
            case ATTRIBUTE -> Optional.of("attribute");
            case CUT -> Optional.empty();
            case COLLECT -> Optional.of("collect");
            case ASSESS -> Optional.of("assess");
            case ESTIMATE -> Optional.of("estimate");
            case JUDGE -> Optional.of("judge");
            case PLAN -> Optional.of("plan");
            case PROVE -> Optional.of("prove");
            case PUBLISH -> Optional.of("publish");
        };
    }
}
