package dev.phantom.cli;

import dev.phantom.cli.command.Catalogue;
import dev.phantom.docs.Markdown;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `docs/commands.md`: what `--help` says of each command, in one page.
public final class CommandsPage {
    private static final Set<String> EVERYWHERE = Set.of("--help", "--quiet", "--debug", "--no-color");

    private CommandsPage() {}

    public static String text() {
        CommandSpec root = Catalogue.commandLine().getCommandSpec();
        return "# Commands\n\nEvery command takes `--help`, `--quiet` (no progress), `--debug` (stack traces and the logs of the vendors' SDKs)\n"
                + "and `--no-color`; the last three may also stand before the command's name. Exit codes: 0 ok, 1 error, 2 drift found (with `--detailed-exitcode`), 130 interrupted.\n"
                + sections(root).collect(Collectors.joining());
    }

    private static Stream<String> sections(CommandSpec command) {
        // An alias leads to the same command line.
        Stream<CommandLine> children = command.subcommands().values().stream().distinct();
        return Stream.concat(
                Stream.of(section(command)),
                children.map(CommandLine::getCommandSpec).flatMap(CommandsPage::sections));
    }

    private static String section(CommandSpec command) {
        String about = String.join(" ", command.usageMessage().description());
        String rows = Stream.concat(parameters(command), options(command)).collect(Collectors.joining());
        return "\n## `%s`\n\n%s\n".formatted(synopsis(command), about)
                + example(command)
                + (rows.isEmpty() ? "" : "\n| argument | meaning |\n|---|---|\n" + rows);
    }

    private static String example(CommandSpec command) {
        return Stream.of(command.usageMessage().footer())
                .filter(line -> line.startsWith("Example: "))
                .map(line -> "\n```\n" + line.substring("Example: ".length()) + "\n```\n")
                .collect(Collectors.joining());
    }

    private static String synopsis(CommandSpec command) {
        String parameters = command.positionalParameters().stream()
                .filter(p -> !p.hidden())
                .map(p -> " " + (p.arity().min() == 0 ? "[" + p.paramLabel() + "]" : p.paramLabel())
                        + (p.arity().isVariable() ? "…" : ""))
                .collect(Collectors.joining());
        return command.qualifiedName() + parameters;
    }

    private static Stream<String> parameters(CommandSpec command) {
        List<PositionalParamSpec> parameters = command.positionalParameters();
        return parameters.stream().filter(p -> !p.hidden()).map(p -> row(p.paramLabel(), p));
    }

    private static Stream<String> options(CommandSpec command) {
        Map<String, OptionSpec> byName = command.options().stream()
                .filter(o -> !o.hidden() && !EVERYWHERE.contains(o.longestName()))
                .collect(Collectors.toMap(OptionSpec::longestName, o -> o, (a, b) -> a, java.util.TreeMap::new));
        return byName.values().stream().map(o -> row(name(o), o));
    }

    private static String name(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String row(String name, ArgSpec argument) {
        return "| `%s` | %s |\n".formatted(name, Markdown.cell(String.join(" ", argument.description())));
    }
}
