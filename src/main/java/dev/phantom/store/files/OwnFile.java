package dev.phantom.store.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file below a folder that Phantom keeps and that others may share (the cache of a pipeline, `/tmp`): what lies
/// there may be theirs. The folder itself may be a link, for a person named it. Below it no link is followed, and
/// nothing but a regular file is opened: a link leads anywhere, a pipe or a device never ends.
///
/// It is as it was or as it was written, whatever interrupts: written beside its place and moved there in one step.
///
/// @param root folder that a person named
/// @param path below it
public record OwnFile(Path root, Path path) {

    /// Far more than Phantom writes into one file.
    private static final int MOST = 64 << 20;

    private static final String NEXT = ".next";
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public OwnFile {
        root = root.toAbsolutePath().normalize();
        path = path.toAbsolutePath().normalize();
        if (!path.startsWith(root)) {
            throw new IllegalArgumentException("a file of a folder lies below it");
        }
    }

    /// What lies there is not what Phantom would have left; the reason is a clause that names it.
    public static final class ForeignException extends FileSystemException {
        private ForeignException(Path root, Path at, String why) {
            super(at.toString(), null, root.relativize(at) + " " + why);
        }
    }

    /// Empty where there is none.
    ///
    /// @throws ForeignException where it is no regular file, a link is on the way, or it is too large
    public Optional<byte[]> bytes() throws IOException {
        if (!exists()) {
            return Optional.empty();
        }
        if (Files.size(path) > MOST) {
            throw new ForeignException(root, path, "is larger than " + MOST + " bytes");
        }
        try (var in = Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(in.readNBytes(MOST));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Empty where there is none.
    Optional<String> text() throws IOException {
        var bytes = bytes();
        return bytes.isEmpty()
                ? Optional.empty()
                : Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes.get()))
                        .toString());
    }

    /// With the permissions of what was there; the folders on the way are made.
    public void write(byte[] bytes) throws IOException {
        replace(bytes, false);
    }

    /// The same, forced to the disk with its folder, so that a power cut loses nothing; for its owner alone.
    void keep(String text) throws IOException {
        replace(text.getBytes(StandardCharsets.UTF_8), true);
    }

    private void replace(byte[] bytes, boolean kept) throws IOException {
        var there = exists();
        var folder = folder();
        Files.createDirectories(folder);
        var next = kept
                ? Files.createTempFile(folder, NEXT, "")
                : Files.createFile(folder.resolve(NEXT + UUID.randomUUID()));
        try {
            sweep(next);
            try (var channel = FileChannel.open(next, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                var left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                if (kept) {
                    channel.force(true);
                }
            }
            if (there) {
                copyPermissions(path, next);
            }
            Files.move(next, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
        if (kept) {
            force(folder);
        }
    }

    /// Deletes what killed processes were writing; anything younger may be another's that is under way. The time is the
    /// disk's own. What cannot be deleted keeps nothing from being written.
    private static void sweep(Path next) {
        try (var left = Files.newDirectoryStream(next.resolveSibling(""), NEXT + "*")) {
            var before = Files.getLastModifiedTime(next).toInstant().minus(ABANDONED);
            for (var file : left) {
                var there = attributes(file);
                if (there != null
                        && there.isRegularFile()
                        && there.lastModifiedTime().toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // the next write tries again
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        var kept = Files.getFileAttributeView(from, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (kept != null) {
            Files.setPosixFilePermissions(to, kept.readAttributes().permissions());
        }
    }

    void delete() throws IOException {
        wayHolds();
        if (Files.deleteIfExists(path)) {
            force(folder());
        }
    }

    /// Moves what cannot be read out of the way, so that a person can look at it; a link itself, not its target.
    ///
    /// @return its new place, `x.json.broken-20261122T031200Z`
    Path setAside(Instant now) throws IOException {
        wayHolds();
        var name = path.getFileName() + ".broken-" + TIME.format(now);
        var aside = path.resolveSibling(name);
        for (var i = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
            aside = path.resolveSibling(name + "-" + i);
        }
        return Files.move(path, aside);
    }

    /// Whether it is there, as a file that may be opened.
    ///
    /// @throws ForeignException where it, or what is on the way, may not
    public boolean exists() throws IOException {
        wayHolds();
        var there = attributes(path);
        if (there != null && !there.isRegularFile()) {
            throw new ForeignException(root, path, what(there, "is not a regular file"));
        }
        return there != null;
    }

    /// @throws ForeignException where it is there and is no folder, or a link is on the way
    public void wouldBeFolder() throws IOException {
        wayHolds();
        holdsFolder(path);
    }

    private void wayHolds() throws IOException {
        var at = root;
        var way = root.relativize(path);
        for (int i = 0; i < way.getNameCount() - 1; i++) {
            at = at.resolve(way.getName(i));
            holdsFolder(at);
        }
    }

    private void holdsFolder(Path at) throws IOException {
        var there = attributes(at);
        if (there != null && !there.isDirectory()) {
            throw new ForeignException(root, at, what(there, "is not a folder"));
        }
    }

    private static String what(BasicFileAttributes there, String otherwise) {
        return there.isSymbolicLink() ? "is a link, which is not followed" : otherwise;
    }

    private static @Nullable BasicFileAttributes attributes(Path at) throws IOException {
        try {
            return Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /// Why, without a path that the message names already.
    public static String reason(IOException e) {
        var said = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : e instanceof FileSystemException ? "" : String.valueOf(e.getMessage());
        return said.isEmpty() ? "" : ": " + said;
    }

    /// What to do about it.
    public static String remedy(IOException e, String otherwise) {
        return e instanceof ForeignException ? "remove it, or choose another folder" : otherwise;
    }

    private Path folder() {
        return Objects.requireNonNull(path.getParent(), "a file lies in a folder");
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
