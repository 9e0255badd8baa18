package dev.phantom.assembly;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.folder.GitIndex;
import dev.phantom.store.files.OwnFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// The folders that Phantom writes into, and whose history it believes. One that git tracks is whoever's who may push:
/// it could hold verdicts that nobody made, or links that lead a report anywhere. One that others share may hold links
/// and devices, too, which are not followed ([OwnFile]).
public final class OwnFolders {

    private OwnFolders() {}

    /// @throws PhantomException FILE_UNWRITABLE
    public static void check(Path folder, String option) {
        try {
            if (GitIndex.tracksIn(folder)) {
                throw refused(
                        folder,
                        "git tracks it or what is in it: whoever may push could put verdicts or links there",
                        option);
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof PhantomException refused) {
                throw refused;
            }
            throw refused(folder, "the index of git, which may track it, cannot be read", option);
        }
    }

    /// A folder below the one that a person named, which Phantom makes itself: it is no link.
    ///
    /// @param option that names another one
    /// @throws PhantomException FILE_UNWRITABLE
    public static Path below(Path named, String name, String option) {
        var folder = named.resolve(name);
        try {
            new OwnFile(named, folder).wouldBeFolder();
            return folder;
        } catch (IOException e) {
            throw unwritable(named, e, "remove it, or choose another with " + option);
        }
    }

    /// Holds all that lies below a folder, for those who write there by other means.
    ///
    /// @throws PhantomException FILE_UNWRITABLE
    public static void plain(Path named, String option) {
        try (var tree = Files.walk(named)) {
            for (var found : (Iterable<Path>) tree.skip(1)::iterator) {
                if (!Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS)) {
                    new OwnFile(named, found).exists();
                }
            }
        } catch (UncheckedIOException e) {
            throw unwritable(
                    named,
                    Objects.requireNonNull(e.getCause(), "it wraps one"),
                    "check the permissions of what is in it");
        } catch (IOException e) {
            throw unwritable(named, e, "remove it, or choose another with " + option);
        }
    }

    /// @param name of a file in the folder
    /// @throws PhantomException FILE_UNWRITABLE; the file is then as it was
    public static void write(Path folder, String name, byte[] bytes) {
        try {
            new OwnFile(folder, folder.resolve(name)).write(bytes);
        } catch (IOException e) {
            throw unwritable(
                    folder.resolve(name), e, OwnFile.remedy(e, "check its permissions and the space on its disk"));
        }
    }

    /// Empty where there is none.
    ///
    /// @param name    of a file in the folder
    /// @param written as the user wrote it, for messages
    /// @throws PhantomException FILE_UNREADABLE
    public static Optional<byte[]> bytes(Path folder, String name, String written) {
        try {
            return new OwnFile(folder, folder.resolve(name)).bytes();
        } catch (IOException e) {
            throw new PhantomException(
                    new Diagnostic(Code.FILE_UNREADABLE, "it cannot be read" + OwnFile.reason(e), "", written), e);
        }
    }

    private static PhantomException unwritable(Path path, IOException e, String remedy) {
        return new PhantomException(
                new Diagnostic(
                        Code.FILE_UNWRITABLE, "it cannot be written" + OwnFile.reason(e), remedy, path.toString()),
                e);
    }

    private static PhantomException refused(Path folder, String why, String option) {
        return new PhantomException(new Diagnostic(
                Code.FILE_UNWRITABLE,
                why,
                "take it out of git (git rm -r --cached) and ignore it there, or choose another with " + option,
                folder.toString()));
    }
}
