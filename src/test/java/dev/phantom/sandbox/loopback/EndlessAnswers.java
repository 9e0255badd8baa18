package dev.phantom.sandbox.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A host whose every answer is a 200 that goes on as long as somebody takes it.
public final class EndlessAnswers implements AutoCloseable {

    private static final int PIECE = 1 << 16;

    /// A host that everybody takes from must end some day, or a client without a bound would fill the test's memory.
    private static final long MOST = 256L << 20;

    /// Far more than anybody takes to give up; a test that comes here fails.
    private static final int LONGEST = 60;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<CompletableFuture<Long>> taken = new CopyOnWriteArrayList<>();

    public EndlessAnswers() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// How many bytes were taken of each answer, when all of them are given up.
    public List<Long> taken() {
        return taken.stream().map(t -> t.orTimeout(LONGEST, TimeUnit.SECONDS).join()).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var all = new CompletableFuture<Long>();
        taken.add(all);
        exchange.getRequestBody().readAllBytes();
        var some = " ".repeat(PIECE).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        long sent = 0;
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (; sent < MOST; sent += PIECE) {
                out.write(some);
            }
        } catch (IOException e) {
            // given up
        }
        all.complete(sent);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
