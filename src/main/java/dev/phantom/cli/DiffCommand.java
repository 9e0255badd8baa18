package dev.phantom.cli;

import dev.phantom.cost.EmbeddedPriceBook;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pipeline.Appraiser;
import dev.phantom.pipeline.RunReport;
import dev.phantom.pipeline.StackReport;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.state.Mask;
import dev.phantom.state.Stack;
import dev.phantom.state.StackId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `phantom diff`: the drift of one stack from files, or of many with `--batch`.
final class DiffCommand implements Command {

    @Override
    public void declare(CommandSpec spec) {
        file(spec, "safe", "the template of the repository");
        file(spec, "live", "a phantom.live/v1 file, or a template made by the IaC Generator");
        file(spec, "live-resources", "what describe-generated-template prints");
        file(spec, "deployed", "the template that CloudFormation was last told");
        file(spec, "stack-resources", "what describe-stack-resources or list-stack-resources prints");
        file(spec, "stack-description", "what describe-stacks prints");
        file(spec, "parameters", "a parameter file");
        file(spec, "previous", "an earlier live state, in every format that --live takes");
        file(spec, "ignore", "ignore rules, as in .phantom/ignore.yaml");
        spec.addOption(text("--batch", "DIR", "one folder per stack with these files under the options' names"));
        spec.addOption(OptionSpec.builder("--parameter")
                .paramLabel("K=V")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("a parameter's value; wins over the file")
                .build());
        spec.addOption(text("--stack", "NAME", "the stack's name"));
        spec.addOption(text("--account", "ID", "the stack's account"));
        spec.addOption(text("--region", "REGION", "the stack's region"));
        spec.addOption(text("--environment", "ENV", "the stack's environment, e.g. prod"));
        spec.addOption(Globals.flag("list the inventory too", "--show-all").build());
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var globals = Globals.of(args, terminal);
        var printer = new ReportPrinter(
                globals, terminal, Mask.of(terminal.env("PHANTOM_MASK_KEY")), args.hasMatchedOption("--show-all"));
        var id = new StackId(
                args.matchedOptionValue("--account", ""),
                args.matchedOptionValue("--region", ""),
                args.matchedOptionValue("--stack", ""));
        List<String> parameters = args.matchedOptionValue("--parameter", List.of());
        String environment = args.matchedOptionValue("--environment", "");
        if (args.hasMatchedOption("--batch")) {
            return batch(args, terminal, printer, parameters, environment);
        }
        var files = new LinkedHashMap<String, String>();
        for (var option : DiffInputs.FILES) {
            if (args.hasMatchedOption("--" + option)) {
                files.put(option, args.matchedOptionValue("--" + option, ""));
            }
        }
        if (!files.containsKey("safe") || !files.containsKey("live")) {
            throw new ParameterException(
                    args.commandSpec().commandLine(), "--safe and --live are both needed (or --batch)");
        }
        var inputs = new DiffInputs(terminal.folder(), "", files, parameters, id);
        return printer.one(new Comparing(terminal, environment, printer.mask()).report(inputs));
    }

    private static int batch(
            ParseResult args, Terminal terminal, ReportPrinter printer, List<String> parameters, String environment) {
        String written = args.matchedOptionValue("--batch", "");
        var comparing = new Comparing(terminal, environment, printer.mask());
        try (var run = printer.start(terminal.clock().instant())) {
            InOrder.each(
                    folders(terminal.path(written), written),
                    folder -> one(folder, comparing, parameters),
                    outcome -> outcome.accept(run));
            return run.end();
        }
    }

    /// What one folder came to, as it is to be told.
    private static Consumer<ReportPrinter.Stream> one(Path folder, Comparing comparing, List<String> parameters) {
        var name = folder.getFileName().toString();
        try {
            var report =
                    comparing.report(new DiffInputs(folder, name, named(folder), parameters, new StackId("", "", "")));
            return run -> run.add(report);
        } catch (PhantomException e) {
            return run -> run.add(new RunReport.Failure(name, "read", e.diagnostic()));
        } catch (RuntimeException | StackOverflowError e) {
            // a fault of ours in one stack must not hide the others
            return run -> run.add(new RunReport.Failure(name, "compare", Diagnostic.unexpected(e)));
        }
    }

    private static List<Path> folders(Path batch, String written) {
        try (var list = Files.list(batch)) {
            return list.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new PhantomException(new Diagnostic(Code.FILE_UNREADABLE, "there is no such folder", "", written));
        }
    }

    private static Map<String, String> named(Path folder) {
        var files = new LinkedHashMap<String, String>();
        try (var list = Files.list(folder)) {
            list.sorted().forEach(file -> {
                var name = file.getFileName().toString();
                var dot = name.indexOf('.');
                var stem = dot < 0 ? name : name.substring(0, dot);
                if (DiffInputs.FILES.contains(stem)) {
                    files.putIfAbsent(stem, name);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /// The comparison with what code alone can say.
    private static final class Comparing {
        private final Appraiser appraiser =
                new Appraiser(RuleCatalogue.assessor(), CostCatalogue.estimator(EmbeddedPriceBook.load()));
        private final TypeCatalog types;
        private final LocalDate today;
        private final String environment;
        private final Mask mask;

        Comparing(Terminal terminal, String environment, Mask mask) {
            this.today = LocalDate.ofInstant(terminal.clock().instant(), ZoneOffset.UTC);
            this.types = KnownTypes.cache(terminal, terminal.err()::println).catalog();
            this.environment = environment;
            this.mask = mask;
        }

        StackReport report(DiffInputs inputs) {
            var states = inputs.states();
            var rules = inputs.ignore();
            var stack = new Stack(states.id(), environment, states.safe().path(), List.of(), "", "", Stack.Mode.REPORT);
            var detector = DriftDetector.of(mask, rules, today).with(types);
            var detected = detector.detect(states);
            var found = appraiser.cut(detected, stack, mask);
            var drifts = appraiser.appraise(found, stack, Set.of());
            return new StackReport(
                    stack,
                    StackReport.Safe.of(states.safe()),
                    StackReport.Live.of(states.live()),
                    found.report(),
                    drifts,
                    notices(states, rules, found, detector));
        }

        private List<String> notices(States states, IgnoreRules rules, Detection found, DriftDetector detector) {
            var notices = new ArrayList<String>();
            DriftDetector.refusal(states).ifPresent(notices::add);
            notices.addAll(detector.untold(states));
            rules.notices(today, Map.of(states.id(), found.rulesSeen()), List.of())
                    .values()
                    .forEach(notices::addAll);
            return notices;
        }
    }

    private static void file(CommandSpec spec, String name, String description) {
        spec.addOption(text("--" + name, "FILE", description));
    }

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }
}
