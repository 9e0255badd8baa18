package dev.phantom.store.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A lock of the system on a file, so that processes that share the folder work one after the other; it ends with the
/// process that holds it. Whoever waits longer than that gives up: a process that was suspended holds nobody up.
///
/// @param folder that a person named
/// @param lock   below it
record LockedFile(Path folder, Path lock, Duration longest) {

    private static final Duration PAUSE = Duration.ofMillis(50);

    /// The system's lock is the process's: threads of one process wait for each other here.
    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    /// @throws FileSystemException if another holds it for longer than that
    <T> T alone(Supplier<T> work) throws IOException {
        var until = System.nanoTime() + longest.toNanos();
        var here = HERE.computeIfAbsent(lock, path -> new ReentrantLock());
        if (!held(here, until)) {
            throw busy();
        }
        try {
            Files.createDirectories(folder);
            new OwnFile(folder, lock).exists();
            try (var open = FileChannel.open(
                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                while (open.tryLock() == null) { // until it is closed
                    if (System.nanoTime() > until || !paused()) {
                        throw busy();
                    }
                }
                return work.get();
            }
        } finally {
            here.unlock();
        }
    }

    private FileSystemException busy() {
        return new FileSystemException(
                lock.toString(), null, "another run has held it for " + longest.toSeconds() + " s");
    }

    private static boolean held(ReentrantLock here, long until) {
        try {
            return here.tryLock(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
