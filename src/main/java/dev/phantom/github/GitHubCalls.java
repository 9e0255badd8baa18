package dev.phantom.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.wire.Exchange;
import dev.phantom.wire.Vendor;
import dev.phantom.wire.WireException;
import dev.phantom.wire.WireFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.HttpException;

/// Makes each call with retries and a bound, and turns what goes wrong into Phantom's own diagnostics, with the request
/// id and without secrets. A call must be safe to repeat.
final class GitHubCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SECRET =
            Pattern.compile("\\b(gh[a-z]_|github_pat_)[\\w.-]+|\\beyJ[\\w.-]+|(?i)(Bearer|token) [\\w.-]{8,}");

    /// How GitHub words the "no" of a ruleset or a branch protection; it has no status of its own.
    private static final Pattern RULE = Pattern.compile("(?i)rule violation|protected branch|cannot force-push"
            + "|not authorized to push|required status check|reference update failed");

    private final GitHubAccess access;
    private final Vendor vendor;
    private final AtomicReference<@Nullable PhantomException> counted = new AtomicReference<>();

    GitHubCalls(GitHubAccess access) {
        this.access = access;
        this.vendor = access.vendor();
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
            throw exhausted(failure(what, e.getCause() == null ? e : e.getCause(), tries.said()), tries);
        } catch (RuntimeException e) {
            throw exhausted(e instanceof PhantomException own ? own : failure(what, e, tries.said()), tries);
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
        if (wire(e).isPresent()) {
            return wire(e).get().kind().mayPass();
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

    /// What happened on the way, if that is what it was.
    private static Optional<WireFailure> wire(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof WireException wire) {
                return Optional.of(wire.failure());
            }
        }
        return Optional.empty();
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

    /// What to tell a person about it.
    PhantomException failure(String what, Throwable e) {
        return failure(what, e, "");
    }

    /// @param tried how often and how long; empty for once
    private PhantomException failure(String what, Throwable e, String tried) {
        var wire = wire(e);
        if (wire.isPresent()) {
            var told = wire.get();
            return new PhantomException(
                    told(what, ": " + told.text() + tried, GitHubCode.FAILED, told.remedy(), told.cause()), e);
        }
        if (e instanceof TimeoutExceededException) {
            return new PhantomException(
                    told(
                            what,
                            ": it was not done within " + Limits.said(vendor.limits().call()),
                            GitHubCode.FAILED,
                            "run again later, or raise limits.callSeconds",
                            Cause.AWAY),
                    e);
        }
        var asked = new Tried(what, tried);
        var status = status(e);
        var id = requestId(e);
        var quoted = (status > 0 ? status + " " : "") + scrubbed(words(e)) + (id.isEmpty() ? "" : " (request " + id + ")");
        return switch (e) {
            case RateLimits.Later later ->
                failure(
                        GitHubCode.LIMITED,
                        asked,
                        waits(later) + "; GitHub returned: " + quoted,
                        e);
            case Throwable no
            when status >= 403 && status <= 422 && RULE.matcher(quoted).find() ->
                failure(
                        GitHubCode.RULE,
                        asked,
                        "let " + access.credential().shown() + " write branches phantom/**; GitHub returned: " + quoted,
                        e);
            default ->
                switch (status) {
                    case 401 ->
                        failure(
                                GitHubCode.REFUSED,
                                asked,
                                "check " + access.credential().shown() + "; GitHub returned: " + quoted,
                                e);
                    case 403 ->
                        failure(
                                GitHubCode.REFUSED,
                                asked,
                                access.credential().shown()
                                        + " needs contents and pull requests: write; GitHub returned: " + quoted,
                                e);
                    case 404 ->
                        failure(
                                GitHubCode.NOT_FOUND,
                                asked,
                                "check the name, and that the token has access to it; GitHub returned: " + quoted,
                                e);
                    default -> failure(GitHubCode.FAILED, asked, "GitHub returned: " + quoted, e);
                };
        };
    }

    private String waits(RateLimits.Later later) {
        var longest = access.pace().longestWait();
        var fits = later.after().compareTo(longest) <= 0
                && later.after().compareTo(vendor.limits().call()) <= 0;
        return fits ? "try again in " + Limits.said(later.after()) : vendor.tooLong(later.after());
    }

    /// What was asked and what happened to it.
    private record Tried(String what, String how) {}

    private PhantomException failure(GitHubCode code, Tried tried, String detail, Throwable cause) {
        return new PhantomException(told(tried.what(), tried.how(), code, detail, source(code, cause)), cause);
    }

    private Diagnostic told(String what, String how, GitHubCode code, String detail, Cause cause) {
        var summary = "could not " + what + " of " + access.repository() + how;
        return new Diagnostic(code, summary, detail, access.api().toString(), cause);
    }

    /// What GitHub did. Without a status there was no answer.
    private static Cause source(GitHubCode code, Throwable e) {
        return switch (code) {
            case LIMITED -> Cause.RATE_LIMITED;
            case REFUSED -> Cause.DENIED;
            case NOT_FOUND, RULE -> Cause.OTHER;
            case FAILED -> status(e) <= 0 || status(e) >= 500 ? Cause.BROKEN : Cause.OTHER;
        };
    }

    private static String requestId(Throwable e) {
        if (e instanceof RateLimits.Later later) {
            return later.requestId();
        }
        @Nullable
        Map<String, List<String>> headers = switch (e) {
            // without an answer there are no headers, and hub4j stumbles over that
            case HttpException http
            when http.getResponseCode() > 0 ->
                java.util.Objects.requireNonNullElse(http.getResponseHeaderFields(), Map.of());
            case GHFileNotFoundException missing ->
                java.util.Objects.requireNonNullElse(missing.getResponseHeaderFields(), Map.of());
            default -> Map.of();
        };
        return headers == null
                ? ""
                : headers.entrySet().stream()
                        .filter(h -> "X-GitHub-Request-Id".equalsIgnoreCase(h.getKey()))
                        .flatMap(h -> h.getValue().stream())
                        .findFirst()
                        .orElse("");
    }

    /// GitHub's message and its errors, out of the JSON that hub4j puts into the exception's message.
    private static String words(Throwable e) {
        var unread = e.getCause() instanceof JsonProcessingException || e instanceof JsonProcessingException;
        if (!(e instanceof IOException) || unread || e.getMessage() == null) {
            return "an answer that is not what it documents";
        }
        var raw = e.getMessage();
        var start = raw.indexOf('{');
        if (start < 0) {
            return raw;
        }
        try {
            var node = JSON.readTree(raw.substring(start));
            var text = new StringBuilder(node.path("message").asText("no message"));
            node.path("errors")
                    .forEach(x -> text.append("; ")
                            .append(x.path("message")
                                    .asText(x.path("field").asText() + " "
                                            + x.path("code").asText())));
            return text.toString();
        } catch (JsonProcessingException notJson) {
            return raw;
        }
    }

    private String scrubbed(String text) {
        var capped = text.length() > 400 ? text.substring(0, 400) + "…" : text;
        var known = access.credential() instanceof Credential.Token(String token) && token.length() >= 8
                ? capped.replace(token, "***")
                : capped;
        return SECRET.matcher(known).replaceAll("***");
    }
}
