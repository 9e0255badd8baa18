package dev.phantom.datadog.api;

import com.datadog.api.client.ApiException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedPredicate;
import dev.phantom.wire.Vendor;
import dev.phantom.wire.WireException;
import java.time.Duration;

/// When a call is made again, and after which wait: what may pass, within the time of the call and the patience.
record Retries(Vendor vendor, Patience patience) {

    /// @param begun      when the call was, by the nanosecond clock of the JVM
    /// @param repeatable whether it may be made again though it may have been done
    RetryPolicy<Object> policy(long begun, boolean repeatable) {
        return RetryPolicy.builder()
                .handleIf((CheckedPredicate<Throwable>) e -> (repeatable || notDone(e)) && mayPass(e, begun))
                .withMaxRetries(patience.retries())
                .withDelayFn(context -> pause(context.getLastException(), context.getAttemptCount()))
                .build();
    }

    private static boolean notDone(Throwable failure) {
        return failure instanceof ApiException e && e.getCode() == 429;
    }

    private boolean mayPass(Throwable failure, long begun) {
        var left = vendor.limits().call().minusNanos(System.nanoTime() - begun);
        return switch (failure) {
            case ApiException e
            when e.getCode() == 429 || e.getCode() >= 500 ->
                AnswerHeaders.asked(e)
                        .map(wait -> fits(wait) && wait.compareTo(left) < 0)
                        .orElse(vendor.limits().connect().compareTo(left) < 0);
            case WireException e ->
                e.failure().kind().mayPass() && vendor.limits().connect().compareTo(left) < 0;
            default -> false;
        };
    }

    private Duration pause(Throwable failure, int attempt) {
        var between = patience.firstWait().multipliedBy(1L << Math.min(attempt, 5));
        var pause = failure instanceof ApiException e ? AnswerHeaders.asked(e).orElse(between) : between;
        return pause.compareTo(longest()) > 0 ? longest() : pause;
    }

    /// The longest wait between two attempts.
    Duration longest() {
        var call = vendor.limits().call();
        return patience.longestWait().compareTo(call) < 0 ? patience.longestWait() : call;
    }

    /// Whether a wait that Datadog asks for is one that Phantom makes.
    boolean fits(Duration wait) {
        return wait.compareTo(longest()) <= 0;
    }
}
