package dev.phantom.cli;

import dev.phantom.aws.CloudFormationDeployedState;
import dev.phantom.aws.CloudFormationLiveState;
import dev.phantom.aws.LiveOptions;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.state.LiveResource;
import dev.phantom.state.LiveState;
import dev.phantom.state.Mask;
import dev.phantom.state.StackId;
import dev.phantom.state.StackTree;
import dev.phantom.state.file.LiveStateWriter;
import dev.phantom.template.read.CloudFormationJson;
import dev.phantom.template.read.CloudFormationYaml;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `phantom scan --stack NAME`: what really runs of one stack, as `phantom.live/v1`; one line more for each nested
/// stack.
final class ScanCommand implements Command {

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(text("--stack", "NAME", "the stack").required(true).build());
        spec.addOption(text("--out", "FILE", "write it here (default: stdout)").build());
        spec.addOption(text("--region", "REGION", "default: AWS_REGION, else the profile's")
                .build());
        spec.addOption(
                text("--profile", "PROFILE", "of the AWS configuration files").build());
        spec.addOption(Globals.flag("make a new resource scan although a valid one exists", "--rescan")
                .build());
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        String out = args.matchedOptionValue("--out", "");
        var file = out.isEmpty() ? null : new WholeFile(terminal.path(out), out);
        Consumer<String> progress = Globals.of(args, terminal).quiet() ? line -> {} : terminal.err()::println;
        var states = read(args, terminal, progress);
        var bytes = bytes(states, Mask.of(terminal.env("PHANTOM_MASK_KEY")));
        if (file == null) {
            terminal.out().write(bytes, 0, bytes.length);
        } else {
            file.write(bytes);
        }
        states.forEach(live -> progress.accept(summary(live) + (file == null ? "" : ", written to " + out)));
        return ExitCode.OK;
    }

    private static List<LiveState> read(ParseResult args, Terminal terminal, Consumer<String> progress) {
        String profile = args.matchedOptionValue("--profile", "");
        var region = AwsDoor.region(terminal, args.matchedOptionValue("--region", ""), profile);
        var options = Globals.set(args, "--rescan") ? LiveOptions.RUN.withRescan() : LiveOptions.RUN;
        try (var clients = AwsDoor.open(terminal, profile, "", "")) {
            var formats = List.of(new CloudFormationJson(), new CloudFormationYaml());
            var deployed = new CloudFormationDeployedState(clients, formats);
            var live = new CloudFormationLiveState(clients, TypeCatalog.embedded(), options, terminal.clock());
            var root = new StackId("", region, args.matchedOptionValue("--stack", ""));
            var states = new ArrayList<LiveState>();
            scan(StackTree.read(deployed, root), tree -> live.read(tree.deployed(), progress), progress, states);
            return states;
        }
    }

    private static void scan(
            StackTree tree, Function<StackTree, LiveState> one, Consumer<String> progress, List<LiveState> states) {
        states.add(tree.heeded(one.apply(tree)));
        tree.gaps().forEach(progress);
        tree.nested().values().forEach(child -> scan(child, one, progress, states));
    }

    private static byte[] bytes(List<LiveState> states, Mask mask) {
        var text = new StringWriter();
        try {
            for (var live : states) {
                new LiveStateWriter(mask).write(live, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String summary(LiveState live) {
        var read = live.resources().stream()
                .filter(r -> r.status() == LiveResource.Status.READ)
                .count();
        return "%s: %d of %d resources read"
                .formatted(live.id().name(), read, live.resources().size());
    }

    private static OptionSpec.Builder text(String name, String label, String description) {
        return OptionSpec.builder(name).paramLabel(label).type(String.class).description(description);
    }
}
