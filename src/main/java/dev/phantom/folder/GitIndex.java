package dev.phantom.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.util.FS;

/// What git tracks, by the index of the checkout that a file lies in. No git is run.
public final class GitIndex {

    private static final String LINKED = "gitdir:";

    private GitIndex() {}

    /// Whether git tracks a file; where upper and lower case are one to the file system, in any case.
    ///
    /// @throws IOException if there is a checkout whose index cannot be read
    public static boolean tracks(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return false;
        }
        for (Path top = folder.toRealPath(); top != null; top = top.getParent()) {
            var index = index(top);
            if (index.isPresent()) {
                var name = top.relativize(folder.toRealPath()).resolve(file.getFileName());
                return holds(index.get(), name.toString().replace('\\', '/'));
            }
        }
        return false;
    }

    /// Of a checkout with this top, which has its own `.git`, or names another one in a file.
    private static Optional<Path> index(Path top) throws IOException {
        var git = top.resolve(".git");
        if (Files.isDirectory(git)) {
            return Optional.of(git.resolve("index"));
        }
        if (!Files.isRegularFile(git)) {
            return Optional.empty();
        }
        var text = Files.readString(git);
        return text.startsWith(LINKED)
                ? Optional.of(
                        top.resolve(text.substring(LINKED.length()).strip()).resolve("index"))
                : Optional.empty();
    }

    private static boolean holds(Path index, String path) throws IOException {
        if (!Files.exists(index)) {
            return false;
        }
        var cache = DirCache.read(index.toFile(), FS.DETECTED);
        for (int i = 0; i < cache.getEntryCount(); i++) {
            if (cache.getEntry(i).getPathString().equalsIgnoreCase(path)) {
                return true;
            }
        }
        return false;
    }
}
