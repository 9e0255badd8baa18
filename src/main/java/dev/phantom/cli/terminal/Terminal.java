package dev.phantom.cli.terminal;

import dev.phantom.assembly.Invocation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// Where a command stands: its streams, environment, clock and folder. Tests give their own. Whatever is printed is
/// text to a terminal and to the runner of a pipeline, never a command ([InertStream]); what is said beside a result
/// holds no secret ([RedactedStream]).
///
/// @param tty    whether stdout is a terminal that shows colours
/// @param errTty whether stderr is a terminal, on which a line can be overwritten
public record Terminal(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Clock clock,
        Path folder,
        boolean tty,
        boolean errTty) {

    public Terminal {
        out = InertStream.over(out, tty);
        err = err instanceof InertStream ? err : InertStream.over(RedactedStream.over(err), false);
        environment = Map.copyOf(environment);
    }

    /// An environment variable; empty if it is not set.
    public String env(String name) {
        return environment.getOrDefault(name, "");
    }

    /// How wide stdout is; 0 where it is no terminal, or nobody says how wide one.
    public int columns() {
        return tty ? said() : 0;
    }

    /// The same of stderr.
    int errColumns() {
        return errTty ? said() : 0;
    }

    /// As a shell knows it; the launcher asks the terminal.
    private int said() {
        var columns = env("COLUMNS");
        return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : 0;
    }

    /// What adapters are chosen by.
    public Invocation invocation() {
        return new Invocation(environment, clock, folder);
    }

    /// A path as the user wrote it, from the folder they stand in.
    public Path path(String written) {
        return folder.resolve(written);
    }

    public Terminal with(Map<String, String> other) {
        return with(other, clock);
    }

    /// The same streams in another world.
    public Terminal with(Map<String, String> other, Clock time) {
        return new Terminal(out, err, other, time, folder, tty, errTty);
    }
}
