package dev.phantom.analysis;

import dev.phantom.fault.Diagnostic;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One question put to a language model, repeats after a busy answer included.
///
/// @param provider     who runs the model, as its conventions call it
/// @param requestModel that was asked for
public record ModelCall(String provider, String requestModel, Instant startedAt, Instant endedAt, Result result) {

    /// What came of it.
    public sealed interface Result {

        /// An answer in full.
        record Answered(Reply reply) implements Result {}

        /// An answer that was paid for and is of no use: refused, or cut off.
        record Unusable(Reply reply, Diagnostic why) implements Result {}

        /// No answer.
        record Failed(Diagnostic why) implements Result {}
    }

    /// @param responseModel as the model calls itself
    /// @param finishReason  `end_turn`, `refusal`, …; empty if it was not told
    /// @param costUsd       by the price table; null for a model that it does not know
    /// @param requestId     the provider's; empty if there was none
    public record Reply(
            String responseModel,
            String finishReason,
            Tokens tokens,
            @Nullable BigDecimal costUsd,
            String requestId) {}

    /// @param input         that were neither written to the cache nor read from it
    /// @param output        thinking included
    /// @param cacheRead     input tokens read from the cache
    /// @param cacheCreation input tokens written to it
    public record Tokens(long input, long output, long cacheRead, long cacheCreation) {

        public long allInput() {
            return input + cacheRead + cacheCreation;
        }
    }
}
