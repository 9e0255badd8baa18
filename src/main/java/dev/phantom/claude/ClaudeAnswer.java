package dev.phantom.claude;

import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlock;
import dev.phantom.analysis.ModelCall;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.stream.Collectors;

/// One answer of the Messages API, however it came.
///
/// @param requestId empty if there was none
record ClaudeAnswer(Message message, String requestId) {

    /// Text by the type of its block: thinking comes first.
    ///
    /// @throws PhantomException ANALYST_UNAVAILABLE for one that was refused or cut off
    String text() {
        var stop = message.stopReason().orElse(StopReason.END_TURN);
        if (stop.equals(StopReason.REFUSAL)) {
            var category = message.stopDetails()
                    .flatMap(d -> d.category())
                    .map(c -> " (" + c.asString() + ")")
                    .orElse("");
            throw unavailable("the model refused to answer" + category, request(), Cause.OTHER);
        }
        if (!stop.equals(StopReason.END_TURN) && !stop.equals(StopReason.STOP_SEQUENCE)) {
            throw unavailable("the answer was cut off: " + stop.asString(), request(), Cause.OTHER);
        }
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(TextBlock::text)
                .collect(Collectors.joining());
    }

    /// What it took.
    ///
    /// @param model that was asked for
    ModelCall.Reply account(String model, ClaudePrices prices) {
        var usage = message.usage();
        var tokens = new ModelCall.Tokens(
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheReadInputTokens().orElse(0L),
                usage.cacheCreationInputTokens().orElse(0L));
        return new ModelCall.Reply(
                message.model().asString(),
                message.stopReason().map(StopReason::asString).orElse(""),
                tokens,
                prices.cost(model, tokens).orElse(null),
                requestId);
    }

    private String request() {
        return requestId.isEmpty() ? "" : "request " + requestId;
    }

    static PhantomException unavailable(String summary, String detail, Cause source) {
        return new PhantomException(new Diagnostic(Code.ANALYST_UNAVAILABLE, summary, detail, "", source));
    }
}
