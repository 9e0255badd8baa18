package dev.phantom.aws;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.net.UnknownHostException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/// Turns the SDK's exceptions into the catalogue's codes, with the request id and without secrets.
public final class AwsErrors {

    private static final Set<String> CREDENTIALS = Set.of(
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "ExpiredToken",
            "ExpiredTokenException",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "RequestExpired",
            "AuthFailure",
            "OptInRequired");
    private static final Pattern SECRETS = Pattern.compile(
            "\\b(AKIA|ASIA)[A-Z0-9]{12,}\\b|(?i)(security-?token|secret\\w*|password|signature|authorization)\\s*[=:]\\s*\\S+"
                    + "|Encoded authorization failure message: \\S+");
    private static final Pattern BUSY = Pattern.compile("\\bis in \\w+_IN_PROGRESS state\\b");
    /// A class of a library in front of what it says.
    /// The region in the name of a host that was not found.
    private static final Pattern HOST =
            Pattern.compile("\\b([a-z]+(?:-[a-z]+)+-[0-9]+)\\.(?:amazonaws|api\\.aws|amazonwebservices)");
    private static final Pattern CLASS = Pattern.compile("\\b(?:[a-z]\\w*\\.)*[A-Z]\\w*(?:Exception|Error)\\b:?\\s*");
    private static final int LONGEST = 400;

    private AwsErrors() {}

    /// Runs an SDK call; `what` completes "… failed": `describing stack payments`.
    public static <T> T mapped(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw translate(what, e);
        } catch (NullPointerException | NoSuchElementException e) {
            // the SDK's models hold null, or an empty list, for what an answer lacks
            throw lacking(what, e);
        }
    }

    /// An answer without a member that AWS documents for it says nothing: no empty list, no absent resource.
    public static PhantomException lacking(String what, String member) {
        return lacking(what + " failed: the answer has no " + member, (Throwable) null);
    }

    private static PhantomException lacking(String what, @Nullable Throwable cause) {
        var summary = cause == null ? what : what + " failed: the answer lacks a documented member";
        return new PhantomException(
                new Diagnostic(Code.AWS_FAILED, summary, "check AWS_ENDPOINT_URL and the proxy", "", Cause.BROKEN),
                cause);
    }

    public static PhantomException translate(String what, SdkException e) {
        return switch (e) {
            case AbortedException aborted -> interrupted(what, aborted);
            case AwsServiceException service -> ofService(what, service);
            default -> ofClient(what, e);
        };
    }

    /// The thread was interrupted: whoever did that wants the work to end.
    public static PhantomException interrupted(String what, Throwable cause) {
        Thread.currentThread().interrupt();
        return new PhantomException(new Diagnostic(Code.AWS_FAILED, what + " was interrupted", "run again", ""), cause);
    }

    /// What AWS did.
    public static Cause cause(SdkException e) {
        return switch (e) {
            case AbortedException aborted -> Cause.OTHER;
            case AwsServiceException service -> {
                if (refused(service) || denied(service)) {
                    yield Cause.DENIED;
                }
                if (code(service).startsWith("ConcurrentResourcesLimitExceeded")) {
                    yield Cause.OTHER; // a quota of what AWS works on, not of calls
                }
                yield throttled(service)
                        ? Cause.RATE_LIMITED
                        : service.statusCode() >= 500 ? Cause.BROKEN : Cause.OTHER;
            }
            default -> {
                if (e.getCause() instanceof PhantomException own) {
                    yield own.diagnostic().cause();
                }
                yield isUnreadable(e) ? Cause.BROKEN : Cause.AWAY;
            }
        };
    }

    /// Whether the credentials themselves are refused, whatever they may do.
    public static boolean refused(AwsServiceException e) {
        return CREDENTIALS.contains(code(e)) || code(e).isEmpty() && e.statusCode() == 401;
    }

    public static boolean denied(SdkException e) {
        return e instanceof AwsServiceException s
                && (deniedCode(code(s)) || deniedText(text(s)) || code(s).isEmpty() && s.statusCode() == 403);
    }

    static boolean throttled(SdkException e) {
        return e instanceof AwsServiceException s && (s.isThrottlingException() || s.statusCode() == 429);
    }

    public static String code(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    /// As AWS names it; of what never reached AWS, the kind of failure.
    public static String code(SdkException e) {
        return e instanceof AwsServiceException s ? code(s) : "no answer";
    }

    /// What AWS said, on one line, capped, secrets left out.
    public static String text(SdkException e) {
        if (e instanceof AwsServiceException s) {
            var details = s.awsErrorDetails();
            if (details == null || details.errorMessage() == null) {
                return "HTTP " + s.statusCode() + " without a message";
            }
            return (code(s).isEmpty() ? "HTTP " + s.statusCode() + ": " : "") + scrubbed(details.errorMessage());
        }
        return scrubbed(CLASS.matcher(String.valueOf(e.getMessage())).replaceAll(""));
    }

    public static String scrubbed(String message) {
        var text = SECRETS.matcher(message)
                .replaceAll("***")
                .replaceAll("\\s+", " ")
                .strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static PhantomException ofService(String what, AwsServiceException e) {
        var text = text(e);
        var code = code(e);
        var quoted = "AWS returned " + quoted(e);
        var summary = what + " failed: " + (code.isEmpty() ? "HTTP " + e.statusCode() : code) + tried(e);
        if (refused(e) || denied(e)) {
            return fault(Code.AWS_CREDENTIALS, summary, quoted, e);
        }
        if (throttled(e)) {
            return fault(Code.AWS_THROTTLED, summary, quoted + "; run again later", e);
        }
        if (code.equals("ValidationError") && text.contains("does not exist") && text.contains("tack")) {
            return fault(
                    Code.AWS_NO_STACK,
                    what + " failed: the stack does not exist",
                    quoted + "; check name, account and region",
                    e);
        }
        if (code.equals("ValidationError") && BUSY.matcher(text).find()) {
            return fault(
                    Code.AWS_STACK_BUSY,
                    what + " failed: a CloudFormation operation is in progress",
                    quoted + "; run again later",
                    e);
        }
        return fault(Code.AWS_FAILED, summary, quoted, e);
    }

    /// The answer as it is quoted: code, message, request id.
    public static String quoted(AwsServiceException e) {
        var request = e.requestId() == null ? "" : " (request " + e.requestId() + ")";
        return (code(e).isEmpty() ? text(e) : "%s \"%s\"".formatted(code(e), text(e))) + request;
    }

    private static String tried(SdkException e) {
        var attempts = e.numAttempts();
        return attempts != null && attempts > 1 ? " (" + attempts + " attempts)" : "";
    }

    private static boolean isUnreadable(SdkException e) {
        return String.valueOf(e.getMessage()).contains("Unable to unmarshall response");
    }

    private static PhantomException ofClient(String what, SdkException e) {
        var mistyped = unlisted(e);
        if (mistyped.isPresent()) {
            return noRegion(what, mistyped.get(), e);
        }
        if (e.getCause() instanceof PhantomException own) {
            var told = own.diagnostic();
            return new PhantomException(
                    new Diagnostic(
                            told.code(),
                            what + " failed: " + told.summary(),
                            told.detail(),
                            told.address(),
                            told.cause()),
                    e);
        }
        var text = text(e).replaceAll(": ProfileFile\\(.*", ""); // all profiles of the file say no more
        // the SDK names each place where it looked; what one does about it is short
        if (text.startsWith("Unable to load region")) {
            return fault(
                    Code.AWS_CREDENTIALS, what + " failed: no region is set", "pass --region or set AWS_REGION", e);
        }
        if (text.startsWith("Unable to load credentials")) {
            return fault(
                    Code.AWS_CREDENTIALS,
                    what + " failed: no AWS credentials were found",
                    "log in (`aws sso login`), pass --profile, or set AWS_ACCESS_KEY_ID; `phantom doctor` shows more",
                    e);
        }
        if (isUnreadable(e)) {
            return lacking(what, e);
        }
        var credentials = text.contains("credentials") || text.contains("profile") || text.contains("SSO");
        return fault(
                credentials ? Code.AWS_CREDENTIALS : Code.AWS_FAILED,
                what + " failed" + (credentials ? ": no usable credentials" : tried(e)),
                "the SDK reported \"" + text + "\""
                        + (credentials
                                ? "; check the profile and `phantom doctor`"
                                : "; check network, proxy and AWS_ENDPOINT_URL"),
                e);
    }

    /// The region of a host that was not found, if the SDK does not list it.
    private static Optional<String> unlisted(Throwable e) {
        for (var at = e; at != null; at = at.getCause()) {
            if (at instanceof UnknownHostException) {
                var host = HOST.matcher(String.valueOf(at.getMessage()));
                return host.find() && !AwsRegions.listed(host.group(1)) ? Optional.of(host.group(1)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static PhantomException noRegion(String what, String region, SdkException e) {
        var meant = AwsRegions.meant(region).map(name -> "did you mean " + name + "? ");
        return fault(
                Code.AWS_FAILED,
                what + " failed: there is no AWS region '" + region + "'",
                meant.orElse("") + "check --region, AWS_REGION and the profile",
                e);
    }

    private static PhantomException fault(Code code, String summary, String detail, SdkException cause) {
        var source = code == Code.AWS_CREDENTIALS ? Cause.DENIED : cause(cause);
        return new PhantomException(new Diagnostic(code, summary, detail, "", source), cause);
    }

    private static boolean deniedCode(String code) {
        return code.startsWith("AccessDenied")
                || code.equals("UnauthorizedOperation")
                || code.equals("NotAuthorized")
                || code.equals("AuthorizationError");
    }

    private static boolean deniedText(String text) {
        return text.contains("HandlerErrorCode: AccessDenied")
                || text.contains("not authorized to perform")
                || text.contains("AccessDenied");
    }
}
