package dev.phantom.assembly;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.folder.GitIndex;
import java.io.IOException;
import java.nio.file.Path;

/// The folders that Phantom writes into, and whose history it believes. One that git tracks is whoever's who may push:
/// it could hold verdicts that nobody made, or links that lead a report anywhere.
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

    private static PhantomException refused(Path folder, String why, String option) {
        return new PhantomException(new Diagnostic(
                Code.FILE_UNWRITABLE,
                why,
                "take it out of git (git rm -r --cached) and ignore it there, or choose another with " + option,
                folder.toString()));
    }
}
