package dev.phantom.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final FailsafeExecutor<Object> patience;

    GitHubCalls(GitHubAccess access) {
        this.access = access;
        var pace = access.pace();
        var retries = RetryPolicy.builder()
                .handleIf(e -> e instanceof Throwable t && worthRetrying(t))
                .withMaxAttempts(pace.attempts())
                .withDelayFn(c -> delay(c.getLastException(), c.getAttemptCount()))
                .build();
        Timeout<Object> bound = Timeout.builder(pace.timeout()).withInterrupt().build();
        this.patience = Failsafe.with(retries, bound);
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
        try {
            return patience.get(() -> plain(call));
        } catch (FailsafeException e) {
            throw failure(what, e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            throw e instanceof PhantomException ? e : failure(what, e);
        }
    }

    /// hub4j hides what went wrong in exceptions of its own: pages in a [GHException], a limit in an [HttpException].
    private static <T> T plain(Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (GHException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause.getCause() instanceof Limits.Later later ? later : cause;
            }
            throw e;
        } catch (HttpException e) {
            throw e.getCause() instanceof Limits.Later later ? later : e;
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
        return e instanceof Limits.Later
                || e.getCause() instanceof Limits.Later
                || e instanceof HttpException http && saysSecondaryLimit(http);
    }

    private boolean worthRetrying(Throwable e) {
        return switch (e) {
            case Limits.Later later -> later.after().compareTo(access.pace().longestWait()) <= 0;
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
        if (last instanceof Limits.Later later) {
            return later.after();
        }
        var pace = access.pace();
        var wait = pace.firstWait().multipliedBy(1L << Math.min(attempt, 10));
        return wait.compareTo(pace.longestWait()) < 0 ? wait : pace.longestWait();
    }

    /// What to tell a person about it.
    PhantomException failure(String what, Throwable e) {
        var status = status(e);
        var id = requestId(e);
        var quoted = scrubbed(words(e)) + (id.isEmpty() ? "" : " (request " + id + ")");
        return switch (e) {
            case Limits.Later later ->
                failure(
                        GitHubCode.LIMITED,
                        what,
                        "try again in " + later.after().toSeconds() + " s; GitHub returned: " + quoted,
                        e);
            case Throwable no
            when status >= 403 && status <= 422 && RULE.matcher(quoted).find() ->
                failure(
                        GitHubCode.RULE,
                        what,
                        "let " + access.credential().shown() + " write branches phantom/**; GitHub returned: " + quoted,
                        e);
            default ->
                switch (status) {
                    case 401 ->
                        failure(
                                GitHubCode.REFUSED,
                                what,
                                "check " + access.credential().shown() + "; GitHub returned: " + quoted,
                                e);
                    case 403 ->
                        failure(
                                GitHubCode.REFUSED,
                                what,
                                access.credential().shown()
                                        + " needs contents and pull requests: write; GitHub returned: " + quoted,
                                e);
                    case 404 ->
                        failure(
                                GitHubCode.NOT_FOUND,
                                what,
                                "check the name, and that the token has access to it; GitHub returned: " + quoted,
                                e);
                    default -> failure(GitHubCode.FAILED, what, "GitHub returned: " + quoted, e);
                };
        };
    }

    private PhantomException failure(GitHubCode code, String what, String detail, Throwable cause) {
        return new PhantomException(
                new Diagnostic(
                        code,
                        "could not " + what + " of " + access.repository(),
                        detail,
                        access.api().toString(),
                        source(code, cause)),
                cause);
    }

    /// What GitHub did. Without a status there was no answer.
    private static Cause source(GitHubCode code, Throwable e) {
        return switch (code) {
            case LIMITED -> Cause.RATE_LIMITED;
            case REFUSED -> Cause.DENIED;
            case NOT_FOUND, RULE -> Cause.OTHER;
            case FAILED -> status(e) <= 0 ? Cause.AWAY : status(e) >= 500 ? Cause.BROKEN : Cause.OTHER;
        };
    }

    private static String requestId(Throwable e) {
        if (e instanceof Limits.Later later) {
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
        if (e instanceof HttpException http && http.getResponseCode() <= 0 && e.getCause() != null) {
            var cause = e.getCause();
            return "nothing (" + cause.getClass().getSimpleName()
                    + (cause.getMessage() == null ? ")" : ": " + cause.getMessage() + ")");
        }
        var raw = String.valueOf(e.getMessage());
        var start = raw.indexOf('{');
        if (start < 0) {
            return e instanceof HttpException http && http.getResponseCode() > 0
                    ? http.getResponseCode() + " " + raw
                    : raw;
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
