package dev.phantom.terraform;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// One run of a command, from its start to its end, with all that it starts. Whoever is interrupted, and whoever waits
/// too long, leaves no process behind.
///
/// @param command the program and its arguments; no shell is between
/// @param longest how long it may take
/// @param grace   how long it may take to stop when it is told to, before it is ended: Terraform keeps its state and
///                gives back its lock in this time
/// @param most    bytes of what it prints
record EngineProcess(
        List<String> command,
        Path folder,
        Map<String, String> environment,
        Duration longest,
        Duration grace,
        int most) {

    /// Far more than the plan of ten thousand resources, and no more than a quarter of the memory that there is: the text
    /// is there twice while it is read.
    static final int MOST = (int) Math.min(256 << 20, Runtime.getRuntime().maxMemory() / 4);

    private static final int PIECE = 1 << 16;

    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    /// @param exit its exit code
    record Ended(int exit, String out, String err) {}

    /// @throws PhantomException TOO_SLOW, TOO_LARGE, or NO_BINARY where it cannot be started
    Ended run() {
        var process = start();
        var hook = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            process.getOutputStream().close();
            var out = reading(process.getInputStream());
            var err = reading(process.getErrorStream());
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw slow();
            }
            return new Ended(process.exitValue(), text(out), text(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PhantomException(said(TerraformCode.TOO_SLOW, name() + " was interrupted", Cause.AWAY), e);
        } catch (IOException e) {
            throw new PhantomException(said(TerraformCode.FAILED, name() + " ended unexpectedly", Cause.BROKEN), e);
        } finally {
            end(process);
            forget(hook);
        }
    }

    private Process start() {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new PhantomException(
                    said(TerraformCode.NO_BINARY, command.getFirst() + " cannot be started", Cause.NOT_CONFIGURED), e);
        }
    }

    private PhantomException slow() {
        return new PhantomException(
                said(TerraformCode.TOO_SLOW, name() + " did not finish within " + Limits.said(longest), Cause.AWAY));
    }

    private FutureTask<byte[]> reading(InputStream from) {
        var task = new FutureTask<>(() -> bounded(from));
        // a pipe blocks its thread below Java: a virtual one would hold a carrier as long as somebody holds the pipe
        Thread.ofPlatform().daemon().name("terraform").start(task);
        return task;
    }

    /// What is too much is read all the same, so that the process is not kept waiting, and thrown away.
    private byte[] bounded(InputStream from) throws IOException {
        var kept = new ArrayList<byte[]>();
        long size = 0;
        for (var piece = from.readNBytes(PIECE); piece.length > 0; piece = from.readNBytes(PIECE)) {
            size += piece.length;
            if (size <= most) {
                kept.add(piece);
            } else {
                kept.clear();
            }
        }
        if (size > most) {
            throw tooLarge();
        }
        var whole = ByteBuffer.allocate((int) size);
        kept.forEach(whole::put);
        return whole.array();
    }

    private PhantomException tooLarge() {
        return new PhantomException(said(
                TerraformCode.TOO_LARGE,
                name() + " printed more than " + (most >> 20 == 0 ? most + " bytes" : (most >> 20) + " MB"),
                Cause.OTHER));
    }

    private String text(FutureTask<byte[]> reading) throws InterruptedException, IOException {
        try {
            // something that it started and left behind may hold the stream open
            return new String(reading.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS), StandardCharsets.UTF_8);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PhantomException own) {
                throw own;
            }
            if (e.getCause() instanceof OutOfMemoryError) {
                throw tooLarge();
            }
            throw new IOException(e.getCause());
        } catch (OutOfMemoryError full) {
            throw tooLarge();
        } catch (TimeoutException e) {
            throw slow();
        }
    }

    private String name() {
        return "`" + Path.of(command.getFirst()).getFileName() + " " + (command.size() > 1 ? command.get(1) : "") + "`";
    }

    private static Diagnostic said(TerraformCode code, String summary, Cause cause) {
        return new Diagnostic(code, summary, "", "", cause);
    }

    /// Tells it to stop, and ends what does not, it and all that it started.
    private void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        var started = process.descendants().toList();
        process.destroy();
        boolean interrupted = Thread.interrupted(); // so that it is given its grace all the same
        try {
            process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        Stream.concat(started.stream(), process.descendants()).forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // it runs already
        }
    }
}
