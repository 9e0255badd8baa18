package dev.phantom.cli.command;

import dev.phantom.assembly.ServiceSignals;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutputFormat;
import dev.phantom.cli.terminal.Terminal;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `phantom observe [SERVICE]`.
final class ObserveCommand implements Command {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([smhdw])");

    private static final int LIMIT = 20;

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(Options.optional(0, "SERVICE", "a service (default: every service seen in logs or spans)"));
        spec.addOption(Options.text("--last", "SPAN", "how far back: 30m, 12h, 2d (default: 12h)"));
        Globals.formats(spec, OutputFormat.TEXT, OutputFormat.JSON);
        spec.addOption(Options.number("--limit", "lines per section (default: " + LIMIT + ")"));
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var signals = new ServiceSignals(
                args.matchedPositionalValue(0, ""),
                span(args, args.matchedOptionValue("--last", "12h")),
                args.matchedOptionValue("--limit", LIMIT),
                Globals.of(args, terminal).output() == OutputFormat.JSON);
        return signals.print(terminal.invocation(), terminal.out(), terminal.err());
    }

    private static Duration span(ParseResult args, String text) {
        var match = SPAN.matcher(text);
        if (!match.matches() || text.matches("0+[a-z]")) {
            throw new ParameterException(
                    args.commandSpec().commandLine(), "--last '" + text + "' is not a duration such as 30m, 12h or 2d");
        }
        var number = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }
}
