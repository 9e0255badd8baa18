package dev.phantom.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiPredicate;
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
        return folder != null && known(folder.toRealPath(), file.getFileName().toString(), String::equalsIgnoreCase);
    }

    /// Whether git tracks anything in a folder, or a link in its place or above it.
    ///
    /// @throws IOException if there is a checkout whose index cannot be read
    public static boolean tracksIn(Path folder) throws IOException {
        var named = folder.toAbsolutePath().normalize();
        return holdsAny(named) || holdsAny(real(named));
    }

    private static boolean holdsAny(Path folder) throws IOException {
        return known(folder, "", (kept, name) -> name.isEmpty() || within(kept, name) || within(name, kept));
    }

    /// As far as it is there.
    private static Path real(Path named) throws IOException {
        var there = named;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(named).toString()).normalize();
    }

    private static boolean within(String path, String folder) {
        return path.equalsIgnoreCase(folder) || path.regionMatches(true, 0, folder + "/", 0, folder.length() + 1);
    }

    private static boolean known(Path folder, String below, BiPredicate<String, String> means) throws IOException {
        for (var top = folder; top != null; top = top.getParent()) {
            var index = index(top);
            if (index.isPresent()) {
                var name = top.relativize(folder).resolve(below).toString().replace('\\', '/');
                return holds(index.get(), name, means);
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

    private static boolean holds(Path index, String path, BiPredicate<String, String> means) throws IOException {
        if (!Files.exists(index)) {
            return false;
        }
        var cache = DirCache.read(index.toFile(), FS.DETECTED);
        for (int i = 0; i < cache.getEntryCount(); i++) {
            if (means.test(cache.getEntry(i).getPathString(), path)) {
                return true;
            }
        }
        return false;
    }
}
