package dev.phantom.assembly;

import dev.phantom.config.DotEnv;
import dev.phantom.folder.GitIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Consumer;

/// The environment, completed by the keys of `.env` in the working directory. A `.env` that git tracks is whoever's who
/// may push: it could have what Phantom finds sent to an account of theirs.
public final class LocalKeys {

    private LocalKeys() {}

    /// @param notes takes what was not read, and why, a line each
    /// @throws dev.phantom.fault.PhantomException FILE_UNREADABLE
    public static Map<String, String> over(Invocation invocation, Consumer<String> notes) {
        var file = invocation.path(DotEnv.FILE);
        if (!Files.exists(file)) {
            return invocation.environment();
        }
        try {
            if (GitIndex.tracks(file)) {
                notes.accept("note: .env is not read, since git tracks it; set its keys in the environment");
                return invocation.environment();
            }
        } catch (IOException | RuntimeException e) {
            notes.accept("note: .env is not read, since the index of git, which may track it, cannot be read");
            return invocation.environment();
        }
        return DotEnv.over(invocation.environment(), invocation.folder(), notes);
    }
}
