package dev.phantom.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Spaces the calls to one service, account and region, retries included, so that AWS need not throttle.
final class RateLimiter implements ExecutionInterceptor {

    private final long gapNanos;
    private long free = System.nanoTime();

    RateLimiter(double perSecond) {
        gapNanos = (long) (1e9 / perSecond);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        var wait = reserve();
        if (wait > 0) {
            try {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the SDK notices before it sends
            }
        }
    }

    private synchronized long reserve() {
        var now = System.nanoTime();
        var start = Math.max(now, free);
        free = start + gapNanos;
        return start - now;
    }
}
