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
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pipeline.Appraiser;
import dev.phantom.pipeline.StackReport;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.state.Baseline;
import dev.phantom.state.DeployedState;
import dev.phantom.state.Mask;
import dev.phantom.state.SafeState;
import dev.phantom.state.Stack;
import dev.phantom.state.StackId;
import dev.phantom.template.CloudFormationJson;
import dev.phantom.template.CloudFormationYaml;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `phantom check STACK`: one deployed stack, its deployed template against live. Nothing but AWS credentials.
final class CheckCommand implements Command {

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("STACK")
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
            var deployed = new CloudFormationDeployedState(
                            aws, List.of(new CloudFormationJson(), new CloudFormationYaml()))
                    .read(asking);
            var live = new CloudFormationLiveState(aws, TypeCatalog.embedded(), LiveOptions.CHECK, terminal.clock())
                    .read(deployed, RunCommand.progress(globals, terminal));
            var states = new States(deployed.id(), safe(deployed), deployed, live, Baseline.none(deployed.id()));
            return printer.one(report(states, mask, terminal));
        }
    }

    private static SafeState safe(DeployedState deployed) {
        var template = deployed.effective()
                .orElseThrow(() -> new PhantomException(new Diagnostic(
                        Code.AWS_NO_STACK,
                        "the stack has no template that can be read",
                        "",
                        deployed.id().name())));
        return new SafeState(
                SafeState.Source.DEPLOYED, "", "", "", template, java.util.Map.of(), deployed.parameters());
    }

    private static List<String> gaps(States states) {
        var gaps = new ArrayList<String>();
        DriftDetector.refusal(states).ifPresent(gaps::add);
        gaps.add("no history: undeclared changes cannot be confirmed by a baseline");
        return gaps;
    }

    private static StackReport report(States states, Mask mask, Terminal terminal) {
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
                gaps(states));
    }
}
