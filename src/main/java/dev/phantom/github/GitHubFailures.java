package dev.phantom.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.TimeoutExceededException;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.wire.WireException;
import dev.phantom.wire.WireFailure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.HttpException;

/// What to tell a person about a call that failed, with the request id and without secrets.
record GitHubFailures(GitHubAccess access) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SECRET =
            Pattern.compile("\\b(gh[a-z]_|github_pat_)[\\w.-]+|\\beyJ[\\w.-]+|(?i)(Bearer|token) [\\w.-]{8,}");

    /// How GitHub words the "no" of a ruleset or a branch protection; it has no status of its own.
    private static final Pattern RULE = Pattern.compile("(?i)rule violation|protected branch|cannot force-push"
            + "|not authorized to push|required status check|reference update failed");

    /// `contents=write`, `issues=write; pull_requests=write,contents=read`
    private static final Pattern PERMISSIONS = Pattern.compile("[a-z_]{1,40}=[a-z]{1,10}(\\s{0,2}[,;]\\s{0,2}[a-z_]{1,40}=[a-z]{1,10}){0,9}");

    /// What happened on the way, if that is what it was.
    static Optional<WireFailure> wire(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof WireException wire) {
                return Optional.of(wire.failure());
            }
        }
        return Optional.empty();
    }

    /// @param what  in words: `read branch main`
    /// @param tried how often and how long; empty for once
    PhantomException of(String what, Throwable e, String tried) {
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
                            ": it was not done within "
                                    + Limits.said(access().vendor().limits().call()),
                            GitHubCode.FAILED,
                            "run again later, or raise limits.callSeconds",
                            Cause.AWAY),
                    e);
        }
        var asked = new Tried(what, tried);
        var status = GitHubCalls.status(e);
        var id = requestId(e);
        var quoted =
                (status > 0 ? status + " " : "") + scrubbed(words(e)) + (id.isEmpty() ? "" : " (request " + id + ")");
        return switch (e) {
            case RateLimits.Later later ->
                failure(GitHubCode.LIMITED, asked, waits(later) + "; GitHub returned: " + quoted, e);
            case Throwable no
            when status >= 403 && status <= 422 && RULE.matcher(quoted).find() ->
                failure(
                        GitHubCode.RULE,
                        asked,
                        "let " + access().credential().shown() + " write branches phantom/**; GitHub returned: "
                                + quoted,
                        e);
            default ->
                switch (status) {
                    case 401 ->
                        failure(
                                GitHubCode.REFUSED,
                                asked,
                                "check " + access().credential().shown() + "; GitHub returned: " + quoted,
                                e);
                    case 403 ->
                        failure(
                                GitHubCode.REFUSED,
                                asked,
                                access().credential().shown() + " needs " + needed(e) + "; GitHub returned: " + quoted,
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
        var longest = access().pace().longestWait();
        var fits = later.after().compareTo(longest) <= 0
                && later.after().compareTo(access().vendor().limits().call()) <= 0;
        return fits
                ? "try again in " + Limits.said(later.after())
                : access().vendor().tooLong(later.after(), longest);
    }

    /// What was asked and what happened to it.
    private record Tried(String what, String how) {}

    private PhantomException failure(GitHubCode code, Tried tried, String detail, Throwable cause) {
        return new PhantomException(told(tried.what(), tried.how(), code, detail, source(code, cause)), cause);
    }

    private Diagnostic told(String what, String how, GitHubCode code, String detail, Cause cause) {
        var summary = "could not " + what + " of " + access().repository() + how;
        return new Diagnostic(code, summary, detail, access().api().toString(), cause);
    }

    /// What GitHub did. Without a status there was no answer.
    private static Cause source(GitHubCode code, Throwable e) {
        return switch (code) {
            case LIMITED -> Cause.RATE_LIMITED;
            case REFUSED -> Cause.DENIED;
            case NOT_FOUND, RULE -> Cause.OTHER;
            case FAILED -> GitHubCalls.status(e) <= 0 || GitHubCalls.status(e) >= 500 ? Cause.BROKEN : Cause.OTHER;
        };
    }

    private static String requestId(Throwable e) {
        return e instanceof RateLimits.Later later ? later.requestId() : header(e, "X-GitHub-Request-Id");
    }

    /// What GitHub says that the call needs: sets of permissions, any of which is enough.
    private static String needed(Throwable e) {
        var told = header(e, "X-Accepted-GitHub-Permissions");
        return PERMISSIONS.matcher(told).matches()
                ? told.replaceAll("\\s*;\\s*", " or ").replaceAll("\\s*,\\s*", " and ").replace("=", ": ")
                : "contents and pull requests: write";
    }

    /// The first header of that name; empty if there is none, or no answer.
    private static String header(Throwable e, String name) {
        @Nullable
        Map<String, List<String>> headers = switch (e) {
            // without an answer there are no headers, and hub4j stumbles over that
            case HttpException http
            when http.getResponseCode() > 0 -> http.getResponseHeaderFields();
            case GHFileNotFoundException missing -> missing.getResponseHeaderFields();
            default -> null;
        };
        return headers == null
                ? ""
                : headers.entrySet().stream()
                        .filter(h -> name.equalsIgnoreCase(h.getKey()))
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
        var known = access().credential() instanceof Credential.Token(String token) && token.length() >= 8
                ? capped.replace(token, "***")
                : capped;
        return SECRET.matcher(known).replaceAll("***");
    }
}
