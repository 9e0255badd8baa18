package dev.phantom.cli.command;

import dev.phantom.assembly.FoundConfig;
import dev.phantom.assembly.OwnFolders;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.config.PhantomConfig;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Which of the configured stacks a run is about, and where it remembers them.
final class ChosenStacks {

    private ChosenStacks() {}

    static void declare(CommandSpec spec, String stack) {
        spec.addOption(
                Options.text("--config", "FILE", "the configuration (default: PHANTOM_CONFIG, else ./phantom.yaml)"));
        spec.addOption(
                Options.text(
                        "--safe",
                        "DIR",
                        "the folder of the safe state, anywhere (default: safe.folder, which lies in that of the configuration)"));
        spec.addOption(Options.many("--stack", "NAME", stack));
        AwsOptions.declare(spec, "only the configured stacks of this region");
    }

    /// @throws PhantomException if there is none, or it cannot be read
    static PhantomConfig config(ParseResult args, Terminal terminal) {
        return FoundConfig.needed(
                terminal.invocation(),
                args.matchedOptionValue("--config", ""),
                args.matchedOptionValue("--safe", ""),
                terminal.err()::println);
    }

    /// @throws PhantomException for a name or a region that is not configured
    static List<Stack> of(ParseResult args, PhantomConfig config) {
        if (config.stacks().isEmpty()) {
            throw new PhantomException(new Diagnostic(
                    Code.CONFIG_BAD_VALUE,
                    "no stack is configured",
                    "add one under stacks:, or run `phantom init`",
                    ""));
        }
        List<String> names = args.matchedOptionValue("--stack", List.of());
        names.forEach(name -> known(name, config.stacks()));
        var aws = AwsOptions.of(args);
        var chosen = config.stacks().stream()
                .filter(s -> names.isEmpty() || names.contains(s.id().name()))
                .filter(s -> aws.means(s.id().region()))
                .toList();
        if (chosen.isEmpty()) {
            throw aws.nothing("no chosen stack");
        }
        return chosen;
    }

    private static void known(String name, List<Stack> stacks) {
        var configured = stacks.stream().map(s -> s.id().name()).toList();
        if (!configured.contains(name)) {
            throw new PhantomException(new Diagnostic(
                    Code.USAGE,
                    "no configured stack is named '" + name + "'",
                    "configured: " + configured.stream().distinct().collect(Collectors.joining(", ")),
                    ""));
        }
    }

    /// @param out the folder of the run
    /// @throws PhantomException FILE_UNWRITABLE where a link is in the place of the default
    static Path history(ParseResult args, Terminal terminal, Path out) {
        String named = args.matchedOptionValue("--history", terminal.env("PHANTOM_HISTORY"));
        return named.isEmpty() ? OwnFolders.below(out, "history", "--history") : terminal.path(named);
    }
}
