package dev.phantom.cli.command;

import dev.phantom.cli.terminal.Options;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `--parallel N`: how many stacks are walked at once.
final class Parallel {

    /// More would only wait for AWS: each account and region has one pace.
    private static final int MOST = 64;

    private Parallel() {}

    static void declare(CommandSpec spec) {
        spec.addOption(Options.number("--parallel", "stacks to process in parallel (default: one per processor)"));
    }

    static int of(ParseResult args) {
        int asked = args.matchedOptionValue("--parallel", standard());
        if (asked < 1 || asked > MOST) {
            throw new ParameterException(
                    args.commandSpec().commandLine(), "--parallel is '" + asked + "'; use 1 to " + MOST);
        }
        return asked;
    }

    static int standard() {
        return Runtime.getRuntime().availableProcessors();
    }
}
