package dev.phantom.claude;

import dev.phantom.severity.Severity;
import dev.phantom.wire.Network;
import java.math.BigDecimal;
import java.time.Duration;

/// How Claude is asked.
///
/// @param apiKey    `ANTHROPIC_API_KEY`
/// @param baseUrl   `ANTHROPIC_BASE_URL`; empty for Anthropic's own
/// @param model     for most cases: `claude-sonnet-5-5`
/// @param critical  for cases whose floor is critical: `claude-opus-5-5`
/// @param budgetUsd no further call is made once this is spent
/// @param patience  longest wait before a call is repeated, whatever `retry-after` says
/// @param network   of this run; it bounds each call
public record ClaudeSettings(
        String apiKey,
        String baseUrl,
        String model,
        String critical,
        BigDecimal budgetUsd,
        Duration patience,
        Network network) {

    public static ClaudeSettings of(String apiKey, String baseUrl) {
        return new ClaudeSettings(
                apiKey,
                baseUrl,
                "claude-sonnet-5-5",
                "claude-opus-5-5",
                BigDecimal.valueOf(5),
                Duration.ofSeconds(20),
                Network.standard());
    }

    String modelFor(Severity floor) {
        return floor == Severity.CRITICAL ? critical : model;
    }

    /// The key is not printed.
    @Override
    public String toString() {
        return "ClaudeSettings[model=%s, critical=%s, budgetUsd=%s]".formatted(model, critical, budgetUsd);
    }
}
