package dev.phantom.cli;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.RecordedAnalyst;
import dev.phantom.analysis.VerdictJson;
import dev.phantom.analysis.prompt.Prompt;
import dev.phantom.analysis.rules.RulesAnalyst;
import dev.phantom.config.DotEnv;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pipeline.JudgedDrift;
import dev.phantom.state.Mask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `phantom analyze --case DIR`: one saved decision, repeated or made again.
final class AnalyzeCommand implements Command {

    private static final List<String> ANALYSTS = List.of("claude", "rules", "recorded");

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(text("--case", "DIR", "the folder of a case: case.json and verdict.json")
                .required(true)
                .build());
        spec.addOption(text(
                        "--analyst",
                        "NAME",
                        "claude, rules or recorded (default: recorded if there is a verdict, else rules)")
                .build());
        spec.addOption(Globals.flag("judge again and keep the new verdict in verdict.json", "--rejudge")
                .build());
        spec.addOption(Globals.flag("print what a language model would be sent; nothing is sent", "--print-prompt")
                .build());
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        TextOrJson.json(args, terminal);
        String written = args.matchedOptionValue("--case", "");
        var rejudge = Globals.set(args, "--rejudge");
        var name = analyst(args, Files.exists(terminal.path(written).resolve("verdict.json")), rejudge);
        var file = read(terminal, written + "/case.json", CaseFileJson::read);
        if (Globals.set(args, "--print-prompt")) {
            print(AskedModel.of(terminal).prompt(file), TextOrJson.json(args, terminal), terminal);
            return ExitCode.OK;
        }
        var verdict = analyst(name, terminal, written).judge(file);
        if (rejudge) {
            var kept = written + "/verdict.json";
            new WholeFile(terminal.path(kept), kept)
                    .write(VerdictJson.write(verdict).getBytes(StandardCharsets.UTF_8));
        }
        var judged =
                new JudgedDrift(file.drift(), false, file.assessment(), file.cost(), file.evidence(), verdict, null);
        new ReportPrinter(Globals.of(args, terminal), terminal, Mask.of(""), false).judged(judged, verdict);
        return ExitCode.OK;
    }

    private static String analyst(ParseResult args, boolean recorded, boolean rejudge) {
        String name = args.matchedOptionValue("--analyst", recorded && !rejudge ? "recorded" : "rules");
        if (!ANALYSTS.contains(name)) {
            throw new ParameterException(args.commandSpec().commandLine(), "unknown analyst '" + name + "'");
        }
        if (rejudge && name.equals("recorded")) {
            throw new ParameterException(args.commandSpec().commandLine(), "--rejudge needs --analyst rules or claude");
        }
        return name;
    }

    private static Analyst analyst(String name, Terminal terminal, String written) {
        return switch (name) {
            case "recorded" -> read(terminal, written + "/verdict.json", RecordedAnalyst::new);
            case "claude" -> AskedModel.of(terminal).claude(key(terminal));
            default -> new RulesAnalyst();
        };
    }

    private static String key(Terminal terminal) {
        var key = DotEnv.over(terminal.environment(), terminal.folder())
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

    private static <T> T read(Terminal terminal, String written, Function<String, T> reader) {
        var text = NamedFiles.text(terminal, written);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new PhantomException(
                    new Diagnostic(
                            Code.FILE_UNREADABLE,
                            "not understood: " + e.getMessage(),
                            "give a folder that a run wrote below cases/",
                            written),
                    e);
        }
    }

    private static void print(Prompt prompt, boolean json, Terminal terminal) {
        if (json) {
            var node = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
            terminal.out()
                    .println(TextOrJson.pretty(
                            node.put("system", prompt.system()).put("user", prompt.user())));
        } else {
            terminal.out().print(prompt.markdown());
        }
    }

    private static OptionSpec.Builder text(String name, String label, String description) {
        return OptionSpec.builder(name).paramLabel(label).type(String.class).description(description);
    }
}
