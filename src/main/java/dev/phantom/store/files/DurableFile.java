package dev.phantom.store.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;

/// A small text file that is as it was or as it was written, whatever a kill or a power cut interrupts: written beside
/// its place, forced to the disk, moved there in one step, and the folder forced as well.
record DurableFile(Path path) {

    private static final String NEXT = ".next";
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /// Empty where there is none.
    Optional<String> text() throws IOException {
        return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    }

    void write(String text) throws IOException {
        var folder = folder();
        Files.createDirectories(folder);
        var next = Files.createTempFile(folder, NEXT, "");
        try {
            sweep(next);
            try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
        force(folder);
    }

    void delete() throws IOException {
        if (Files.deleteIfExists(path)) {
            force(folder());
        }
    }

    /// Moves what cannot be read out of the way, so that a person can look at it.
    ///
    /// @return its new place, `x.json.broken-20261122T031200Z`
    Path setAside(Instant now) throws IOException {
        var name = path.getFileName() + ".broken-" + TIME.format(now);
        var aside = path.resolveSibling(name);
        for (var i = 2; Files.exists(aside); i++) {
            aside = path.resolveSibling(name + "-" + i);
        }
        return Files.move(path, aside);
    }

    /// Why, without a path that the message names already.
    static String reason(IOException e) {
        var said = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : e instanceof FileSystemException ? "" : String.valueOf(e.getMessage());
        return said.isEmpty() ? "" : ": " + said;
    }

    private Path folder() {
        return folder(path);
    }

    private static Path folder(Path path) {
        return Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file lies in a folder");
    }

    /// Deletes what killed processes were writing; anything younger may be another's that is under way. The time is the
    /// disk's own. What cannot be deleted keeps nothing from being written.
    private static void sweep(Path next) {
        var before = next.toFile().lastModified() - ABANDONED.toMillis();
        try (var left = Files.newDirectoryStream(folder(next), NEXT + "*")) {
            for (var file : left) {
                if (file.toFile().isFile() && file.toFile().lastModified() < before) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // the next write tries again
        }
    }

    /// A folder can be opened and forced on every system but Windows, where a move is durable by itself.
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
