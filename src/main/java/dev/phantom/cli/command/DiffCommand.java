package dev.phantom.cli.command;

import dev.phantom.assembly.KnownTypes;
import dev.phantom.assembly.OfflineComparison;
import dev.phantom.assembly.PlaceOptions;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutputFormat;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `phantom diff`: the drift of one stack from files, or of many with `--batch`.
final class DiffCommand implements Command {
    /// What says nothing in a batch.
    private static final List<String> ONE_STACK = Stream.concat(
                    DiffInputs.FILES.stream().map(file -> "--" + file), Stream.of("--stack", "--account", "--region"))
            .toList();

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
        spec.addOption(
                Options.text("--batch", "DIR", "one folder per stack with these files under the options' names"));
        spec.addOption(Options.many("--parameter", "K=V", "a parameter's value; wins over the file"));
        spec.addOption(Options.text("--stack", "NAME", "the stack's name"));
        spec.addOption(Options.text("--account", "ID", "the stack's account"));
        spec.addOption(Options.text("--region", "REGION", "the stack's region"));
        spec.addOption(Options.text("--environment", "ENV", "the stack's environment, e.g. prod"));
        spec.addOption(Options.flag("--show-all", "list the inventory too"));
        Globals.formats(spec, OutputFormat.values());
        Globals.comparing(spec);
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        if (args.hasMatchedOption("--batch")) {
            ONE_STACK.stream().filter(args::hasMatchedOption).findFirst().ifPresent(option -> {
                throw new ParameterException(
                        args.commandSpec().commandLine(),
                        option + " is of one stack, and --batch takes each stack's files from its folder; give one of"
                                + " the two");
            });
        }
        var globals = Globals.of(args, terminal);
        var printer = new ReportPrinter(
                globals, terminal, Mask.of(terminal.env("PHANTOM_MASK_KEY")), args.hasMatchedOption("--show-all"));
        var id = new StackId(
                PlaceOptions.account(args.matchedOptionValue("--account", "")),
                PlaceOptions.region(args.matchedOptionValue("--region", "")),
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
        var knowledge = KnownTypes.offline(terminal.invocation(), terminal.err()::println);
        var inputs = new DiffInputs(terminal.folder(), "", files, parameters, id, knowledge.types());
        return printer.one(report(inputs, unjudged(printer, terminal, knowledge), environment));
    }

    private static int batch(
            ParseResult args, Terminal terminal, ReportPrinter printer, List<String> parameters, String environment) {
        String written = args.matchedOptionValue("--batch", "");
        var knowledge = KnownTypes.offline(terminal.invocation(), terminal.err()::println);
        var unjudged = unjudged(printer, terminal, knowledge);
        var folders = folders(terminal.path(written), written);
        if (folders.isEmpty()) {
            terminal.err().println("note: there is no folder in " + written + ", so nothing was compared");
        }
        try (var run = printer.start(terminal.clock().instant())) {
            InOrder.each(
                    folders,
                    folder -> one(folder, knowledge, unjudged, parameters, environment),
                    outcome -> outcome.accept(run));
            return run.end();
        }
    }

    /// What one folder came to, as it is to be told.
    private static Consumer<ReportPrinter.Stream> one(
            Path folder, Knowledge knowledge, OfflineComparison unjudged, List<String> parameters, String environment) {
        var name = folder.getFileName().toString();
        try {
            var inputs =
                    new DiffInputs(folder, name, named(folder), parameters, new StackId("", "", ""), knowledge.types());
            var report = report(inputs, unjudged, environment);
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
        } catch (NotDirectoryException e) {
            throw new PhantomException(new Diagnostic(Code.FILE_UNREADABLE, "it is no folder", "", written), e);
        } catch (NoSuchFileException e) {
            throw new PhantomException(new Diagnostic(Code.FILE_UNREADABLE, "there is no such folder", "", written), e);
        } catch (IOException e) {
            throw new PhantomException(new Diagnostic(Code.FILE_UNREADABLE, "it cannot be read", "", written), e);
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

    private static StackReport report(DiffInputs inputs, OfflineComparison unjudged, String environment) {
        var states = inputs.states();
        var report = unjudged.report(states, environment, inputs.ignore(), List.of());
        return report.withGaps(
                inputs.advice(states.safe(), report.comparison().coverage().unchecked()));
    }

    private static OfflineComparison unjudged(ReportPrinter printer, Terminal terminal, Knowledge knowledge) {
        var today = LocalDate.ofInstant(terminal.clock().instant(), ZoneOffset.UTC);
        return new OfflineComparison(printer.mask(), today, knowledge);
    }

    private static void file(CommandSpec spec, String name, String description) {
        spec.addOption(Options.text("--" + name, "FILE", description));
    }
}
