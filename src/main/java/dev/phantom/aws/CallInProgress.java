package dev.phantom.aws;

import dev.phantom.wire.WireFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What happened so far in one call through the SDK, which tells only the last event, and of a time that is over
/// nothing. The blocking clients make a call on the caller's own thread; assuming a role is a call inside another.
final class CallInProgress {

    private static final ThreadLocal<CallInProgress> CURRENT = new ThreadLocal<>();

    private final @Nullable CallInProgress outer;
    private final long begun = System.nanoTime();
    private int attempts;
    private int status;
    private long bytes;
    private @Nullable WireFailure failure;

    private CallInProgress(@Nullable CallInProgress outer) {
        this.outer = outer;
    }

    static CallInProgress begin() {
        var call = new CallInProgress(CURRENT.get());
        CURRENT.set(call);
        return call;
    }

    static @Nullable CallInProgress current() {
        return CURRENT.get();
    }

    void end() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    void attempted() {
        attempts++;
    }

    void answered(int code) {
        status = code;
        failure = null;
    }

    void received(long more) {
        bytes += more;
    }

    /// Of all answers to it, unpacked.
    long bytes() {
        return bytes;
    }

    void failed(WireFailure how) {
        status = 0;
        failure = how;
    }

    int attempts() {
        return attempts;
    }

    /// Of the last attempt; 0 if there was no answer.
    int status() {
        return status;
    }

    /// Of the last attempt; null if it was answered.
    @Nullable
    WireFailure failure() {
        return failure;
    }

    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
