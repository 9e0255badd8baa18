package dev.phantom.aws;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.wire.AskedWait;
import dev.phantom.wire.Vendor;
import dev.phantom.wire.WireException;
import dev.phantom.wire.WireFailure;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/// Follows each call of one service, account and region: gives the service up when it is away, waits no longer than a
/// call may, and says of what failed what happened instead of what the SDK thought of it.
final class BoundedCalls implements ExecutionInterceptor {

    private static final ExecutionAttribute<CallInProgress> CALL = new ExecutionAttribute<>("CallInProgress");

    private final Vendor vendor;

    BoundedCalls(Vendor vendor) {
        this.vendor = vendor;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        vendor.away().ifPresent(why -> {
            throw told(why);
        });
        Listing.turned(vendor.name(), operation(attributes), token(context.request()), vendor.limits())
                .ifPresent(why -> {
                    throw told(new Diagnostic(Code.AWS_FAILED, why, "run again later", "", Cause.BROKEN));
                });
        attributes.putAttribute(CALL, CallInProgress.begin());
    }

    /// Of the page that is asked for; empty for the first one.
    private static String token(SdkRequest request) {
        return request.getValueForField("NextToken", String.class)
                .or(() -> request.getValueForField("Marker", String.class))
                .orElse("");
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attributes.getAttribute(CALL).attempted();
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        var answer = context.httpResponse();
        var call = attributes.getAttribute(CALL);
        call.answered(answer.statusCode());
        vendor.dated(answer.firstMatchingHeader("Date").orElse(null));
        var wanted = AskedWait.of(answer.matchingHeaders("Retry-After"), Instant.now());
        if ((answer.statusCode() == 429 || answer.statusCode() >= 500)
                && wanted.isPresent()
                && call.waited().plus(wanted.get()).compareTo(vendor.limits().call()) > 0) {
            var why = new Diagnostic(
                    Code.AWS_THROTTLED,
                    vendor.tooLong(wanted.get(), vendor.limits().call()),
                    "run again later",
                    "",
                    Cause.RATE_LIMITED);
            throw NonRetryableException.create(why.summary(), new PhantomException(why));
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        var call = attributes.getAttribute(CALL);
        call.end();
        Listing.read(vendor.name(), operation(attributes), call.bytes());
    }

    private static String operation(ExecutionAttributes attributes) {
        return String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        var call = attributes.getAttribute(CALL);
        if (call == null) {
            return context.exception();
        }
        call.end();
        var thrown = context.exception();
        if (thrown instanceof AbortedException) {
            return thrown;
        }
        if (thrown instanceof AwsServiceException service) {
            vendor.failed(AwsErrors.translate("a call", service).diagnostic(), call.waited());
            return service;
        }
        var why = thrown instanceof ApiCallTimeoutException ? Optional.of(late(call)) : failed(thrown, call);
        if (why.isEmpty()) {
            return thrown;
        }
        vendor.failed(why.get(), call.waited());
        // of the same class, as the SDK demands
        return thrown instanceof SdkException e
                ? e.toBuilder()
                        .message(why.get().summary())
                        .cause(new PhantomException(why.get()))
                        .build()
                : thrown;
    }

    private Optional<Diagnostic> failed(Throwable thrown, CallInProgress call) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof WireException wire) {
                return Optional.of(said(wire.failure(), call));
            }
            if (e instanceof PhantomException own) {
                return Optional.of(own.diagnostic());
            }
        }
        return Optional.empty();
    }

    /// The SDK says only that the time is over.
    private Diagnostic late(CallInProgress call) {
        var failure = call.failure();
        if (failure != null) {
            return said(failure, call);
        }
        var throttled = call.status() == 400 || call.status() == 429;
        return new Diagnostic(
                throttled ? Code.AWS_THROTTLED : Code.AWS_FAILED,
                call.status() == 0
                        ? vendor.name() + " gave no answer within " + Limits.said(call.waited())
                        : vendor.name() + " went on answering " + call.status() + tried(call),
                "run again later",
                "",
                call.status() == 0 ? Cause.AWAY : throttled ? Cause.RATE_LIMITED : Cause.BROKEN);
    }

    private static Diagnostic said(WireFailure failure, CallInProgress call) {
        return said(failure, tried(call));
    }

    static Diagnostic said(WireFailure failure, String tried) {
        return new Diagnostic(Code.AWS_FAILED, failure.text() + tried, failure.remedy(), "", failure.cause());
    }

    private static String tried(CallInProgress call) {
        return call.attempts() > 1 ? " (%d attempts, %s)".formatted(call.attempts(), Limits.said(call.waited())) : "";
    }

    private static SdkClientException told(Diagnostic why) {
        return SdkClientException.create(why.summary(), new PhantomException(why));
    }
}
