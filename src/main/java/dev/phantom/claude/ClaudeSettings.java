package dev.phantom.claude;

import dev.phantom.wire.Network;
import java.math.BigDecimal;
import java.time.Duration;

/// How Claude is asked.
///
/// @param apiKey    `ANTHROPIC_API_KEY`
/// @param baseUrl   `ANTHROPIC_BASE_URL`; empty for Anthropic's own
/// @param model     asked first: `claude-sonnet-5-5`
/// @param critical  asked a second time where the floor is critical or the rules differ: `claude-opus-5-5`
/// @param budgetUsd no call is made that could pass it
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

    /// The key is not printed.
    @Override
    public String toString() {
        return "ClaudeSettings[model=%s, critical=%s, budgetUsd=%s]".formatted(model, critical, budgetUsd);
    }
}
