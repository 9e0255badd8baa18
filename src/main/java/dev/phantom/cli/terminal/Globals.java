package dev.phantom.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The options that every command knows, and those of every command that reports.
///
/// @param color whether the result may use ANSI colours
public record Globals(
        OutputFormat output, boolean detailedExitCode, boolean strict, boolean quiet, boolean debug, boolean color) {

    private static final List<String> ANYWHERE = List.of("--quiet", "--debug", "--no-color");

    public static void declare(CommandSpec spec) {
        spec.addOption(Options.help());
        spec.addOption(Options.flag("--quiet", "no progress on stderr"));
        spec.addOption(Options.flag("--debug", "stack traces and the logs of the vendors' SDKs"));
        spec.addOption(Options.flag("--no-color", "no ANSI colours"));
    }

    /// `--output` with the formats that the command prints, the first one where none is asked for.
    public static void formats(CommandSpec spec, OutputFormat... formats) {
        var names = List.of(formats).stream().map(OutputFormat::text).toList();
        var last = names.size() - 1;
        spec.addOption(OptionSpec.builder("--output")
                .paramLabel("FORMAT")
                .type(String.class)
                .completionCandidates(names)
                .description(String.join(", ", names.subList(0, last)) + " or " + names.get(last) + " (default: text)")
                .build());
    }

    /// `--detailed-exitcode` and `--strict`, of the commands that compare.
    public static void comparing(CommandSpec spec) {
        spec.addOption(Options.flag("--detailed-exitcode", "exit with 2 if there is drift"));
        spec.addOption(Options.flag("--strict", "exit with 1 if something could have been compared but was not"));
    }

    /// The command line with the flags that stand before the command's name moved behind it.
    public static List<String> behind(List<String> args) {
        int leading = 0;
        while (leading < args.size() && ANYWHERE.contains(args.get(leading))) {
            leading++;
        }
        if (leading == args.size() || args.get(leading).startsWith("-")) {
            return args;
        }
        var moved = new ArrayList<>(args.subList(leading, args.size()));
        moved.addAll(args.subList(0, leading));
        return moved;
    }

    public static Globals of(ParseResult args, Terminal terminal) {
        var color = terminal.tty()
                && !set(args, "--no-color")
                && terminal.env("NO_COLOR").isEmpty()
                && !"dumb".equals(terminal.env("TERM"));
        return new Globals(
                format(args),
                set(args, "--detailed-exitcode"),
                set(args, "--strict"),
                set(args, "--quiet"),
                set(args, "--debug"),
                color);
    }

    public static boolean set(ParseResult args, String option) {
        return args.hasMatchedOption(option);
    }

    /// @param drift     there is some
    /// @param shortfall something could have been compared and was not
    public int exit(boolean drift, boolean shortfall) {
        if (strict && shortfall) {
            return ExitCode.ERROR;
        }
        return drift && detailedExitCode ? ExitCode.DRIFT : ExitCode.OK;
    }

    private static OutputFormat format(ParseResult args) {
        String name = args.matchedOptionValue("--output", "text");
        var option = args.commandSpec().findOption("--output");
        if (option == null || name.equals("text")) {
            return OutputFormat.TEXT;
        }
        for (var known : option.completionCandidates()) {
            if (known.equals(name.toLowerCase(Locale.ROOT))) {
                return OutputFormat.valueOf(known.toUpperCase(Locale.ROOT));
            }
        }
        throw new ParameterException(
                args.commandSpec().commandLine(),
                "--output '" + name + "' is not a format of this command, which prints "
                        + String.join(", ", option.completionCandidates()));
    }
}
