package dev.phantom.cli;

import dev.phantom.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs command lines in this process, as a user's shell would.
public final class Shell {

    /// What a command line came to.
    public record Result(int code, String out, String err) {}

    private final Map<String, String> environment = new HashMap<>();
    private Path folder = Path.of("").toAbsolutePath();
    private Clock clock = Clock.systemUTC();

    public Shell set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public Shell in(Path here) {
        folder = here;
        return this;
    }

    public Shell at(Clock now) {
        clock = now;
        return this;
    }

    public Result run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(print(out), print(err), environment, clock, folder, false, false);
        var code = Main.run(List.of(args), terminal);
        terminal.out().flush();
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
