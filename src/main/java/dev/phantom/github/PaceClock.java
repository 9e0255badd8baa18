package dev.phantom.github;

import java.time.Duration;

/// Time as a pace is kept by it.
public interface PaceClock {

    PaceClock SYSTEM = new PaceClock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration pause) throws InterruptedException {
            Thread.sleep(pause);
        }
    };

    /// Nanoseconds since some moment; only differences mean anything.
    long nanos();

    void sleep(Duration pause) throws InterruptedException;
}
