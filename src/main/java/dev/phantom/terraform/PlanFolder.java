package dev.phantom.terraform;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// A private folder outside of the team's, for a plan or a copy: only this user may look into it, for a plan holds
/// values in clear. Closing it deletes it; no link in it is followed.
record PlanFolder(Path path) implements AutoCloseable {

    static PlanFolder create() {
        try {
            // the JDK gives it to the owner alone
            return new PlanFolder(Files.createTempDirectory("phantom-terraform").toRealPath());
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
