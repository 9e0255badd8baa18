package dev.phantom.sandbox.loopback;

import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The host that a client is configured for, which sends it on to another one with each answer; the other one would
/// answer as the vendor does.
public final class TwoHosts implements AutoCloseable {

    private final List<Request> asked = new CopyOnWriteArrayList<>();
    private final List<Request> reached = new CopyOnWriteArrayList<>();
    private final LoopbackServer other;
    private final LoopbackServer configured;

    /// @param believable what the other host answers
    public TwoHosts(int status, String believable) {
        this(request -> null, status, believable);
    }

    /// @param own what the configured host answers itself; null for the redirect
    public TwoHosts(OwnAnswers own, int status, String believable) {
        other = LoopbackServer.start(0, request -> {
            reached.add(request);
            return Reply.json(200, believable);
        });
        configured = LoopbackServer.start(0, request -> {
            asked.add(request);
            var reply = own.answer(request);
            return reply != null ? reply : redirect(status, other.uri() + request.path());
        });
    }

    /// Some answers of the configured host.
    @FunctionalInterface
    public interface OwnAnswers {
        @org.jspecify.annotations.Nullable
        Reply answer(Request request);
    }

    public static Reply redirect(int status, String target) {
        return new Reply(status, Map.of("Location", target), new byte[0]);
    }

    public URI configured() {
        return configured.uri();
    }

    public URI other() {
        return other.uri();
    }

    /// What the configured host was asked.
    public List<Request> asked() {
        return List.copyOf(asked);
    }

    /// What arrived at the other host: to be empty.
    public List<Request> reached() {
        return List.copyOf(reached);
    }

    /// The words of the one line.
    public String line(int status) {
        return "%d redirect from %s to %s, not followed".formatted(status, configured(), other());
    }

    @Override
    public void close() {
        configured.close();
        other.close();
    }
}
