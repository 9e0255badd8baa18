package dev.phantom.aws;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
    private static final int LONGEST = 400;

    private AwsErrors() {}

    /// Runs an SDK call; `what` completes "… failed": `describing stack payments`.
    public static <T> T mapped(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw translate(what, e);
        }
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
                if (CREDENTIALS.contains(code(service)) || denied(service)) {
                    yield Cause.DENIED;
                }
                yield throttled(service)
                        ? Cause.RATE_LIMITED
                        : service.statusCode() >= 500 ? Cause.BROKEN : Cause.OTHER;
            }
            default -> Cause.AWAY;
        };
    }

    public static boolean denied(SdkException e) {
        return e instanceof AwsServiceException s && (deniedCode(code(s)) || deniedText(text(s)));
    }

    static boolean throttled(SdkException e) {
        return e instanceof AwsServiceException s && (s.isThrottlingException() || s.statusCode() == 429);
    }

    public static String code(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    /// What AWS said, on one line, capped, secrets left out.
    public static String text(SdkException e) {
        var message = e instanceof AwsServiceException s
                        && s.awsErrorDetails() != null
                        && s.awsErrorDetails().errorMessage() != null
                ? s.awsErrorDetails().errorMessage()
                : String.valueOf(e.getMessage());
        return scrubbed(message);
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
        var quoted = "AWS returned %s \"%s\" (request %s)".formatted(code, text, e.requestId());
        var summary = what + " failed: " + (code.isEmpty() ? "HTTP " + e.statusCode() : code);
        if (CREDENTIALS.contains(code) || denied(e)) {
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

    private static PhantomException ofClient(String what, SdkException e) {
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
        var credentials = text.contains("credentials") || text.contains("profile") || text.contains("SSO");
        return fault(
                credentials ? Code.AWS_CREDENTIALS : Code.AWS_FAILED,
                what + " failed: " + (credentials ? "no usable credentials" : "no answer"),
                "the SDK reported \"" + text + "\""
                        + (credentials
                                ? "; check the profile and `phantom doctor`"
                                : "; check network, proxy and AWS_ENDPOINT_URL"),
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
