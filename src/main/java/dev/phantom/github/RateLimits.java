package dev.phantom.github;

import dev.phantom.wire.AskedWait;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// Turns GitHub's "later" into an exception that says when. hub4j's own handlers sleep without bound.
final class RateLimits {

    /// GitHub says to wait at least a minute where it does not say how long.
    private static final Duration UNSAID = Duration.ofSeconds(60);

    /// GitHub asks to come back later.
    static final class Later extends IOException {

        private static final long serialVersionUID = 1L;

        private final Duration wait;
        private final String requestId;

        Later(String message, Duration wait, String requestId) {
            super(message);
            this.wait = wait;
            this.requestId = requestId;
        }

        Duration after() {
            return wait;
        }

        String requestId() {
            return requestId;
        }
    }

    static final GitHubRateLimitHandler PRIMARY = new GitHubRateLimitHandler() {
        @Override
        public void onError(GitHubConnectorResponse response) throws IOException {
            throw later("the hourly rate limit is used up", response);
        }
    };

    static final GitHubAbuseLimitHandler SECONDARY = new GitHubAbuseLimitHandler() {
        @Override
        public void onError(GitHubConnectorResponse response) throws IOException {
            throw later("the secondary rate limit is exceeded", response);
        }
    };

    private RateLimits() {}

    private static Later later(String message, GitHubConnectorResponse response) {
        var id = response.header("X-GitHub-Request-Id");
        return new Later(message, wait(response), id == null ? "" : id);
    }

    private static Duration wait(GitHubConnectorResponse response) {
        var named = response.header("Retry-After");
        var asked = named == null ? Optional.<Duration>empty() : AskedWait.of(List.of(named), Instant.now());
        if (asked.isPresent()) {
            return asked.get();
        }
        var reset = number(response.header("X-RateLimit-Reset"));
        if (reset < 0 || number(response.header("X-RateLimit-Remaining")) > 0) {
            return UNSAID;
        }
        var left = Duration.between(Instant.now(), Instant.ofEpochSecond(reset));
        return left.isNegative() ? Duration.ofSeconds(1) : left;
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
