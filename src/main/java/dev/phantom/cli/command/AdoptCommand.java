package dev.phantom.cli;

import dev.phantom.config.DotEnv;
import dev.phantom.config.PhantomConfig;
import dev.phantom.drift.adopt.AdoptedFile;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pipeline.Adopting;
import dev.phantom.pullrequest.AdoptionProposal;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.Register;
import dev.phantom.state.Mask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `phantom adopt`: proposes `.phantom/adopted.yaml` for what drifts now, by pull request; where the safe state is a
/// folder it prints the file, or writes it there.
final class AdoptCommand implements Command {

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(RunCommand.text(
                "--config", "FILE", "the configuration (default: PHANTOM_CONFIG, else ./phantom.yaml)"));
        spec.addOption(OptionSpec.builder("--stack")
                .paramLabel("NAME")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("only this stack, what is adopted of others stays; may be repeated")
                .build());
        spec.addOption(RunCommand.text(
                "--history",
                "DIR",
                "what is remembered between runs (default: PHANTOM_HISTORY, else ./phantom-out/history)"));
        spec.addOption(Globals.flag("print the file; nothing is written to GitHub", "--dry-run")
                .build());
        spec.addOption(Globals.flag("where the safe state is a folder: write the file there", "--write")
                .build());
    }

    @Override
    public int run(ParseResult args, Terminal asked) {
        var terminal = asked.withEnvironment(DotEnv.over(asked.environment(), asked.folder()));
        var progress = RunCommand.progress(Globals.of(args, terminal), terminal);
        var config = RunCommand.config(args, terminal);
        var write = args.hasMatchedOption("--write");
        if (write && config.folder() == null) {
            throw new PhantomException(new Diagnostic(
                    Code.USAGE,
                    "--write is for a safe state in a folder",
                    "without it a pull request is opened; --dry-run prints the file",
                    ""));
        }
        var out = terminal.path("phantom-out");
        var options = new Wiring.Options(
                RunCommand.history(args, terminal, out),
                out.resolve("cases"),
                Mask.of(terminal.env("PHANTOM_MASK_KEY")),
                true,
                false,
                null,
                false);
        try (var wiring = new Wiring(config, terminal, options, progress)) {
            var listing = wiring.adopting().over(RunCommand.chosen(args, config));
            listing.gaps().forEach(gap -> progress.accept("gap: " + gap));
            listing.failures()
                    .forEach(f -> terminal.err()
                            .println(f.stack() + ": " + f.diagnostic().line()));
            if (config.folder() == null && !args.hasMatchedOption("--dry-run")) {
                propose(listing, wiring.host(), config, terminal);
            } else {
                leave(listing, config, write, terminal);
            }
            return listing.failures().isEmpty() ? ExitCode.OK : ExitCode.ERROR;
        }
    }

    private static void propose(
            Adopting.Listing listing, @Nullable CodeHost host, PhantomConfig config, Terminal terminal) {
        var github = config.github();
        if (host == null || github == null) {
            return;
        }
        if (AdoptedFile.write(listing.present()).equals(AdoptedFile.write(listing.before()))) {
            terminal.out().println("nothing to propose: " + AdoptedFile.PATH + " lists what drifts");
            return;
        }
        var base = host.branch(github.base())
                .orElseThrow(() -> new PhantomException(Code.GITHUB_NOT_FOUND, "there is no branch " + github.base()))
                .sha();
        var outcome = AdoptionProposal.of(listing.present()).settle(host, Register.read(host), base);
        terminal.out()
                .println("adoption of " + listing.present().entries().size() + " differences: "
                        + outcome.kind().text() + (outcome.url().isEmpty() ? "" : "  " + outcome.url()));
    }

    private static void leave(Adopting.Listing listing, PhantomConfig config, boolean write, Terminal terminal) {
        var bytes = AdoptedFile.write(listing.present()).getBytes(StandardCharsets.UTF_8);
        var folder = config.folder();
        if (!write || folder == null) {
            terminal.out().write(bytes, 0, bytes.length);
            return;
        }
        var file = terminal.path(folder).resolve(AdoptedFile.PATH);
        try {
            Files.createDirectories(file.resolveSibling(""));
        } catch (IOException e) {
            throw new PhantomException(
                    new Diagnostic(Code.FILE_UNWRITABLE, "its folder cannot be made", "", file.toString()), e);
        }
        new WholeFile(file, AdoptedFile.PATH).write(bytes);
    }
}
