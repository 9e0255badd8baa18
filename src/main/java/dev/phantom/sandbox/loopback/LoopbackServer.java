package dev.phantom.sandbox.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server on 127.0.0.1 that hands each request to one function, on a virtual thread.
public final class LoopbackServer implements AutoCloseable {

    /// @param path    raw path as sent, percent-encoding kept
    /// @param query   decoded, last value wins
    /// @param headers names in lower case, first value
    public record Request(
            String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public record Reply(int status, Map<String, String> headers, byte[] body) {

        public static Reply json(int status, String json) {
            return of(status, "application/json", json);
        }

        public static Reply of(int status, String contentType, String text) {
            return new Reply(status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @FunctionalInterface
    public interface Handler {
        Reply handle(Request request) throws IOException;
    }

    static {
        // the JDK's server writes head and body apart, which costs 40 ms of delayed acknowledgement per answer
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LoopbackServer(int port, Handler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 64);
        } catch (BindException e) {
            throw new PhantomException(
                    new Diagnostic(
                            Code.PORT_TAKEN, "cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), "", ""),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, handler));
    }

    /// @param port 0 for any free one
    public static LoopbackServer start(int port, Handler handler) {
        var server = new LoopbackServer(port, handler);
        server.server.start();
        return server;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void serve(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            var reply = reply(exchange, handler);
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            var empty = reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
            if (!empty) {
                exchange.getResponseBody().write(reply.body());
            }
        }
    }

    private static Reply reply(HttpExchange exchange, Handler handler) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        var request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                form(exchange.getRequestURI().getRawQuery()),
                headers,
                exchange.getRequestBody().readAllBytes());
        try {
            return handler.handle(request);
        } catch (RuntimeException e) {
            return Reply.of(500, "text/plain", "the stand-in failed: " + e);
        }
    }

    /// Decodes `a=1&b=2`, as in a query or a form body.
    public static Map<String, String> form(@org.jspecify.annotations.Nullable String encoded) {
        var result = new LinkedHashMap<String, String>();
        if (encoded == null || encoded.isEmpty()) {
            return result;
        }
        for (var pair : List.of(encoded.split("&"))) {
            var eq = pair.indexOf('=');
            var name = eq < 0 ? pair : pair.substring(0, eq);
            var value = eq < 0 ? "" : pair.substring(eq + 1);
            result.put(
                    URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return result;
    }
}
