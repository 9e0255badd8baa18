package dev.phantom.cli.command;

import dev.phantom.assembly.KnownTypes;
import dev.phantom.assembly.OfflineComparison;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutputFormat;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cost.StackCost;
import dev.phantom.cost.StackCost.Priced;
import dev.phantom.drift.detect.StackValues;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Definition;
import dev.phantom.report.CostSheet;
import dev.phantom.run.Losses;
import dev.phantom.run.walk.Cut;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `phantom cost FILE`, and `phantom cost --safe FILE --live FILE`: a month's cost, or what drift adds to it.
final class CostCommand implements Command {

    private static final String DEFAULT_REGION = "us-east-1";

    private static final Map<String, String> FILES = Map.of(
            "safe", "the template of the repository",
            "live", "a phantom.live/v1 file, or a template made by the IaC Generator",
            "live-resources", "what describe-generated-template prints",
            "deployed", "the template that CloudFormation was last told",
            "stack-resources", "what describe-stack-resources or list-stack-resources prints",
            "stack-description", "what describe-stacks prints",
            "parameters", "a parameter file");

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(Options.optional(0, "FILE", "a template: what its resources cost a month"));
        DiffInputs.FILES.stream()
                .filter(FILES::containsKey)
                .forEach(name -> spec.addOption(Options.text("--" + name, "FILE", FILES.getOrDefault(name, ""))));
        spec.addOption(Options.many("--parameter", "K=V", "a parameter's value; wins over the file"));
        spec.addOption(
                Options.text("--region", "REGION", "where the prices are from (default: AWS_REGION, else us-east-1)"));
        Globals.formats(spec, OutputFormat.TEXT, OutputFormat.JSON);
        Globals.comparing(spec);
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var globals = Globals.of(args, terminal);
        String file = args.matchedPositionalValue(0, "");
        var files = files(args);
        var sides = files.containsKey("safe") && files.containsKey("live");
        if (file.isEmpty() ? !sides : files.keySet().stream().anyMatch(name -> !name.equals("parameters"))) {
            throw new ParameterException(args.commandSpec().commandLine(), "give either FILE, or --safe and --live");
        }
        var priced = file.isEmpty() ? delta(args, files, terminal) : whole(args, file, files, terminal);
        var sheet = priced.sheet();
        terminal.out().println(globals.output() == OutputFormat.JSON ? sheet.json().toPrettyString() : sheet.text());
        return priced.failed() ? ExitCode.ERROR : globals.exit(priced.drift(), priced.shortfall());
    }

    /// @param drift     the sheet is about some
    /// @param shortfall something could have been compared and was not
    /// @param failed    a stage failed for one of the drifts
    private record Told(CostSheet sheet, boolean drift, boolean shortfall, boolean failed) {}

    private static Told whole(ParseResult args, String file, Map<String, String> files, Terminal terminal) {
        var region = region(args, "", terminal);
        var id = new StackId("", region, "");
        files.put("safe", file);
        var knowledge = KnownTypes.offline(terminal.invocation(), terminal.err()::println);
        var safe = inputs(args, files, id, terminal, knowledge).safe();
        var context =
                new StackValues(id, DeployedState.unknown(id), knowledge.facts()).context(safe.parameters(), Map.of());
        var evaluated = safe.template().declare(context);
        var cost = StackCost.of(OfflineComparison.appraiser(knowledge).estimator(), priced(evaluated), region);
        return new Told(CostSheet.of(file, region, cost, open(safe.template(), evaluated)), false, false, false);
    }

    private static List<Priced> priced(Declaration template) {
        var priced = new ArrayList<Priced>();
        template.resources().forEach((id, r) -> {
            if (r.certain()) {
                priced.add(new Priced(id, r.source().type(), r.properties()));
            }
        });
        return priced;
    }

    /// What cannot be priced because it cannot be known whether it exists, or how many there are.
    private static List<String> open(Definition template, Declaration evaluated) {
        var open = new ArrayList<String>();
        template.unsupported().ifPresent(d -> open.add("the template " + d.summary()));
        evaluated.resources().forEach((id, r) -> {
            if (!r.certain()) {
                open.add(id + ": its condition cannot be decided (--parameter)");
            }
        });
        return open;
    }

    private static Told delta(ParseResult args, Map<String, String> files, Terminal terminal) {
        var knowledge = KnownTypes.offline(terminal.invocation(), terminal.err()::println);
        var read =
                inputs(args, files, new StackId("", args.matchedOptionValue("--region", ""), ""), terminal, knowledge);
        var given = read.states();
        var id = new StackId(
                given.id().account(),
                region(args, given.id().region(), terminal),
                given.id().name());
        var states = new States(id, given.safe(), given.deployed(), given.live(), given.baseline());
        var today = LocalDate.ofInstant(terminal.clock().instant(), ZoneOffset.UTC);
        var found = new OfflineComparison(Mask.of(terminal.env("PHANTOM_MASK_KEY")), today, knowledge)
                .detection(states, read.ignore());
        var stack = new Stack(id, "", given.safe().path(), List.of(), "", "", Stack.Mode.REPORT);
        var losses = new Losses(id.name());
        var drifts = OfflineComparison.appraiser(knowledge)
                .appraise(new Cut(found), stack, Set.of(), losses)
                .drifts();
        losses.gaps().forEach(terminal.err()::println);
        var sheet = CostSheet.of(files.getOrDefault("safe", ""), files.getOrDefault("live", ""), id.region(), drifts);
        return new Told(
                sheet,
                !drifts.isEmpty(),
                found.report().coverage().shortfall(),
                !losses.failures().isEmpty());
    }

    private static DiffInputs inputs(
            ParseResult args, Map<String, String> files, StackId id, Terminal terminal, Knowledge knowledge) {
        List<String> parameters = args.matchedOptionValue("--parameter", List.of());
        return new DiffInputs(terminal.folder(), "", files, parameters, id, knowledge.types());
    }

    private static Map<String, String> files(ParseResult args) {
        var files = new LinkedHashMap<String, String>();
        FILES.keySet().stream()
                .filter(name -> args.hasMatchedOption("--" + name))
                .forEach(name -> files.put(name, args.matchedOptionValue("--" + name, "")));
        return files;
    }

    private static String region(ParseResult args, String known, Terminal terminal) {
        String option = args.matchedOptionValue("--region", known);
        var region = option.isEmpty() ? terminal.env("AWS_REGION") : option;
        if (region.isEmpty()) {
            terminal.err().println("note: no region given, priced in " + DEFAULT_REGION + " (--region)");
            return DEFAULT_REGION;
        }
        return region;
    }
}
