package dev.phantom.cli.command;

import dev.phantom.cli.terminal.Options;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The one deployed stack that a command is about: `STACK` or `--stack NAME`, whichever comes to mind.
final class StackName {

    private StackName() {}

    static void declare(CommandSpec spec) {
        spec.addPositional(Options.optional(0, "STACK", "name of a deployed stack"));
        spec.addOption(Options.text("--stack", "NAME", "the same as STACK"));
    }

    static String of(ParseResult args) {
        String word = args.matchedPositionalValue(0, "");
        String option = args.matchedOptionValue("--stack", word);
        if (option.isBlank()) {
            throw new ParameterException(args.commandSpec().commandLine(), "no stack is given");
        }
        if (!word.isEmpty() && !word.equals(option)) {
            throw new ParameterException(
                    args.commandSpec().commandLine(),
                    "two stacks are given, '" + word + "' and '" + option + "'; this command takes one");
        }
        return option;
    }
}
