package dev.phantom.cli.command;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.MeasuredAnalyst;
import dev.phantom.analysis.RecordedAnalyst;
import dev.phantom.analysis.VerdictJson;
import dev.phantom.analysis.prompt.Prompt;
import dev.phantom.analysis.rules.RulesAnalyst;
import dev.phantom.assembly.AskedModel;
import dev.phantom.assembly.KeptConfidence;
import dev.phantom.assembly.KnownTypes;
import dev.phantom.assembly.LocalKeys;
import dev.phantom.assembly.OwnFolders;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutputFormat;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cli.terminal.WholeFile;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.JudgedDrift;
import dev.phantom.stack.Mask;
import dev.phantom.value.read.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `phantom analyze --case DIR`: one saved decision, repeated or made again.
final class AnalyzeCommand implements Command {

    private static final String CASE = "case.json";
    private static final String VERDICT = "verdict.json";
    private static final List<String> ANALYSTS = List.of("claude", "rules", "recorded");

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(Options.text("--case", "DIR", "the folder of a case: case.json and verdict.json"));
        spec.addOption(Options.text(
                "--analyst",
                "NAME",
                "claude, rules or recorded (default: recorded if there is a verdict, else rules)"));
        spec.addOption(Options.flag("--rejudge", "judge again and keep the new verdict in verdict.json"));
        spec.addOption(Options.flag("--print-prompt", "print the prompt for the language model; nothing is sent"));
        Globals.formats(spec, OutputFormat.TEXT, OutputFormat.JSON);
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var globals = Globals.of(args, terminal);
        var written = folder(args, terminal);
        var rejudge = Globals.set(args, "--rejudge");
        var name = analyst(args, Files.exists(terminal.path(written).resolve(VERDICT)), rejudge);
        var file = read(terminal, written, CASE, CaseFileJson::read);
        if (Globals.set(args, "--print-prompt")) {
            print(
                    AskedModel.of(terminal.invocation(), terminal.err()::println)
                            .prompt(file),
                    globals.output() == OutputFormat.JSON,
                    terminal);
            return ExitCode.OK;
        }
        var place = rejudge ? place(terminal, written) : null;
        var verdict = analyst(name, terminal, written).judge(file);
        if (place != null) {
            OwnFolders.write(place, VERDICT, VerdictJson.write(verdict).getBytes(StandardCharsets.UTF_8));
        }
        var knowledge = KnownTypes.offline(terminal.invocation(), terminal.err()::println);
        var judged = new JudgedDrift(
                        file.drift(), false, file.assessment(), file.cost(), file.evidence(), verdict, null, "")
                .as(knowledge.terraform().awsType(file.drift().type()).orElse(""))
                .aided(knowledge.types().of(file.stack().id()), file.stack());
        new ReportPrinter(globals, terminal, Mask.of(""), false).judged(judged, verdict);
        return ExitCode.OK;
    }

    private static String folder(ParseResult args, Terminal terminal) {
        String written = args.matchedOptionValue("--case", "");
        if (written.isEmpty()) {
            throw new ParameterException(args.commandSpec().commandLine(), "--case DIR is missing");
        }
        var folder = terminal.path(written);
        if (Files.isDirectory(folder) && Files.exists(folder.resolve(CASE))) {
            return written;
        }
        throw new PhantomException(new Diagnostic(
                Code.FILE_UNREADABLE,
                Files.isDirectory(folder)
                        ? "it contains no case.json"
                        : Files.exists(folder) ? "it is not a folder" : "the folder does not exist",
                "pass a folder that a run wrote below cases/",
                written));
    }

    private static String analyst(ParseResult args, boolean recorded, boolean rejudge) {
        String name = args.matchedOptionValue("--analyst", recorded && !rejudge ? "recorded" : "rules");
        if (!ANALYSTS.contains(name)) {
            throw new ParameterException(
                    args.commandSpec().commandLine(), "unknown analyst '" + name + "'; use claude, rules or recorded");
        }
        if (rejudge && name.equals("recorded")) {
            throw new ParameterException(args.commandSpec().commandLine(), "--rejudge needs --analyst rules or claude");
        }
        return name;
    }

    private static Analyst analyst(String name, Terminal terminal, String written) {
        return switch (name) {
            case "recorded" -> read(terminal, written, VERDICT, RecordedAnalyst::new);
            case "claude" ->
                measured(AskedModel.of(terminal.invocation(), terminal.err()::println)
                        .claude(key(terminal), rules(terminal)));
            default -> measured(rules(terminal));
        };
    }

    private static Analyst rules(Terminal terminal) {
        return new RulesAnalyst(KnownTypes.offline(terminal.invocation(), terminal.err()::println));
    }

    private static Analyst measured(Analyst analyst) {
        return new MeasuredAnalyst(analyst, KeptConfidence.load());
    }

    private static String key(Terminal terminal) {
        var key = LocalKeys.over(terminal.invocation(), terminal.err()::println)
                .getOrDefault("ANTHROPIC_API_KEY", "")
                .strip();
        if (key.isEmpty()) {
            throw new PhantomException(new Diagnostic(
                    Code.ANALYST_UNAVAILABLE,
                    "ANTHROPIC_API_KEY is not set",
                    "set it in the environment or in .env, or judge with --analyst rules",
                    ""));
        }
        return key;
    }

    /// The folder that will take the new verdict, tried before anybody is asked for it.
    private static Path place(Terminal terminal, String folder) {
        kept(terminal, folder, VERDICT);
        return new WholeFile(terminal.path(folder).resolve(VERDICT), folder + "/" + VERDICT)
                .path()
                .resolveSibling("");
    }

    private static Optional<byte[]> kept(Terminal terminal, String folder, String name) {
        return OwnFolders.bytes(terminal.path(folder), name, folder + "/" + name);
    }

    private static <T> T read(Terminal terminal, String folder, String name, Function<String, T> reader) {
        var written = folder + "/" + name;
        var bytes = kept(terminal, folder, name)
                .orElseThrow(() -> new PhantomException(
                        new Diagnostic(Code.FILE_UNREADABLE, "the file does not exist", "", written)));
        try {
            return reader.apply(DocumentReader.decode(written, bytes));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new PhantomException(
                    new Diagnostic(
                            Code.FILE_UNREADABLE,
                            "cannot be parsed: " + e.getMessage(),
                            "pass a folder that a run wrote below cases/",
                            written),
                    e);
        }
    }

    private static void print(Prompt prompt, boolean json, Terminal terminal) {
        if (json) {
            var node = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
            terminal.out()
                    .println(node.put("system", prompt.system())
                            .put("user", prompt.user())
                            .toPrettyString());
        } else {
            terminal.out().print(prompt.markdown());
        }
    }
}
