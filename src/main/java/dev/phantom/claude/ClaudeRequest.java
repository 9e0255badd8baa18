package dev.phantom.claude;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.TextBlockParam;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.prompt.Prompt;
import dev.phantom.analysis.prompt.PromptRenderer;
import java.util.List;

/// One question as the Messages API wants it: the answer's shape by `output_config.format`. No sampling parameter, no
/// forced tool, no prefill: the API refuses all three for the models used here. Thinking is left to the model.
final class ClaudeRequest {
    /// Thinking included.
    private static final long MAX_TOKENS = 16_000;

    private static final JsonOutputFormat FORMAT =
            JsonOutputFormat.builder().schema(schema()).build();

    private ClaudeRequest() {}

    /// The most that a question can take: no token is shorter than a character, all of it may be written to the cache,
    /// and the answer may be as long as is allowed.
    static ModelCall.Tokens most(Prompt prompt) {
        return new ModelCall.Tokens(
                0, MAX_TOKENS, 0, prompt.system().length() + prompt.user().length());
    }

    static MessageCreateParams of(Prompt prompt, String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(MAX_TOKENS)
                .systemOfTextBlockParams(List.of(TextBlockParam.builder()
                        .text(prompt.system())
                        .cacheControl(CacheControlEphemeral.builder().build())
                        .build()))
                .addUserMessage(prompt.user())
                .outputConfig(OutputConfig.builder()
                        .effort(OutputConfig.Effort.HIGH)
                        .format(FORMAT)
                        .build())
                .build();
    }

    /// Written by hand and passed on as it stands: the model answers in the order of the schema, evidence first.
    private static JsonOutputFormat.Schema schema() {
        try {
            var schema = JsonOutputFormat.Schema.builder();
            new ObjectMapper()
                    .readTree(PromptRenderer.SCHEMA)
                    .properties()
                    .forEach(e -> schema.putAdditionalProperty(e.getKey(), JsonValue.fromJsonNode(e.getValue())));
            return schema.build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own schema", e);
        }
    }
}
