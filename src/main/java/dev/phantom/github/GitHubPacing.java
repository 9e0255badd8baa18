package dev.phantom.github;

import java.time.Duration;

/// How patiently GitHub is asked.
///
/// @param betweenWrites least time between two writes; GitHub asks for a second
/// @param firstWait     before the first retry; doubles with each
/// @param longestWait   a wait that GitHub asks for beyond this is not waited for: the call fails instead
/// @param attempts      in all
/// @param timeout       of one attempt
/// @param clock         that writes wait by
public record GitHubPacing(
        Duration betweenWrites,
        Duration firstWait,
        Duration longestWait,
        int attempts,
        Duration timeout,
        PaceClock clock) {

    /// What GitHub's own rules ask for.
    public static GitHubPacing polite() {
        return new GitHubPacing(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(2),
                5,
                Duration.ofSeconds(60),
                PaceClock.SYSTEM);
    }

    /// For a server of one's own.
    public static GitHubPacing brisk() {
        return new GitHubPacing(
                Duration.ZERO,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                4,
                Duration.ofSeconds(20),
                PaceClock.SYSTEM);
    }
}
