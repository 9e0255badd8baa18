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
    private long nextWrite = System.nanoTime();

    PacedConnector(GitHubConnector wire, Duration pause) {
        this.wire = wire;
        this.pause = pause;
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        if (request.method().equals("GET")) {
            return wire.send(request);
        }
        writing.lock();
        try {
            var wait = nextWrite - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
            return wire.send(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException)
                    new InterruptedIOException("interrupted while waiting to write").initCause(e);
        } finally {
            nextWrite = System.nanoTime() + pause.toNanos();
            writing.unlock();
        }
    }
}
