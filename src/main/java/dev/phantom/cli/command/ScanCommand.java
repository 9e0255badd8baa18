package dev.phantom.cli.command;

import dev.phantom.assembly.AwsConnection;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.ProgressLine;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cli.terminal.WholeFile;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.fault.Diagnostic;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Progress;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackTree;
import dev.phantom.stack.file.LiveStateWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom scan STACK`: what really runs of one stack, as `phantom.live/v1`; one line more for each nested stack.
final class ScanCommand implements Command {

    @Override
    public void declare(CommandSpec spec) {
        StackName.declare(spec);
        spec.addOption(Options.text("--out", "FILE", "output file (default: stdout)"));
        AwsOptions.declare(spec, AwsOptions.DEFAULT_REGION);
        Discovery.declare(spec);
        spec.addOption(Options.flag("--rescan", "start a new resource scan even if a valid one exists"));
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var name = StackName.of(args);
        String out = args.matchedOptionValue("--out", "");
        var file = out.isEmpty() ? null : new WholeFile(terminal.path(out), out);
        try (var progress = ProgressLine.of(Globals.of(args, terminal), terminal)) {
            var lost = new ArrayList<Diagnostic>();
            var states = read(args, name, terminal, progress, lost);
            var bytes = bytes(states, terminal);
            progress.close();
            if (file == null) {
                terminal.out().write(bytes, 0, bytes.length);
            } else {
                file.write(bytes);
            }
            states.stream()
                    .map(Scanned::live)
                    .forEach(live -> progress.accept(summary(live) + (file == null ? "" : ", written to " + out)));
            lost.forEach(why -> terminal.err().println(why.line()));
            return lost.isEmpty() ? ExitCode.OK : ExitCode.ERROR;
        }
    }

    /// @param secrets what the live models give away, and what stands where the deployed template says a secret
    private record Scanned(LiveState live, Secrets secrets) {
        static Scanned of(DeployedState deployed, LiveState live, DriftDetector detector) {
            var id = live.id();
            return new Scanned(
                    live,
                    deployed.effective().isEmpty()
                            ? Secrets.NONE
                            : detector.detect(new States(
                                            id, SafeState.deployed(deployed), deployed, live, Baseline.none(id)))
                                    .secrets());
        }
    }

    /// @param lost takes why nested stacks were not read
    private static List<Scanned> read(
            ParseResult args, String name, Terminal terminal, Progress progress, List<Diagnostic> lost) {
        var aws = AwsOptions.of(args);
        var root = new StackId("", aws.where(terminal), name);
        var found = Discovery.of(args, LiveOptions.RUN);
        var options = Globals.set(args, "--rescan") ? found.withRescan() : found;
        try (var door = AwsConnection.open(terminal.invocation(), aws.profile(), progress::accept)) {
            var knowledge = door.knowledge(terminal.invocation(), progress::accept);
            var live = door.live(options, knowledge);
            var today = LocalDate.ofInstant(terminal.clock().instant(), ZoneOffset.UTC);
            var detector = new DriftDetector(knowledge, mask(terminal), IgnoreRules.NONE, today);
            var states = new ArrayList<Scanned>();
            Function<StackTree, Scanned> one = tree ->
                    Scanned.of(tree.deployed(), tree.markingLost(live.read(tree.deployed(), progress)), detector);
            var top = StackTree.read(door.deployed(), root);
            walk(top, one, progress, states);
            top.eachUnread((parent, why) -> lost.add(why));
            return states;
        }
    }

    private static void walk(
            StackTree tree, Function<StackTree, Scanned> one, Progress progress, List<Scanned> states) {
        states.add(one.apply(tree));
        tree.gaps().forEach(progress::accept);
        tree.nested().values().forEach(child -> walk(child, one, progress, states));
    }

    private static byte[] bytes(List<Scanned> states, Terminal terminal) {
        var text = new StringWriter();
        try {
            for (var scanned : states) {
                new LiveStateWriter(mask(terminal), scanned.secrets()).write(scanned.live(), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Mask mask(Terminal terminal) {
        return Mask.of(terminal.env("PHANTOM_MASK_KEY"));
    }

    private static String summary(LiveState live) {
        var read = live.resources().stream()
                .filter(r -> r.status() == LiveResource.Status.READ)
                .count();
        return "%s: %d of %d resources read"
                .formatted(live.id().name(), read, live.resources().size());
    }
}
