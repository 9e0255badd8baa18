package dev.phantom.terraform;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// A private folder outside of the team's, for a plan or a copy: only this user may look into it, for a plan holds
/// values in clear. Closing it deletes it; no link in it is followed.
record PlanFolder(Path path) implements AutoCloseable {

    private static final String NAME = "phantom-terraform";

    /// No plan takes so long, and no apply.
    private static final Duration ABANDONED = Duration.ofDays(1);

    static PlanFolder create() {
        try {
            // the JDK gives it to the owner alone
            var made = Files.createTempDirectory(NAME).toRealPath();
            sweep(made);
            return new PlanFolder(made);
        } catch (IOException e) {
            throw new PhantomException(
                    new Diagnostic(
                            TerraformCode.NO_FOLDER,
                            "no temporary folder can be made: " + e.getMessage(),
                            "check the space and the permissions of the folder for temporary files",
                            ""),
                    e);
        }
    }

    /// Takes away what killed processes left, for it holds values in clear. What is another user's stays.
    private static void sweep(Path made) {
        var limit = Instant.now().minus(ABANDONED);
        try (var beside = Files.newDirectoryStream(Objects.requireNonNull(made.getParent(), "it was made there"), NAME + "*")) {
            var owner = Files.getOwner(made);
            for (var old : beside) {
                if (Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(old, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(limit)
                        && Files.getOwner(old, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                    new PlanFolder(old).close();
                }
            }
        } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
            // somebody else took it away, or nobody may; the next one tries again
        }
    }

    Path plan() {
        return path.resolve("plan.bin");
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("a plan could not be deleted: " + path, e);
        }
    }
}
