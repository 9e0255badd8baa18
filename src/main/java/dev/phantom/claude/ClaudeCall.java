package dev.phantom.claude;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One answered call, for telemetry and the budget.
///
/// @param model        that was asked for
/// @param input        input tokens that were neither written to nor read from the cache
/// @param cacheWritten input tokens written to the cache
/// @param cacheRead    input tokens read from it
/// @param output       output tokens, thinking included
/// @param costUsd      by the price table; null for a model that it does not know
/// @param requestId    Anthropic's; empty if there was none
/// @param stopReason   `end_turn`, `refusal`, …
public record ClaudeCall(
        String model,
        long input,
        long cacheWritten,
        long cacheRead,
        long output,
        @Nullable BigDecimal costUsd,
        Duration latency,
        String requestId,
        String stopReason) {}
