package dev.phantom.claude;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.ErrorObject;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.batches.MessageBatchIndividualResponse;
import com.anthropic.models.messages.batches.MessageBatchResult;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.fault.Cause;

/// One line of the results of a message batch, or `{"custom_id", "text"}` of any other model.
public sealed interface BatchAnswer {

    String customId();

    /// An answer of the API. It may be refused, cut off or not what is documented: that shows when it is used.
    record Whole(String customId, Message message) implements BatchAnswer {}

    /// The text of any model.
    record Told(String customId, String text) implements BatchAnswer {}

    /// No answer.
    ///
    /// @param cause what kept it away
    record Failed(String customId, String why, Cause cause) implements BatchAnswer {}

    /// @throws IllegalArgumentException what is wrong with the line
    static BatchAnswer of(String line) {
        try {
            var tree = ObjectMappers.jsonMapper().readTree(line);
            var id = tree.path("custom_id").asText();
            if (id.isEmpty()) {
                throw new IllegalArgumentException("'custom_id' is missing");
            }
            if (tree.path("text").isTextual()) {
                return new Told(id, tree.path("text").textValue());
            }
            if (!tree.path("result").isObject()) {
                throw new IllegalArgumentException("'" + id + "' has neither 'result' nor 'text'");
            }
            return result(id, tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not a JSON document", e);
        }
    }

    private static BatchAnswer result(String id, JsonNode tree) throws JsonProcessingException {
        var result = ObjectMappers.jsonMapper()
                .treeToValue(tree, MessageBatchIndividualResponse.class)
                .result();
        if (result.isSucceeded()) {
            return new Whole(id, result.asSucceeded().message());
        }
        return new Failed(id, why(result, tree), cause(result));
    }

    private static String why(MessageBatchResult result, JsonNode tree) {
        var said = tree.at("/result/error/error/message").asText();
        var type = tree.at("/result/type").asText();
        return result.isErrored() && !said.isEmpty()
                ? "the batch answered an error: " + said
                : "the batch gave no answer: " + type;
    }

    /// As the same error of a single call.
    private static Cause cause(MessageBatchResult result) {
        if (result.isExpired()) {
            return Cause.BROKEN;
        }
        var error = result.errored().map(e -> e.error().error());
        if (error.filter(ErrorObject::isRateLimitError).isPresent()
                || error.filter(ErrorObject::isOverloadedError).isPresent()) {
            return Cause.RATE_LIMITED;
        }
        if (error.filter(e -> e.isAuthenticationError() || e.isPermissionError())
                .isPresent()) {
            return Cause.DENIED;
        }
        return error.filter(e -> e.isApiError() || e.isTimeoutError()).isPresent() ? Cause.BROKEN : Cause.OTHER;
    }
}
