package dev.phantom.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/// Stands between Phantom and one stand-in of a vendor and lets one thing go wrong, byte by byte where it must. What it
/// does not spoil it passes on.
public final class FaultyVendor implements AutoCloseable {

    private static final Set<String> HOP =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade", "http2-settings");
    private static final Duration BETWEEN_DROPS = Duration.ofMillis(20);
    private static final String WELL_MEANT = "please try again, token=ghp_0123456789abcdefghijklmnopqrstuvwxyz";

    private final WireFault fault;
    private final URI vendor;
    private final Predicate<String> spoiled;
    private final ServerSocket server;
    private final List<Socket> open = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger spoilt = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, AtomicInteger> done = new ConcurrentHashMap<>();
    private final int huge;

    /// @param vendor  the stand-in
    /// @param huge    bytes of an answer that is too large
    /// @param spoiled by the first line of a request, which of them go wrong
    public FaultyVendor(WireFault fault, URI vendor, int huge, Predicate<String> spoiled) {
        this.fault = fault;
        this.vendor = vendor;
        this.huge = huge;
        this.spoiled = spoiled;
        try {
            this.server =
                    new ServerSocket(0, fault == WireFault.BLACKHOLE ? 1 : 64, InetAddress.getByName("127.0.0.1"));
            if (fault == WireFault.REFUSED) {
                server.close();
            } else if (fault == WireFault.BLACKHOLE) {
                fillBacklog();
            } else {
                Thread.ofVirtual().start(this::accept);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return switch (fault) {
            case UNKNOWN_HOST -> URI.create("http://vendor.invalid:" + server.getLocalPort());
            case TLS_ON_A_PLAIN_PORT -> URI.create("https://127.0.0.1:" + server.getLocalPort());
            default -> URI.create("http://127.0.0.1:" + server.getLocalPort());
        };
    }

    public String host() {
        return uri().getAuthority();
    }

    /// How often it went wrong.
    public int spoilt() {
        return spoilt.get();
    }

    /// How many requests arrived.
    public int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        try {
            server.close();
            synchronized (open) {
                for (var socket : open) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.shutdownNow();
    }

    /// Whose queue of connections is full is not heard of any more.
    private void fillBacklog() throws IOException {
        for (var i = 0; i < 2; i++) {
            open.add(new Socket(server.getInetAddress(), server.getLocalPort()));
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                synchronized (open) {
                    open.add(socket);
                }
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private record Request(String method, String path, Map<String, String> headers, byte[] body) {}

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var request = read(in); request != null; request = read(in)) {
                asked.incrementAndGet();
                answer(request, socket.getOutputStream());
                if (fault == WireFault.TRUNCATED || fault == WireFault.ANSWER_LOST) {
                    return;
                }
            }
            if (fault == WireFault.TLS_ON_A_PLAIN_PORT) {
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException | InterruptedException e) {
            // the client gave up, which is what it is for
        }
    }

    private void answer(Request request, OutputStream out) throws IOException, InterruptedException {
        var name = request.method() + " " + request.path() + " "
                + request.headers().getOrDefault("authorization", "") + " "
                + request.headers().getOrDefault("x-amz-target", "");
        if (!spoiled.test(name) || wellNow(request)) {
            passOn(request, out);
            return;
        }
        spoilt.incrementAndGet();
        spoil(request, out);
    }

    private boolean wellNow(Request request) {
        return switch (fault) {
            case LIMIT_ONCE, ERROR_ONCE -> spoilt.get() > 0;
            case UNAUTHORIZED_MIDWAY -> asked.get() == 1;
            default -> false;
        };
    }

    private void spoil(Request request, OutputStream out) throws IOException, InterruptedException {
        switch (fault) {
            case STALL, TLS_ON_A_PLAIN_PORT -> pause();
            case DRIP -> drip(out);
            case LIMIT_ONCE -> send(out, 429, Map.of("Retry-After", "0"), "{\"message\":\"too many requests\"}");
            case LIMIT_FOR_EVER ->
                send(
                        out,
                        429,
                        Map.of("Retry-After", "0", "X-RateLimit-Reset", "0"),
                        "{\"message\":\"too many requests\"}");
            case LIMIT_HOURS ->
                send(
                        out,
                        429,
                        Map.of("Retry-After", "10800", "X-RateLimit-Remaining", "0"),
                        "{\"message\":\"too many requests\"}");
            case ERROR_ONCE, ERROR_FOR_EVER -> send(out, 503, Map.of(), "{\"message\":\"" + WELL_MEANT + "\"}");
            case UNAUTHORIZED_MIDWAY -> send(out, 401, Map.of(), "{\"message\":\"the credentials are expired\"}");
            case FORBIDDEN -> send(out, 403, Map.of(), "{\"message\":\"it is not allowed\"}");
            case MALFORMED -> send(out, 200, Map.of(), "{\"data\": [ oops " + WELL_MEANT);
            case EMPTY -> send(out, 200, Map.of(), "");
            case HTML -> send(out, 200, Map.of("Content-Type", "text/html"), "<html><body>" + WELL_MEANT);
            case REDIRECT -> send(out, 302, Map.of("Location", "http://elsewhere.invalid/"), "");
            case HUGE -> huge(request, out);
            case BAD_UTF8 ->
                send(out, 200, Map.of(), new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'});
            case TRUNCATED -> truncated(request, out);
            case ANSWER_LOST -> passedOn(request);
            case REFUSED, UNKNOWN_HOST, BLACKHOLE -> throw new IllegalStateException("nobody arrives");
        }
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(Duration.ofHours(1));
    }

    private void drip(OutputStream out) throws IOException, InterruptedException {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        while (true) {
            out.write(' ');
            out.flush();
            Thread.sleep(BETWEEN_DROPS);
        }
    }

    private void huge(Request request, OutputStream out) throws IOException {
        var body = new ByteArrayOutputStream();
        var packs = request.headers().getOrDefault("accept-encoding", "").contains("gzip");
        try (var to = packs ? new GZIPOutputStream(body) : body) {
            to.write("{\"data\":\"".getBytes(StandardCharsets.US_ASCII));
            var some = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            for (var sent = 0; sent < huge; sent += some.length) {
                to.write(some);
            }
            to.write("\"}".getBytes(StandardCharsets.US_ASCII));
        }
        send(out, 200, packs ? Map.of("Content-Encoding", "gzip") : Map.of(), body.toByteArray());
    }

    private void truncated(Request request, OutputStream out) throws IOException, InterruptedException {
        var whole = passedOn(request);
        var body = whole.body();
        out.write(("HTTP/1.1 " + whole.statusCode() + " OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + (body.length + 100) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body, 0, body.length / 2);
        out.flush();
    }

    private void passOn(Request request, OutputStream out) throws IOException, InterruptedException {
        var answer = passedOn(request);
        var headers = new LinkedHashMap<String, String>();
        answer.headers().map().forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                headers.put(name, String.join(", ", values));
            }
        });
        send(out, answer.statusCode(), headers, named(answer.body()));
    }

    /// Addresses in answers lead here again.
    private byte[] named(byte[] body) {
        var text = new String(body, StandardCharsets.ISO_8859_1);
        return text.replace(vendor.toString(), uri().toString()).getBytes(StandardCharsets.ISO_8859_1);
    }

    private HttpResponse<byte[]> passedOn(Request request) throws IOException, InterruptedException {
        done.computeIfAbsent(request.method(), m -> new AtomicInteger()).incrementAndGet();
        var sent = HttpRequest.newBuilder(URI.create(vendor + request.path()));
        request.headers().forEach((name, value) -> {
            if (!HOP.contains(name)) {
                sent.header(name, value);
            }
        });
        sent.method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        return http.send(sent.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void send(OutputStream out, int status, Map<String, String> headers, String body)
            throws IOException {
        send(out, status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(OutputStream out, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + status + " Answer\r\n");
        if (!headers.containsKey("Content-Type") && !headers.containsKey("content-type")) {
            head.append("Content-Type: application/json\r\n");
        }
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (status != 204 && status != 304) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    /// The next request of a connection; null at its end.
    private static @org.jspecify.annotations.Nullable Request read(InputStream in) throws IOException {
        var first = line(in);
        if (first.isEmpty() || first.split(" ").length < 3) {
            return null;
        }
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            if (colon < 0) {
                return null;
            }
            headers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var parts = first.split(" ");
        return new Request(parts[0], parts[1], headers, body(in, headers));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            var body = new ByteArrayOutputStream();
            for (var size = size(in); size > 0; size = size(in)) {
                body.write(in.readNBytes(size));
                line(in);
            }
            line(in);
            return body.toByteArray();
        }
        return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";")[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
