package dev.phantom.cli.command;

import dev.phantom.assembly.DatadogAssets;
import dev.phantom.assembly.FoundConfig;
import dev.phantom.assembly.LocalKeys;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutFolder;
import dev.phantom.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom datadog show|install|remove`.
final class DatadogCommand implements Command {

    enum Verb {
        SHOW,
        INSTALL,
        REMOVE
    }

    private final Verb verb;

    DatadogCommand(Verb verb) {
        this.verb = verb;
    }

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(Options.text(
                "--config",
                "FILE",
                "the configuration (default: PHANTOM_CONFIG, else ./phantom.yaml, else the defaults)"));
        if (verb == Verb.SHOW) {
            return;
        }
        spec.addOption(
                Options.text(
                        "--history",
                        "DIR",
                        "the folder that remembers what was installed last (default: PHANTOM_HISTORY, else ./phantom-out/history)"));
        spec.addOption(Options.flag("--dry-run", "show what would be done; write nothing"));
        spec.addOption(Options.flag(
                "--discard-edits",
                verb == Verb.INSTALL
                        ? "overwrite what people edited in Datadog"
                        : "also remove what people edited in Datadog"));
    }

    @Override
    public int run(ParseResult args, Terminal asked) {
        var terminal = asked.with(LocalKeys.over(asked.invocation(), asked.err()::println));
        var config = FoundConfig.read(
                terminal.invocation(), args.matchedOptionValue("--config", ""), terminal.err()::println);
        var assets = new DatadogAssets(
                config, terminal.invocation(), Globals.set(args, "--discard-edits"), Globals.set(args, "--dry-run"));
        return switch (verb) {
            case SHOW -> {
                terminal.out().println(assets.document());
                yield ExitCode.OK;
            }
            case INSTALL -> changed(args, terminal, assets::install);
            case REMOVE -> changed(args, terminal, assets::remove);
        };
    }

    private static int changed(ParseResult args, Terminal terminal, Function<Path, DatadogAssets.Told> work) {
        var history = ChosenStacks.history(args, terminal, terminal.path("phantom-out"));
        if (!Globals.set(args, "--dry-run")) {
            OutFolder.ready(history, "--history");
        }
        var told = work.apply(history);
        told.lines().forEach(terminal.out()::println);
        told.problems().forEach(problem -> terminal.err().println(problem.line()));
        return told.problems().isEmpty() ? ExitCode.OK : ExitCode.ERROR;
    }
}
