package dev.phantom.github;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// Sends writes one at a time, with a pause between them, as GitHub's rules for integrators ask.
final class PacedConnector implements GitHubConnector {

    private final GitHubConnector wire;
    private final Duration pause;
    private final ReentrantLock writing = new ReentrantLock();
    private final PaceClock clock;
    private long nextWrite;

    PacedConnector(GitHubConnector wire, Duration pause, PaceClock clock) {
        this.wire = wire;
        this.pause = pause;
        this.clock = clock;
        this.nextWrite = clock.nanos();
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        if (request.method().equals("GET")) {
            return wire.send(request);
        }
        writing.lock();
        try {
            var wait = nextWrite - clock.nanos();
            if (wait > 0) {
                clock.sleep(Duration.ofNanos(wait));
            }
            return wire.send(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException)
                    new InterruptedIOException("interrupted while waiting to write").initCause(e);
        } finally {
            nextWrite = clock.nanos() + pause.toNanos();
            writing.unlock();
        }
    }
}
