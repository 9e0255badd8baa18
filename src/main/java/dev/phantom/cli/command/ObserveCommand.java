package dev.phantom.cli.command;

import dev.phantom.assembly.LocalKeys;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.datadog.api.Patience;
import dev.phantom.datadog.observe.Observe;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `phantom observe [SERVICE]`.
final class ObserveCommand implements Command {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([smhdw])");

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(Options.optional(
                0, "SERVICE", "one service; without it a block for each service seen in logs or spans"));
        spec.addOption(Options.text("--last", "SPAN", "how far back: 30m, 12h, 2d (default: 12h)"));
        spec.addOption(Options.number("--limit", "lines under a heading (default: 20)"));
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var options = new Observe.Options(
                args.matchedPositionalValue(0, ""),
                span(args, args.matchedOptionValue("--last", "12h")),
                args.matchedOptionValue("--limit", Observe.Options.DEFAULTS.limit()));
        var environment = LocalKeys.over(terminal.invocation(), terminal.err()::println);
        return new Observe(environment, terminal.clock(), Patience.INTERACTIVE, terminal.out(), terminal.err())
                .run(options);
    }

    private static Duration span(ParseResult args, String text) {
        var match = SPAN.matcher(text);
        if (!match.matches() || text.matches("0+[a-z]")) {
            throw new ParameterException(
                    args.commandSpec().commandLine(), "--last '" + text + "' is not a span such as 30m, 12h or 2d");
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
