package dev.phantom.datadog.api;

import java.time.Duration;

/// How long Phantom waits for Datadog, whose rate limits are shared with people.
///
/// @param connect     until a connection stands
/// @param read        until an answer comes
/// @param firstWait   before a 5xx is asked again, doubled with each
/// @param retries     after a 429 or 5xx
/// @param longestWait a reset further away than this is not waited for
/// @param calls       budget of calls of one run, for many stacks: what a drift may ask is bounded apart
public record Patience(
        Duration connect, Duration read, Duration firstWait, int retries, Duration longestWait, int calls) {

    /// For a person at a terminal.
    public static final Patience INTERACTIVE = new Patience(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMillis(200), 2, Duration.ofSeconds(10), 400);

    /// For events at the end of a run, which nobody waits for.
    public static final Patience EVENTS = new Patience(
            Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMillis(200), 1, Duration.ofSeconds(5), 100);

    /// For an unattended run.
    public static final Patience RUN = new Patience(
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMillis(200), 2, Duration.ofSeconds(30), 4_000);
}
