package dev.phantom.cli.command;

import dev.phantom.assembly.AwsConnection;
import dev.phantom.assembly.FoundConfig;
import dev.phantom.assembly.FoundRepository;
import dev.phantom.assembly.PlannedModules;
import dev.phantom.cli.init.ConfigDraft;
import dev.phantom.cli.init.FoundFiles;
import dev.phantom.cli.init.FoundModules;
import dev.phantom.cli.init.InitSummary;
import dev.phantom.cli.init.StackTemplatePairs;
import dev.phantom.cli.init.TerraformSteps;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.ProgressLine;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cli.terminal.WholeFile;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.fault.Plural;
import dev.phantom.report.PlainText;
import dev.phantom.stack.DeployedStacks;
import dev.phantom.stack.ListedStack;
import dev.phantom.stack.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom init`: writes `phantom.yaml` by matching the templates of a folder to deployed stacks.
final class InitCommand implements Command {

    /// CloudFormation's words for a stack that holds nothing, or soon will.
    private static final Set<String> EMPTY = Set.of("REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE", "DELETE_IN_PROGRESS");

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(Options.text("--root", "DIR", "the folder with the templates (default: this one)"));
        spec.addOption(Options.text("--out", "FILE", "output file (default: ./phantom.yaml)"));
        AwsOptions.declare(spec, AwsOptions.DEFAULT_REGION);
        spec.addOption(Options.flag("--workflow", "print the GitHub Actions workflow for merged reverts and exit"));
        spec.addOption(Options.flag("--schedule", "print the GitHub Actions workflow for a run every night and exit"));
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var reconcile = Globals.set(args, "--workflow");
        var schedule = Globals.set(args, "--schedule");
        if (reconcile && schedule) {
            throw new PhantomException(new Diagnostic(
                    Code.USAGE,
                    "--workflow and --schedule exclude each other",
                    "print one after the other, each into a file of its own",
                    ""));
        }
        if (reconcile || schedule) {
            var modules = PlannedModules.of(terminal.invocation(), terminal.err()::println);
            var text = workflow((schedule ? "schedule" : "reconcile") + "-workflow.yaml");
            terminal.out().print(TerraformSteps.in(text, modules));
            return ExitCode.OK;
        }
        String out = args.matchedOptionValue("--out", FoundConfig.FILE);
        var file = free(terminal, out);
        var aws = AwsOptions.of(args);
        var region = aws.where(terminal);
        String root = args.matchedOptionValue("--root", ".");
        var files = files(terminal, root);
        var remote = FoundRepository.of(terminal.invocation(), terminal.path(root));
        if (remote.isEmpty() && !FoundConfig.inFolderOf(terminal.invocation(), out, root)) {
            throw new PhantomException(new Diagnostic(
                    Code.USAGE,
                    "--root is outside the folder of " + out + ", which could not name it",
                    "pass --out with a file in that folder",
                    root));
        }
        var modules = FoundModules.below(terminal.path(root).normalize(), root);
        List<StackTemplatePairs> pairings;
        String account;
        try (var progress = ProgressLine.of(Globals.of(args, terminal), terminal)) {
            pairings = pairings(terminal, aws.profile(), region, files, progress);
            account = modules.directories().isEmpty() ? "" : account(terminal, aws.profile(), region, progress);
        }
        new InitSummary(files, pairings).lines().forEach(terminal.out()::println);
        if (!modules.directories().isEmpty()) {
            terminal.out().println("root modules of Terraform:");
            modules.directories().forEach(directory -> terminal.out().println(PlainText.sentence("  " + directory)));
        }
        if (modules.directories().isEmpty()
                && pairings.stream().noneMatch(StackTemplatePairs.Found.class::isInstance)) {
            throw new PhantomException(new Diagnostic(
                    Code.CONFIG_NO_STACK, "no stack in " + region + " matches a template here", "", root));
        }
        var text = new ConfigDraft(remote, root, region, pairings, modules, account).text();
        file.write(text.getBytes(StandardCharsets.UTF_8));
        terminal.out().println(out + " written; next: `phantom doctor`, then `phantom run --dry-run`");
        var unread = pairings.stream().filter(InitCommand::isLost).count();
        if (unread > 0) {
            terminal.err()
                    .println(new Diagnostic(
                                    Code.AWS_FAILED,
                                    Plural.counted(unread, "stack was", "stacks were")
                                            + " not read and may be missing in " + out,
                                    "see why above, then run it again",
                                    region)
                            .line());
        }
        return unread > 0 ? ExitCode.ERROR : ExitCode.OK;
    }

    private static boolean isLost(StackTemplatePairs pair) {
        return pair instanceof StackTemplatePairs.Unread unread && unread.lost();
    }

    private static String workflow(String name) {
        try (var in = Objects.requireNonNull(InitCommand.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WholeFile free(Terminal terminal, String out) {
        if (Files.exists(terminal.path(out), LinkOption.NOFOLLOW_LINKS)) {
            throw new PhantomException(new Diagnostic(
                    Code.FILE_UNWRITABLE, "the file already exists", "remove it, or choose another with --out", out));
        }
        return new WholeFile(terminal.path(out), out);
    }

    private static FoundFiles files(Terminal terminal, String root) {
        if (!Files.isDirectory(terminal.path(root))) {
            throw new PhantomException(new Diagnostic(Code.FILE_UNREADABLE, "the folder does not exist", "", root));
        }
        return FoundFiles.below(terminal.path(root).normalize(), root);
    }

    private static List<StackTemplatePairs> pairings(
            Terminal terminal, String profile, String region, FoundFiles files, Progress progress) {
        try (var door = AwsConnection.open(terminal.invocation(), profile, progress::accept)) {
            var deployed = door.deployed();
            var stacks = deployed.stacks("", region).stream()
                    .filter(s -> !EMPTY.contains(s.status()))
                    .toList();
            progress.accept("templates below %2$s: %1$d; stacks in %4$s: %3$d"
                    .formatted(files.templates().size(), files.root(), stacks.size(), region));
            var pairings = new ArrayList<StackTemplatePairs>();
            for (var stack : stacks) {
                progress.step("reading the template of %s (%d of %d)"
                        .formatted(stack.id().name(), pairings.size() + 1, stacks.size()));
                pairings.add(pairing(deployed, stack, files));
            }
            return pairings;
        }
    }

    /// The caller's own: a module does not say which account its provider manages.
    private static String account(Terminal terminal, String profile, String region, Progress progress) {
        try (var door = AwsConnection.open(terminal.invocation(), profile, progress::accept)) {
            return door.account(region);
        }
    }

    private static StackTemplatePairs pairing(DeployedStacks deployed, ListedStack stack, FoundFiles files) {
        try {
            return deployed.original(stack.id())
                    .map(template -> StackTemplatePairs.of(stack, template, files))
                    .orElseGet(() -> new StackTemplatePairs.Unread(stack, "it has no template", false));
        } catch (PhantomException e) {
            // one stack that may not be read is no reason to leave out the others
            if (e.diagnostic().code() == Code.AWS_THROTTLED) {
                throw e;
            }
            return new StackTemplatePairs.Unread(stack, e.diagnostic().line(), true);
        }
    }
}
