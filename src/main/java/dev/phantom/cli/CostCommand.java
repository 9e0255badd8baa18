package dev.phantom.cli;

import dev.phantom.cli.print.CostSheet;
import dev.phantom.cost.EmbeddedPriceBook;
import dev.phantom.cost.StackCost;
import dev.phantom.cost.StackCost.Priced;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.StackValues;
import dev.phantom.drift.detect.States;
import dev.phantom.pipeline.Appraiser;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.state.DeployedState;
import dev.phantom.state.Mask;
import dev.phantom.state.Stack;
import dev.phantom.state.StackId;
import dev.phantom.template.evaluate.EvaluatedTemplate;
import dev.phantom.template.evaluate.Evaluator;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
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
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .paramLabel("FILE")
                .type(String.class)
                .description("a template: what its resources cost a month")
                .build());
        DiffInputs.FILES.stream()
                .filter(FILES::containsKey)
                .forEach(name -> spec.addOption(text("--" + name, "FILE", FILES.getOrDefault(name, ""))));
        spec.addOption(OptionSpec.builder("--parameter")
                .paramLabel("K=V")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("a parameter's value; wins over the file")
                .build());
        spec.addOption(text("--region", "REGION", "where the prices are from (default: AWS_REGION, else us-east-1)"));
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var json = TextOrJson.json(args, terminal);
        String file = args.matchedPositionalValue(0, "");
        var files = files(args);
        var sides = files.containsKey("safe") && files.containsKey("live");
        if (file.isEmpty() ? !sides : files.keySet().stream().anyMatch(name -> !name.equals("parameters"))) {
            throw new ParameterException(args.commandSpec().commandLine(), "give either FILE, or --safe and --live");
        }
        var sheet = file.isEmpty() ? delta(args, files, terminal) : whole(args, file, files, terminal);
        terminal.out().println(json ? TextOrJson.pretty(sheet.json()) : sheet.text());
        return ExitCode.OK;
    }

    private static CostSheet whole(ParseResult args, String file, Map<String, String> files, Terminal terminal) {
        var region = region(args, "", terminal);
        var id = new StackId("", region, "");
        files.put("safe", file);
        var safe = inputs(args, files, id, terminal).safe();
        var context = new StackValues(id, DeployedState.unknown(id)).context(safe.parameters(), Map.of());
        var evaluated = Evaluator.evaluate(safe.template(), context);
        var cost = StackCost.of(CostCatalogue.estimator(EmbeddedPriceBook.load()), priced(evaluated), region);
        return CostSheet.of(file, region, cost, open(evaluated));
    }

    private static List<Priced> priced(EvaluatedTemplate template) {
        var priced = new ArrayList<Priced>();
        template.resources().forEach((id, r) -> {
            if (r.certain()) {
                priced.add(new Priced(id, r.source().type(), r.properties()));
            }
        });
        return priced;
    }

    /// What cannot be priced because it cannot be known whether it exists, or how many there are.
    private static List<String> open(EvaluatedTemplate evaluated) {
        var open = new ArrayList<String>();
        evaluated.template().unsupported().ifPresent(d -> open.add("the template " + d.summary()));
        evaluated.resources().forEach((id, r) -> {
            if (!r.certain()) {
                open.add(id + ": its condition cannot be decided (--parameter)");
            }
        });
        return open;
    }

    private static CostSheet delta(ParseResult args, Map<String, String> files, Terminal terminal) {
        var read = inputs(args, files, new StackId("", args.matchedOptionValue("--region", ""), ""), terminal);
        var given = read.states();
        var id = new StackId(
                given.id().account(),
                region(args, given.id().region(), terminal),
                given.id().name());
        var states = new States(id, given.safe(), given.deployed(), given.live(), given.baseline());
        var today = LocalDate.ofInstant(terminal.clock().instant(), ZoneOffset.UTC);
        var found = DriftDetector.of(Mask.of(terminal.env("PHANTOM_MASK_KEY")), read.ignore(), today)
                .detect(states);
        var stack = new Stack(id, "", given.safe().path(), List.of(), "", "", Stack.Mode.REPORT);
        var drifts = new Appraiser(RuleCatalogue.assessor(), CostCatalogue.estimator(EmbeddedPriceBook.load()))
                .appraise(found, stack, Set.of());
        return CostSheet.of(files.getOrDefault("safe", ""), files.getOrDefault("live", ""), id.region(), drifts);
    }

    private static DiffInputs inputs(ParseResult args, Map<String, String> files, StackId id, Terminal terminal) {
        List<String> parameters = args.matchedOptionValue("--parameter", List.of());
        return new DiffInputs(terminal.folder(), "", files, parameters, id);
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

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }
}
