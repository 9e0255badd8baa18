package dev.phantom.claude;

import com.anthropic.core.ObjectMappers;
import com.anthropic.errors.AnthropicException;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.prompt.Prompt;
import dev.phantom.analysis.prompt.PromptedAnalyst;
import dev.phantom.fault.Cause;
import dev.phantom.fault.PhantomException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/// Asking Claude by files: requests of the Messages Batches API are written, its results are read, nothing is sent.
public final class ClaudeBatch {

    /// As the GenAI conventions write it.
    private static final String PROVIDER = "anthropic";

    private final ClaudeSettings settings;
    private final ClaudePrices prices = new ClaudePrices();

    public ClaudeBatch(ClaudeSettings settings) {
        this.settings = settings;
    }

    /// A model that writes each question down and answers none.
    ///
    /// @param questions takes the request, as one line of JSON: `custom_id` and the `params` that a single call would
    ///                  have; and the prompt in it
    public PromptedAnalyst.Model exporting(String customId, BiConsumer<String, Prompt> questions) {
        return (prompt, calls) -> {
            questions.accept(line(customId, prompt, settings.model()), prompt);
            throw ClaudeAnswer.unavailable("the question was written to a file", "", Cause.OTHER);
        };
    }

    private static String line(String customId, Prompt prompt, String model) {
        var json = ObjectMappers.jsonMapper();
        var request = json.createObjectNode().put("custom_id", customId);
        request.set("params", json.valueToTree(ClaudeRequest.of(prompt, model)._body()));
        try {
            return json.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own request", e);
        }
    }

    /// A model that gives the answer of a file, a second time too where it is asked again: there is no other.
    ///
    /// @param answer empty where the file has none for this question
    public PromptedAnalyst.Model answering(Optional<BatchAnswer> answer) {
        var asked = new AtomicBoolean();
        return (prompt, calls) -> reply(answer, settings.model(), asked.getAndSet(true) ? ModelCalls.NONE : calls);
    }

    private PromptedAnalyst.Model.Reply reply(Optional<BatchAnswer> answer, String model, ModelCalls calls) {
        return switch (answer.orElse(null)) {
            case null -> throw ClaudeAnswer.unavailable("the file has no answer for this drift", "", Cause.OTHER);
            case BatchAnswer.Told told -> new PromptedAnalyst.Model.Reply(told.text(), "answers");
            case BatchAnswer.Failed failed -> throw ClaudeAnswer.unavailable(failed.why(), "", failed.cause());
            case BatchAnswer.Whole whole -> whole(new ClaudeAnswer(whole.message(), ""), model, calls);
        };
    }

    private PromptedAnalyst.Model.Reply whole(ClaudeAnswer answer, String model, ModelCalls calls) {
        try {
            var accounted = answer.account(priced(answer, model), prices);
            try {
                var text = answer.text();
                ended(model, new ModelCall.Result.Answered(accounted), calls);
                return new PromptedAnalyst.Model.Reply(text, accounted.responseModel());
            } catch (PhantomException e) {
                ended(model, new ModelCall.Result.Unusable(accounted, e.diagnostic()), calls);
                throw e;
            }
        } catch (AnthropicException | NullPointerException | IllegalStateException e) {
            throw ClaudeAnswer.unavailable(
                    "the file has an answer that is not what the API documents", "", Cause.BROKEN);
        }
    }

    /// Whoever exported may have changed the model.
    private String priced(ClaudeAnswer answer, String model) {
        var named = answer.message().model().asString();
        return prices.knows(named) ? named : model;
    }

    /// How long it took, a file does not say.
    private static void ended(String model, ModelCall.Result result, ModelCalls calls) {
        calls.called(new ModelCall(PROVIDER, model, Instant.EPOCH, Instant.EPOCH, result));
    }
}
