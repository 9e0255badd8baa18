package dev.phantom.assembly;

import dev.phantom.config.ConfigReader;
import dev.phantom.config.PhantomConfig;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Consumer;

/// The configuration of commands that also work without one: `--config`, else `PHANTOM_CONFIG`, else `./phantom.yaml`.
public final class FoundConfig {

    public static final String FILE = "phantom.yaml";

    private FoundConfig() {}

    /// The configuration of a command that needs one.
    ///
    /// @param option what `--config` says; empty if it is not given
    /// @param notes  takes what the file should say otherwise, a line each
    /// @throws PhantomException if there is none, or it cannot be read
    public static PhantomConfig needed(Invocation invocation, String option, Consumer<String> notes) {
        return read(invocation, option, notes)
                .orElseThrow(() -> new PhantomException(new Diagnostic(
                        Code.FILE_UNREADABLE,
                        "the file does not exist",
                        "run in the folder that contains phantom.yaml, or pass it with --config or PHANTOM_CONFIG",
                        FILE)));
    }

    /// Where it is read from, as the user wrote it.
    ///
    /// @param option what `--config` says; empty if it is not given
    public static String file(Invocation invocation, String option) {
        var named = option.isEmpty() ? invocation.env("PHANTOM_CONFIG") : option;
        return named.isEmpty() ? FILE : named;
    }

    private static boolean isNamed(Invocation invocation, String option) {
        return !option.isEmpty() || !invocation.env("PHANTOM_CONFIG").isEmpty();
    }

    /// @param option what `--config` says; empty if it is not given
    /// @param notes  takes what the file should say otherwise, a line each
    /// @throws PhantomException if a file is there, or named, and cannot be read
    public static Optional<PhantomConfig> read(Invocation invocation, String option, Consumer<String> notes) {
        var file = file(invocation, option);
        if (!isNamed(invocation, option) && !Files.exists(invocation.path(file))) {
            return Optional.empty();
        }
        var config = ConfigReader.read(file, NamedFiles.text(invocation, file));
        config.notes().forEach(notes);
        return Optional.of(config);
    }
}
