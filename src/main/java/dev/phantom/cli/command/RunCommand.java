package dev.phantom.cli.command;

import dev.phantom.assembly.FoundConfig;
import dev.phantom.assembly.LocalKeys;
import dev.phantom.assembly.Wiring;
import dev.phantom.aws.live.LiveOptions;
import dev.phantom.cli.terminal.Format;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.ProgressLine;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.stack.Mask;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom run`: the whole walk over the configured stacks.
final class RunCommand implements Command {

    @Override
    public void declare(CommandSpec spec) {
        ChosenStacks.declare(spec, "only this stack; may be repeated");
        spec.addOption(Options.text(
                "--out", "DIR", "for report.json, report.html, cases and history (default: ./phantom-out)"));
        spec.addOption(Options.text(
                "--history", "DIR", "what is remembered between runs (default: PHANTOM_HISTORY, else <out>/history)"));
        spec.addOption(Options.text("--analyst", "KIND", "claude or rules, instead of the configured one"));
        spec.addOption(
                Options.flag("--dry-run", "say what would be done; write nothing to GitHub, Datadog or the history"));
        Parallel.declare(spec);
        Discovery.declare(spec);
        spec.addOption(Options.flag("--rejudge", "judge again although a decision is kept"));
        spec.addOption(Options.flag("--show-all", "list the inventory too"));
        Globals.formats(spec, Format.values());
        Globals.comparing(spec);
    }

    @Override
    public int run(ParseResult args, Terminal asked) {
        var terminal = asked.with(LocalKeys.over(asked.invocation(), asked.err()::println));
        var globals = Globals.of(args, terminal);
        var mask = Mask.of(terminal.env("PHANTOM_MASK_KEY"));
        var config = FoundConfig.needed(
                terminal.invocation(), args.matchedOptionValue("--config", ""), terminal.err()::println);
        var chosen = ChosenStacks.of(args, config);
        var out = terminal.path(args.matchedOptionValue("--out", "phantom-out"));
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
        var running = new RunFolder(terminal, config, out, options);
        var printer = new ReportPrinter(globals, terminal, mask, Globals.set(args, "--show-all"));
        try (var progress = ProgressLine.of(globals, terminal)) {
            var run = running.over(chosen, progress);
            progress.close();
            running.leave(run, printer);
            int code = printer.all(run);
            printer.closing(run, running.report());
            return code;
        }
    }
}
