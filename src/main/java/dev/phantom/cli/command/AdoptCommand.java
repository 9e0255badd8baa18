package dev.phantom.cli.command;

import dev.phantom.assembly.LocalKeys;
import dev.phantom.assembly.NamedFiles;
import dev.phantom.assembly.Wiring;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutFolder;
import dev.phantom.cli.terminal.ProgressLine;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cli.terminal.WholeFile;
import dev.phantom.config.PhantomConfig;
import dev.phantom.drift.adopt.AdoptedFile;
import dev.phantom.drift.ignore.IgnoreRule;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.rule.AdoptionProposal;
import dev.phantom.report.PlainText;
import dev.phantom.run.walk.Adopting;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.Mask;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom adopt`: proposes `.phantom/adopted.yaml` for what drifts now, by pull request; where the safe state is a
/// folder it prints the file, or writes it there.
final class AdoptCommand implements Command {

    @Override
    public void declare(CommandSpec spec) {
        ChosenStacks.declare(spec, "only this stack, entries of other stacks stay; may be repeated");
        spec.addOption(Options.text(
                "--history",
                "DIR",
                "folder of the history between runs (default: PHANTOM_HISTORY, else ./phantom-out/history)"));
        spec.addOption(Options.flag(
                "--include-grave",
                "adopt findings of level high and critical, too, for " + IgnoreRule.LONGEST_GRAVE
                        + " days (default: they are listed and left out)"));
        spec.addOption(Options.flag("--dry-run", "print the file; nothing is written to GitHub"));
        spec.addOption(Options.flag("--write", "with safe.folder: write the file to that folder"));
    }

    @Override
    public int run(ParseResult args, Terminal asked) {
        var terminal = asked.with(LocalKeys.over(asked.invocation(), asked.err()::println));
        var config = ChosenStacks.config(args, terminal);
        var chosen = ChosenStacks.of(args, config);
        var grave = Globals.set(args, "--include-grave");
        var file = Globals.set(args, "--write") ? file(config, terminal) : null;
        var out = terminal.path("phantom-out");
        var options = new Wiring.Options(
                ChosenStacks.history(args, terminal, out),
                out.resolve("cases"),
                Mask.of(terminal.env("PHANTOM_MASK_KEY")),
                AwsOptions.of(args).profile(),
                LiveOptions.RUN,
                true,
                false,
                null,
                1);
        try (var progress = ProgressLine.of(Globals.of(args, terminal), terminal);
                var wiring = new Wiring(config, terminal.invocation(), options, progress)) {
            var listing = wiring.adopting(grave).over(chosen);
            progress.close();
            listing.grave()
                    .forEach(line ->
                            terminal.err().println((grave ? "adopted: " : "not adopted: ") + PlainText.line(line)));
            listing.gaps().forEach(gap -> progress.accept("gap: " + gap));
            listing.failures()
                    .forEach(f -> terminal.err()
                            .println(f.stack() + ": " + f.diagnostic().line()));
            if (config.folder() == null && !Globals.set(args, "--dry-run")) {
                propose(listing, wiring, terminal);
            } else {
                leave(listing, file, terminal);
            }
            return listing.failures().isEmpty() ? ExitCode.OK : ExitCode.ERROR;
        }
    }

    /// The file that `--write` writes, tried before anything is read.
    private static WholeFile file(PhantomConfig config, Terminal terminal) {
        var folder = config.folder();
        if (folder == null) {
            throw new PhantomException(new Diagnostic(
                    Code.USAGE,
                    "--write requires safe.folder",
                    "without it a pull request is opened; --dry-run prints the file",
                    ""));
        }
        var file = terminal.path(folder).resolve(AdoptedFile.PATH);
        NamedFiles.within(terminal.path(folder), file, AdoptedFile.PATH);
        OutFolder.ready(file.resolveSibling(""), "safe.folder");
        return new WholeFile(file, AdoptedFile.PATH);
    }

    private static void propose(Adopting.Listing listing, Wiring wiring, Terminal terminal) {
        var host = wiring.host();
        if (host == null) {
            return;
        }
        if (AdoptedFile.write(listing.present()).equals(AdoptedFile.write(listing.before()))) {
            terminal.out().println("nothing to propose: " + AdoptedFile.PATH + " already lists the current drift");
            return;
        }
        var base = wiring.base(host);
        var outcome = AdoptionProposal.of(listing.present(), listing.grave()).settle(host, Register.read(host), base);
        terminal.out()
                .println("adoption of " + listing.present().entries().size() + " differences: "
                        + outcome.kind().text() + (outcome.url().isEmpty() ? "" : "  " + outcome.url()));
    }

    private static void leave(Adopting.Listing listing, @Nullable WholeFile file, Terminal terminal) {
        var bytes = AdoptedFile.write(listing.present()).getBytes(StandardCharsets.UTF_8);
        if (file == null) {
            terminal.out().write(bytes, 0, bytes.length);
        } else {
            file.write(bytes);
        }
    }
}
