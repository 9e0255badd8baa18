package dev.phantom.cli.command;

import dev.phantom.assembly.AwsConnection;
import dev.phantom.assembly.LocalKeys;
import dev.phantom.assembly.OfflineComparison;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutputFormat;
import dev.phantom.cli.terminal.ProgressLine;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.run.Stage;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackTree;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom check STACK`: one deployed stack and the stacks nested in it, their deployed templates against live.
/// Nothing but AWS credentials.
final class CheckCommand implements Command {

    @Override
    public void declare(CommandSpec spec) {
        StackName.declare(spec);
        AwsOptions.declare(spec, AwsOptions.DEFAULT_REGION);
        Discovery.declare(spec);
        spec.addOption(Options.flag("--show-all", "list the inventory too"));
        Globals.formats(spec, OutputFormat.values());
        Globals.comparing(spec);
    }

    @Override
    public int run(ParseResult args, Terminal asked) {
        var terminal = asked.with(LocalKeys.over(asked.invocation(), asked.err()::println));
        var globals = Globals.of(args, terminal);
        var mask = Mask.of(terminal.env("PHANTOM_MASK_KEY"));
        var printer = new ReportPrinter(globals, terminal, mask, Globals.set(args, "--show-all"));
        var aws = AwsOptions.of(args);
        var name = StackName.of(args);
        var stack = new StackId("", aws.where(terminal), name);
        var startedAt = terminal.clock().instant();
        var reports = new ArrayList<StackReport>();
        var failures = new ArrayList<RunReport.Failure>();
        try (var progress = ProgressLine.of(globals, terminal);
                var door = AwsConnection.open(terminal.invocation(), aws.profile(), progress::accept)) {
            var knowledge = door.knowledge(terminal.invocation(), progress::accept);
            var unjudged = new OfflineComparison(mask, LocalDate.ofInstant(startedAt, ZoneOffset.UTC), knowledge);
            var live = door.live(Discovery.of(args, LiveOptions.CHECK), knowledge);
            Function<StackTree, StackReport> one =
                    tree -> report(tree, tree.markingLost(live.read(tree.deployed(), progress)), unjudged);
            var tree = StackTree.read(door.deployed(), stack);
            walk(tree, null, one, reports);
            tree.eachUnread(
                    (parent, why) -> failures.add(new RunReport.Failure(parent.name(), Stage.READ_LIVE.verb(), why)));
        }
        if (reports.size() > 1) {
            return printer.all(RunReport.of(startedAt, reports, failures));
        }
        var code = printer.one(reports.getFirst());
        failures.forEach(
                f -> terminal.err().println(f.stack() + ": " + f.diagnostic().line()));
        return failures.isEmpty() ? code : ExitCode.ERROR;
    }

    private static void walk(
            StackTree tree,
            StackReport.@Nullable Below below,
            Function<StackTree, StackReport> one,
            List<StackReport> reports) {
        reports.add(one.apply(tree).in(below));
        var name = tree.deployed().id().name();
        tree.nested().forEach((logicalId, child) -> walk(child, new StackReport.Below(name, logicalId), one, reports));
    }

    private static StackReport report(StackTree tree, LiveState live, OfflineComparison unjudged) {
        var deployed = tree.deployed();
        var id = deployed.id();
        var states = new States(id, SafeState.deployed(deployed), deployed, live, Baseline.none(id));
        var gaps = new ArrayList<>(tree.gaps());
        gaps.add(
                "no history, which only `phantom run` keeps: undeclared changes cannot be confirmed against a baseline");
        return unjudged.report(states, "", IgnoreRules.NONE, gaps);
    }
}
