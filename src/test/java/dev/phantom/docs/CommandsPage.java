package dev.phantom.docs;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `docs/commands.md`: what `--help` says of each command, in one page.
final class CommandsPage {
    private CommandsPage() {}

    static String text(CommandSpec root) {
        return "# Commands\n" + sections(root).collect(Collectors.joining());
    }

    private static Stream<String> sections(CommandSpec command) {
        // Aliases lead to the same command line.
        Collection<CommandLine> children = new LinkedHashMap<>(command.subcommands()).values();
        return Stream.concat(
                Stream.of(section(command)),
                children.stream().distinct().map(CommandLine::getCommandSpec).flatMap(CommandsPage::sections));
    }

    private static String section(CommandSpec command) {
        String about = String.join(" ", command.usageMessage().description());
        String rows = Stream.concat(parameters(command), options(command)).collect(Collectors.joining());
        return "\n## `%s`\n\n%s\n".formatted(synopsis(command), about)
                + (rows.isEmpty() ? "" : "\n| argument | meaning |\n|---|---|\n" + rows);
    }

    private static String synopsis(CommandSpec command) {
        String parameters = command.positionalParameters().stream()
                .filter(p -> !p.hidden())
                .map(p -> " " + p.paramLabel())
                .collect(Collectors.joining());
        return command.qualifiedName() + parameters;
    }

    private static Stream<String> parameters(CommandSpec command) {
        List<PositionalParamSpec> parameters = command.positionalParameters();
        return parameters.stream().filter(p -> !p.hidden()).map(p -> row(p.paramLabel(), p));
    }

    private static Stream<String> options(CommandSpec command) {
        Map<String, OptionSpec> byName = command.options().stream()
                .filter(o -> !o.hidden())
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
