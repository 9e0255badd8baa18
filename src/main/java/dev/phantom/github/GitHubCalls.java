package dev.phantom.github;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.wire.Exchange;
import dev.phantom.wire.Vendor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHException;
import org.kohsuke.github.HttpException;

/// Makes each call with retries and a bound, and counts what used up its attempts. A call must be safe to
/// repeat.
final class GitHubCalls {

    private final GitHubAccess access;
    private final Vendor vendor;
    private final GitHubFailures failures;
    private final AtomicReference<@Nullable PhantomException> counted = new AtomicReference<>();

    GitHubCalls(GitHubAccess access) {
        this.access = access;
        this.vendor = access.vendor();
        this.failures = new GitHubFailures(access);
    }

    /// What waits between attempts, as long as the call lasts.
    private RetryPolicy<Object> retries(Tries tries) {
        return RetryPolicy.builder()
                .handleIf(e -> e instanceof Throwable t && worthRetrying(t, tries))
                .withMaxAttempts(access.pace().attempts())
                .withDelayFn(c -> delay(c.getLastException(), c.getAttemptCount()))
                .build();
    }

    /// How often and how long one call was tried.
    private final class Tries {

        private final long begun = System.nanoTime();
        private int attempts;

        Duration waited() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }

        Duration left() {
            return vendor.limits().call().minus(waited());
        }

        /// Whether a wait, and a connection after it, still fit into the call.
        boolean allow(Duration wait) {
            return left().compareTo(wait.plus(vendor.limits().connect())) > 0;
        }

        String said() {
            return attempts > 1 ? " (%d attempts, %s)".formatted(attempts, Limits.said(waited())) : "";
        }
    }

    @FunctionalInterface
    interface Call<T> {
        T make() throws IOException;
    }

    @FunctionalInterface
    interface Deed {
        void make() throws IOException;
    }

    /// @param what in words, for the diagnostic: `read branch main`
    <T> T ask(String what, Call<T> call) {
        vendor.stillThere();
        var tries = new Tries();
        // its exchanges end in this time; whatever else a client does gets as much again
        Timeout<Object> bound = Timeout.builder(vendor.limits().call().multipliedBy(2))
                .withInterrupt()
                .build();
        try {
            return Failsafe.with(bound, retries(tries)).get(() -> {
                tries.attempts++;
                return Exchange.within(tries.left(), () -> plain(call));
            });
        } catch (FailsafeException e) {
            throw exhausted(failures.of(what, e.getCause() == null ? e : e.getCause(), tries.said()), tries);
        } catch (RuntimeException e) {
            throw exhausted(e instanceof PhantomException own ? own : failures.of(what, e, tries.said()), tries);
        }
    }

    /// A call inside another one is counted where it failed.
    private PhantomException exhausted(PhantomException why, Tries tries) {
        if (counted.getAndSet(why) != why) {
            vendor.failed(why.diagnostic(), tries.waited());
        }
        return why;
    }

    /// hub4j hides what went wrong in exceptions of its own: pages in a [GHException], a limit in an [HttpException].
    private static <T> T plain(Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (GHException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause.getCause() instanceof RateLimits.Later later ? later : cause;
            }
            throw e;
        } catch (HttpException e) {
            throw e.getCause() instanceof RateLimits.Later later ? later : e;
        }
    }

    void carryOut(String what, Deed deed) {
        ask(what, () -> {
            deed.make();
            return "";
        });
    }

    /// Empty where GitHub says 404.
    <T> Optional<T> find(String what, Call<T> call) {
        return ask(what, () -> {
            try {
                return Optional.of(plain(call));
            } catch (FileNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    static int status(Throwable e) {
        return switch (e) {
            case HttpException http -> http.getResponseCode();
            case FileNotFoundException missing -> 404;
            default -> -1;
        };
    }

    /// Whether a 403 means "later", not "no".
    static boolean isLimit(Throwable e) {
        return e instanceof RateLimits.Later
                || e.getCause() instanceof RateLimits.Later
                || e instanceof HttpException http && saysSecondaryLimit(http);
    }

    private boolean worthRetrying(Throwable e, Tries tries) {
        var next = delay(e, tries.attempts);
        return tries.allow(next) && worthRetrying(e);
    }

    private boolean worthRetrying(Throwable e) {
        if (e instanceof PhantomException) {
            return false; // of a call inside this one, which was repeated there
        }
        if (GitHubFailures.wire(e).isPresent()) {
            return GitHubFailures.wire(e).get().kind().mayPass();
        }
        return switch (e) {
            case RateLimits.Later later -> later.after().compareTo(access.pace().longestWait()) <= 0;
            case HttpException http ->
                http.getResponseCode() >= 500 || http.getResponseCode() <= 0 || saysSecondaryLimit(http);
            case FileNotFoundException missing -> false;
            case TimeoutExceededException slow -> true;
            case IOException broken -> true;
            default -> false;
        };
    }

    private static boolean saysSecondaryLimit(HttpException e) {
        return e.getResponseCode() == 403 && String.valueOf(e.getMessage()).contains("secondary rate limit");
    }

    private Duration delay(@Nullable Throwable last, int attempt) {
        if (last instanceof RateLimits.Later later) {
            return later.after();
        }
        var pace = access.pace();
        var wait = pace.firstWait().multipliedBy(1L << Math.min(attempt, 10));
        return wait.compareTo(pace.longestWait()) < 0 ? wait : pace.longestWait();
    }
}
