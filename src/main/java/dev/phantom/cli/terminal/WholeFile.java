package dev.phantom.cli.terminal;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/// A file that is written whole or not at all: beside it first, then moved into its place. A link stays a link and
/// permissions stay as they were.
///
/// @param path    of the file
/// @param written as the user wrote it, for messages
public record WholeFile(Path path, String written) {

    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final Pattern BESIDE = Pattern.compile("\\.phantom-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /// @throws PhantomException FILE_UNWRITABLE
    public WholeFile {
        var parent = path.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw unwritable(written, "its folder does not exist");
        }
        if (Files.isDirectory(path)) {
            throw unwritable(written, "it is a folder");
        }
        if (!Files.isWritable(Files.exists(path) ? path : parent)) {
            throw unwritable(written, Files.exists(path) ? "it is not writable" : "its folder is not writable");
        }
    }

    /// @throws PhantomException FILE_UNWRITABLE; the file is then as it was
    public void write(byte[] bytes) {
        try {
            var target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                Files.write(target, bytes);
                return;
            }
            if (Files.exists(target) && !Files.isWritable(target)) {
                throw unwritable(written, "it is not writable");
            }
            replace(target, bytes);
        } catch (IOException e) {
            throw unwritable(written, "it cannot be written" + reason(e));
        }
    }

    private static void replace(Path target, byte[] bytes) throws IOException {
        // a name that nobody knows before: in a shared folder a link could wait in its place
        var beside = target.resolveSibling(".phantom-" + UUID.randomUUID());
        try {
            Files.write(beside, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            sweep(beside);
            permissions(target, beside);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /// Deletes what killed processes were writing; anything younger may be another's that is under way. The time is the
    /// disk's own. What cannot be deleted keeps nothing from being written.
    private static void sweep(Path beside) {
        var before = beside.toFile().lastModified() - ABANDONED.toMillis();
        try (var folder = Files.newDirectoryStream(
                beside.resolveSibling(""),
                f -> BESIDE.matcher(f.getFileName().toString()).matches())) {
            for (var file : folder) {
                if (file.toFile().isFile() && file.toFile().lastModified() < before) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // the next write tries again
        }
    }

    private static void permissions(Path from, Path to) throws IOException {
        var kept = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (kept != null && Files.exists(from)) {
            Files.setPosixFilePermissions(to, kept.readAttributes().permissions());
        }
    }

    /// Why, without a path or a name of Java's.
    private static String reason(IOException e) {
        var said = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return said == null || said.isEmpty() ? "" : ": " + said;
    }

    private static PhantomException unwritable(String written, String why) {
        return new PhantomException(new Diagnostic(Code.FILE_UNWRITABLE, why, "", written));
    }
}
