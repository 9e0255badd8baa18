package dev.phantom.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// Where a command stands: its streams, environment, clock and folder. Tests give their own.
///
/// @param tty whether stdout is a terminal that shows colours
public record Terminal(
        PrintStream out, PrintStream err, Map<String, String> environment, Clock clock, Path folder, boolean tty) {

    public Terminal {
        environment = Map.copyOf(environment);
    }

    /// An environment variable; empty if it is not set.
    public String env(String name) {
        return environment.getOrDefault(name, "");
    }

    /// A path as the user wrote it, from the folder they stand in.
    public Path path(String written) {
        return folder.resolve(written);
    }

    public Terminal withEnvironment(Map<String, String> other) {
        return new Terminal(out, err, other, clock, folder, tty);
    }
}
