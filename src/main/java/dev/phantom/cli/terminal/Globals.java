package dev.phantom.cli;

import dev.phantom.cli.print.Format;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The options that every command knows.
///
/// @param color whether the result may use ANSI colours
public record Globals(
        Format output, boolean detailedExitCode, boolean strict, boolean quiet, boolean debug, boolean color) {

    static void declare(CommandSpec spec, boolean reports) {
        spec.addOption(
                flag("show this help and exit", "-h", "--help").usageHelp(true).build());
        spec.addOption(flag("no progress on stderr", "--quiet").build());
        spec.addOption(flag("stack traces and the vendors' own logs", "--debug").build());
        spec.addOption(flag("no ANSI colours", "--no-color").build());
        if (reports) {
            spec.addOption(OptionSpec.builder("--output")
                    .paramLabel("FORMAT")
                    .type(String.class)
                    .description("text, json, markdown, sarif or html (default: text)")
                    .build());
            spec.addOption(
                    flag("exit 2 where there is drift", "--detailed-exitcode").build());
            spec.addOption(flag("exit 1 where something could have been compared and was not", "--strict")
                    .build());
        }
    }

    static OptionSpec.Builder flag(String description, String... names) {
        return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length))
                .arity("0")
                .type(boolean.class)
                .description(description);
    }

    static Globals of(ParseResult args, Terminal terminal) {
        var color = terminal.tty()
                && !set(args, "--no-color")
                && terminal.env("NO_COLOR").isEmpty();
        return new Globals(
                format(args),
                set(args, "--detailed-exitcode"),
                set(args, "--strict"),
                set(args, "--quiet"),
                set(args, "--debug"),
                color);
    }

    static boolean set(ParseResult args, String option) {
        return args.hasMatchedOption(option);
    }

    private static Format format(ParseResult args) {
        String name = args.matchedOptionValue("--output", "text");
        try {
            return Format.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    args.commandSpec().commandLine(), "unknown output format '" + name + "'", e);
        }
    }
}
