package dev.phantom.cli;

import dev.phantom.aws.CloudFormationDeployedState;
import dev.phantom.aws.CloudFormationLiveState;
import dev.phantom.aws.LiveOptions;
import dev.phantom.config.DotEnv;
import dev.phantom.config.PhantomConfig;
import dev.phantom.cost.EmbeddedPriceBook;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.pipeline.Appraiser;
import dev.phantom.pipeline.RunReport;
import dev.phantom.pipeline.StackReport;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.state.Baseline;
import dev.phantom.state.LiveState;
import dev.phantom.state.Mask;
import dev.phantom.state.SafeState;
import dev.phantom.state.Stack;
import dev.phantom.state.StackId;
import dev.phantom.state.StackTree;
import dev.phantom.template.read.CloudFormationJson;
import dev.phantom.template.read.CloudFormationYaml;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `phantom check STACK`: one deployed stack and the stacks nested in it, their deployed templates against live.
/// Nothing
/// but AWS credentials.
final class CheckCommand implements Command {

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("STACK")
                .arity("1")
                .type(String.class)
                .description("name of a deployed stack")
                .build());
        spec.addOption(RunCommand.text("--profile", "P", "a profile of the AWS configuration"));
        spec.addOption(RunCommand.text("--region", "R", "the stack's region"));
        spec.addOption(Globals.flag("list the inventory too", "--show-all").build());
    }

    @Override
    public int run(ParseResult args, Terminal asked) {
        var terminal = asked.withEnvironment(DotEnv.over(asked.environment(), asked.folder()));
        var globals = Globals.of(args, terminal);
        var mask = Mask.of(terminal.env("PHANTOM_MASK_KEY"));
        var printer = new ReportPrinter(globals, terminal, mask, args.hasMatchedOption("--show-all"));
        var asking = new StackId("", args.matchedOptionValue("--region", ""), args.matchedPositionalValue(0, ""));
        String profile = args.matchedOptionValue("--profile", "");
        try (var aws = Wiring.aws(terminal, profile, new PhantomConfig.Accounts("", ""))) {
            var deployed =
                    new CloudFormationDeployedState(aws, List.of(new CloudFormationJson(), new CloudFormationYaml()));
            var live = new CloudFormationLiveState(aws, TypeCatalog.embedded(), LiveOptions.CHECK, terminal.clock());
            var startedAt = terminal.clock().instant();
            var reports = new ArrayList<StackReport>();
            check(
                    StackTree.read(deployed, asking),
                    null,
                    tree -> {
                        var read = live.read(tree.deployed(), RunCommand.progress(globals, terminal));
                        return report(tree, tree.heeded(read), mask, terminal);
                    },
                    reports);
            return reports.size() == 1
                    ? printer.one(reports.getFirst())
                    : printer.all(new RunReport(startedAt, reports, List.of()));
        }
    }

    private static void check(
            StackTree tree,
            StackReport.@Nullable Below below,
            Function<StackTree, StackReport> one,
            List<StackReport> reports) {
        reports.add(one.apply(tree).in(below));
        var name = tree.deployed().id().name();
        tree.nested().forEach((logicalId, child) -> check(child, new StackReport.Below(name, logicalId), one, reports));
    }

    private static List<String> gaps(StackTree tree, States states) {
        var gaps = new ArrayList<>(tree.gaps());
        DriftDetector.refusal(states).ifPresent(gaps::add);
        gaps.add("no history: undeclared changes cannot be confirmed by a baseline");
        return gaps;
    }

    private static StackReport report(StackTree tree, LiveState live, Mask mask, Terminal terminal) {
        var deployed = tree.deployed();
        var id = deployed.id();
        var states = new States(id, SafeState.deployed(deployed), deployed, live, Baseline.none(id));
        var today = LocalDate.ofInstant(terminal.clock().instant(), ZoneOffset.UTC);
        var stack = new Stack(states.id(), "", "", List.of(), "", "", Stack.Mode.REPORT);
        var appraiser = new Appraiser(RuleCatalogue.assessor(), CostCatalogue.estimator(EmbeddedPriceBook.load()));
        var detected = DriftDetector.of(mask, IgnoreRules.NONE, today).detect(states);
        var found = appraiser.cut(detected, stack, mask);
        return new StackReport(
                stack,
                StackReport.Safe.of(states.safe()),
                StackReport.Live.of(states.live()),
                found.report(),
                appraiser.appraise(found, stack, Set.of()),
                gaps(tree, states));
    }
}
