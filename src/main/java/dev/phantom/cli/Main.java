package dev.phantom.cli;

import java.io.PrintStream;
import java.util.List;

/// The entry point. `run` takes its streams and returns the exit code, so that a test can call it.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    /// Runs one command line.
    ///
    /// @return 0 ok, 1 error, 2 drift found (only with `--detailed-exitcode`)
    static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.equals(List.of("--version"))) {
            out.println("phantom 0.1.0");
            return 0;
        }
        err.println("usage: phantom --version");
        return 1;
    }
}
