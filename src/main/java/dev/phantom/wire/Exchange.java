package dev.phantom.wire;

import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One request and its whole answer, bounded in time and size whatever the other side does. The work runs on a thread
/// of its own, which is given up when the time is over: a client's own time-outs restart with each byte.
public final class Exchange {

    private static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();
    private static final ScopedValue<Long> END = ScopedValue.newInstance();
    private static final int BUFFER = 1 << 16;

    private final String host;
    private final Duration limit;
    private final long most;
    private volatile int status;
    private volatile long bytes;

    private Exchange(URI asked, Duration limit, long most) {
        this.host = asked.getRawAuthority() == null ? String.valueOf(asked) : asked.getRawAuthority();
        this.limit = limit;
        this.most = most;
    }

    /// What is done in the time, with whom it is told.
    @FunctionalInterface
    public interface Work<T> {
        T on(Exchange exchange) throws Exception;
    }

    /// @param limit of all of it, the body included
    /// @param most  bytes of the body, unpacked
    /// @throws WireException  if there is no whole answer
    /// @throws InterruptedIOException if the caller is interrupted, which it stays
    public static <T> T of(URI asked, Duration limit, long most, Work<T> work) throws IOException {
        var left = END.isBound() ? Duration.ofNanos(END.get() - System.nanoTime()) : limit;
        return made(asked, left.compareTo(limit) < 0 ? left : limit, most, work);
    }

    /// All exchanges of some work end in this time.
    public static <T> T within(Duration call, Callable<T> work) throws Exception {
        return ScopedValue.where(END, System.nanoTime() + call.toNanos()).call(work::call);
    }

    private static <T> T made(URI asked, Duration limit, long most, Work<T> work) throws IOException {
        var exchange = new Exchange(asked, limit, most);
        if (limit.isNegative() || limit.isZero()) {
            throw new WireException(
                    new WireFailure(WireFailure.Kind.SILENT, exchange.host + " was not asked: the call's time is over"),
                    null);
        }
        Callable<T> bound = () -> ScopedValue.where(CURRENT, exchange).call(() -> work.on(exchange));
        var task = new FutureTask<>(bound);
        Thread.ofVirtual().name("exchange").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new WireException(exchange.late(), e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw (InterruptedIOException)
                    new InterruptedIOException(exchange.late().text()).initCause(e);
        } catch (ExecutionException e) {
            throw exchange.failed(e.getCause() == null ? e : e.getCause());
        }
    }

    /// What happened to an exchange that somebody else made; empty for what is no event of the network.
    public static Optional<WireFailure> failure(URI asked, Throwable thrown) {
        return WireReading.of(thrown, String.valueOf(asked.getRawAuthority()), 0, 0, Duration.ZERO);
    }

    /// The exchange that this thread works on; null outside one.
    public static @Nullable Exchange current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /// The head of the answer is there.
    public void answered(int code) {
        status = code;
    }

    /// That the answer of this thread's exchange is not what its vendor documents.
    ///
    /// @param what `an answer without data`
    public static UncheckedIOException undocumented(String what) {
        var exchange = current();
        return new UncheckedIOException(new WireException(
                new WireFailure(
                        WireFailure.Kind.UNDOCUMENTED,
                        (exchange == null ? "the host" : exchange.host) + " gave " + what),
                null));
    }

    /// All of the body.
    ///
    /// @throws WireException if it is too large
    public byte[] body(InputStream in) throws IOException {
        var full = new ArrayDeque<byte[]>();
        var piece = new byte[BUFFER];
        int filled = 0;
        for (int read = in.read(piece); read >= 0; read = in.read(piece, filled, BUFFER - filled)) {
            bytes += read;
            if (bytes > most) {
                throw new WireException(tooLarge(), null);
            }
            filled += read;
            if (filled == BUFFER) {
                full.add(piece);
                piece = new byte[BUFFER];
                filled = 0;
            }
        }
        var whole = ByteBuffer.allocate(full.size() * BUFFER + filled);
        while (!full.isEmpty()) {
            whole.put(full.remove());
        }
        return whole.put(piece, 0, filled).array();
    }

    /// The same as a stream, for a client that reads by itself: whoever reads more gets a [WireException]. All streams
    /// of an exchange count together.
    public InputStream bounded(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = super.read(into, from, length);
                bytes += Math.max(read, 0);
                if (bytes > most) {
                    throw new WireException(tooLarge(), null);
                }
                return read;
            }
        };
    }

    /// The same, checked: of an answer that is no error.
    public byte[] document(InputStream in, AnswerForm form) throws IOException {
        var body = body(in);
        var wrong = status >= 200 && status < 300 ? form.wrong(body) : "";
        if (!wrong.isEmpty()) {
            throw new WireException(
                    new WireFailure(
                            WireFailure.Kind.UNDOCUMENTED, "%s answered %d with %s".formatted(host, status, wrong)),
                    null);
        }
        return body;
    }

    public String host() {
        return host;
    }

    /// What to say when the time is over.
    private WireFailure late() {
        var time = Limits.said(limit);
        if (status == 0) {
            return new WireFailure(WireFailure.Kind.SILENT, host + " sent no answer within " + time);
        }
        return new WireFailure(
                WireFailure.Kind.SLOW,
                "%s began an answer (%d) and sent %s of its body within %s"
                        .formatted(host, status, bytes == 0 ? "nothing" : size(bytes), time));
    }

    private WireFailure tooLarge() {
        return new WireFailure(
                WireFailure.Kind.TOO_LARGE,
                "%s sent more than %s in one answer%s"
                        .formatted(host, size(most), status == 0 ? "" : " (" + status + ")"));
    }

    private IOException failed(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof WireException told) {
                return told;
            }
            if (cause instanceof PhantomException own) {
                throw own;
            }
        }
        var seen = WireReading.of(e, host, status, bytes, limit);
        if (seen.isPresent()) {
            return new WireException(seen.get(), e);
        }
        return switch (e) {
            case RuntimeException other -> throw other;
            case Error worse -> throw worse;
            case IOException io -> io;
            default -> new IOException(e);
        };
    }

    static String size(long bytes) {
        return bytes < 10_000 ? bytes + " bytes" : bytes < 1 << 20 ? (bytes >> 10) + " KB" : (bytes >> 20) + " MB";
    }
}
