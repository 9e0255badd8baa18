package dev.phantom.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Waiting with an end: pauses between polls until a moment after which nobody waits any more.
public final class Deadline {

    private final InstantSource clock;
    private final Instant end;
    private final Duration poll;
    private final Duration limit;

    public Deadline(InstantSource clock, Duration poll, Duration limit) {
        this.clock = clock;
        this.end = clock.instant().plus(limit);
        this.poll = poll;
        this.limit = limit;
    }

    Duration limit() {
        return limit;
    }

    public boolean over() {
        return !clock.instant().isBefore(end);
    }

    /// @return false if the time is up
    /// @throws dev.phantom.fault.PhantomException if the thread is interrupted
    public boolean pause(String what) {
        if (over()) {
            return false;
        }
        try {
            Thread.sleep(poll);
            return true;
        } catch (InterruptedException e) {
            throw AwsErrors.interrupted(what, e);
        }
    }
}
