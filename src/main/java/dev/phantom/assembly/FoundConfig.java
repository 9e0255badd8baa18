package dev.phantom.assembly;

import dev.phantom.config.ConfigReader;
import dev.phantom.config.PhantomConfig;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
        return read(invocation, option, notes).orElseThrow(FoundConfig::missing);
    }

    private static PhantomException missing() {
        return new PhantomException(new Diagnostic(
                Code.FILE_UNREADABLE,
                "the file does not exist",
                "run in the folder that contains phantom.yaml, or pass it with --config or PHANTOM_CONFIG",
                FILE));
    }

    /// The configuration of a command that needs one, with the folder of the safe state where the command line names
    /// it.
    ///
    /// @param safe what `--safe` says, a folder anywhere; empty if it is not given
    public static PhantomConfig needed(Invocation invocation, String option, String safe, Consumer<String> notes) {
        if (safe.isEmpty()) {
            return needed(invocation, option, notes);
        }
        var config = read(invocation, option, folder -> true, notes).orElseThrow(FoundConfig::missing);
        if (config.folder() == null) {
            throw new PhantomException(new Diagnostic(
                    Code.USAGE, "--safe requires safe.folder", "remove it, or set safe.folder in place of github", ""));
        }
        return config.in(safe);
    }

    /// Whether a folder lies in that of a file, once links are resolved.
    public static boolean inFolderOf(Invocation invocation, String file, String folder) {
        var home = Objects.requireNonNull(
                invocation.path(file).toAbsolutePath().normalize().getParent(), "a file lies in a folder");
        try {
            return real(invocation.path(folder).toAbsolutePath().normalize()).startsWith(real(home));
        } catch (IOException e) {
            return false;
        }
    }

    /// As far as it is there.
    private static Path real(Path named) throws IOException {
        var there = named;
        while (there.getParent() != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(named).toString()).normalize();
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
        return read(invocation, option, folder -> inFolderOf(invocation, file, folder), notes);
    }

    private static Optional<PhantomConfig> read(
            Invocation invocation, String option, Predicate<String> inside, Consumer<String> notes) {
        var file = file(invocation, option);
        if (!isNamed(invocation, option) && !Files.exists(invocation.path(file))) {
            return Optional.empty();
        }
        var config = ConfigReader.read(file, NamedFiles.text(invocation, file), inside);
        config.notes().forEach(notes);
        return Optional.of(config);
    }
}
