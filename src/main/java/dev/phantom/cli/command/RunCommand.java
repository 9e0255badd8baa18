package dev.phantom.cli.command;

import dev.phantom.assembly.LocalKeys;
import dev.phantom.assembly.Wiring;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutputFormat;
import dev.phantom.cli.terminal.ProgressLine;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.Mask;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom run`: the whole walk over the configured stacks.
final class RunCommand implements Command {

    @Override
    public void declare(CommandSpec spec) {
        ChosenStacks.declare(spec, "only this stack; may be repeated");
        spec.addOption(Options.text(
                "--out",
                "DIR",
                "output folder of report.json, report.html, report.sarif, cases and history (default: ./phantom-out)"));
        spec.addOption(Options.text(
                "--history",
                "DIR",
                "folder of the history between runs (default: PHANTOM_HISTORY, else <out>/history)"));
        spec.addOption(Options.text("--analyst", "KIND", "rules, claude or compare (default: as configured)"));
        spec.addOption(
                Options.flag("--dry-run", "show what would be done; write nothing to GitHub, Datadog or the history"));
        Parallel.declare(spec);
        Discovery.declare(spec);
        spec.addOption(Options.flag("--rejudge", "judge again even where a decision is kept"));
        spec.addOption(Options.flag("--show-all", "list the inventory too"));
        Globals.formats(spec, OutputFormat.values());
        Globals.comparing(spec);
    }

    @Override
    public int run(ParseResult args, Terminal asked) {
        var terminal = asked.with(LocalKeys.over(asked.invocation(), asked.err()::println));
        var globals = Globals.of(args, terminal);
        var mask = Mask.of(terminal.env("PHANTOM_MASK_KEY"));
        var config = ChosenStacks.config(args, terminal);
        var chosen = ChosenStacks.of(args, config);
        String folder = args.matchedOptionValue("--out", "phantom-out");
        var out = terminal.path(folder);
        var options = new Wiring.Options(
                ChosenStacks.history(args, terminal, out),
                out.resolve("cases"),
                mask,
                AwsOptions.of(args).profile(),
                Discovery.of(args, LiveOptions.RUN),
                Globals.set(args, "--dry-run"),
                Globals.set(args, "--rejudge"),
                args.matchedOptionValue("--analyst", null),
                Parallel.of(args));
        var running = RunFolder.of(terminal, config, out, options);
        var printer = new ReportPrinter(globals, terminal, mask, Globals.set(args, "--show-all"));
        try (var progress = ProgressLine.of(globals, terminal)) {
            var run = running.over(chosen, progress);
            progress.close();
            var unwritten = running.leave(run, printer);
            int code = printer.all(run);
            printer.closing(
                    run, unwritten.isEmpty() ? Path.of(folder, RunFolder.REPORT).toString() : "(not written)");
            unwritten.ifPresent(terminal.err()::println);
            return unwritten.isEmpty() ? code : ExitCode.ERROR;
        }
    }
}
