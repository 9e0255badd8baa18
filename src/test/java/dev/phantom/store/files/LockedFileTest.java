package dev.phantom.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedFileTest {

    @TempDir
    private Path folder;

    private LockedFile locked(Duration longest) {
        return new LockedFile(folder, folder.resolve("x.lock"), longest);
    }

    @Test
    void whoeverFindsItHeldGivesUpAndTheNextOneHasIt() throws Exception {
        var held = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var holder = Thread.ofVirtual().start(() -> {
            try {
                locked(Duration.ofMinutes(1)).alone(() -> {
                    held.countDown();
                    return await(done);
                });
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        await(held);
        assertThatThrownBy(() -> locked(Duration.ZERO).alone(() -> "mine"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("another run has held it");
        done.countDown();
        holder.join();
        assertThat(locked(Duration.ZERO).alone(() -> "mine")).isEqualTo("mine");
    }

    @Test
    void itEndsWithWhatFails() throws Exception {
        assertThatThrownBy(() -> locked(Duration.ZERO).alone(() -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        try (var open = FileChannel.open(folder.resolve("x.lock"), StandardOpenOption.WRITE)) {
            assertThat(open.tryLock()).isNotNull();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
