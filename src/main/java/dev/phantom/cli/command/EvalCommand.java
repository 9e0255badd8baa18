package dev.phantom.cli.command;

import dev.phantom.assembly.BatchAnswers;
import dev.phantom.assembly.LocalKeys;
import dev.phantom.cli.eval.QuestionFile;
import dev.phantom.cli.eval.ScenarioPlay;
import dev.phantom.cli.eval.ScenarioPlay.Judge;
import dev.phantom.cli.eval.SuiteFolder;
import dev.phantom.cli.eval.SuiteFolder.Labelled;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutputFormat;
import dev.phantom.cli.terminal.ProgressLine;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cli.terminal.WholeFile;
import dev.phantom.eval.EvalJson;
import dev.phantom.eval.EvalText;
import dev.phantom.eval.EvaluatedScenario;
import dev.phantom.eval.SuiteEvaluation;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.closing.SideBySide;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `phantom eval`: the labelled verdict benchmark.
final class EvalCommand implements Command {

    private static final String SUITE = "evals";
    private static final List<String> ANALYSTS = List.of("rules", "claude", "recorded");
    private static final int MOST_RUNS = 100;

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(Options.text("--suite", "DIR", "folder of labelled scenarios (default: ./evals)"));
        spec.addOption(Options.text(
                "--analyst",
                "NAME",
                "rules (default), claude, or recorded: the scenario's own replies, by the embedded Claude"));
        spec.addOption(Options.number("--runs", "plays every scenario N times (default: 1)"));
        spec.addOption(Options.text(
                "--export",
                "FILE",
                "writes what a model would be sent, in the format of the Messages Batches API; sends nothing"));
        spec.addOption(Options.text(
                "--answers",
                "FILE",
                "scores the results of that API, or lines of {\"custom_id\", \"text\"}, in place of an analyst"));
        Globals.formats(spec, OutputFormat.TEXT, OutputFormat.JSON);
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        alone(args, "--export", "--answers", "--analyst", "--runs", "--output");
        alone(args, "--answers", "--analyst", "--runs");
        var globals = Globals.of(args, terminal);
        String suite = args.matchedOptionValue("--suite", SUITE);
        try (var progress = ProgressLine.of(globals, terminal)) {
            return Globals.set(args, "--export")
                    ? export(suite, args.matchedOptionValue("--export", ""), terminal, progress)
                    : score(suite, args, globals, terminal, progress);
        }
    }

    private static int export(String suite, String file, Terminal terminal, ProgressLine progress) {
        var target = new WholeFile(terminal.path(file), file);
        var scenarios = SuiteFolder.read(terminal, suite);
        var questions = new QuestionFile();
        var play = new ScenarioPlay("rules", Map.of(), questions.asking(), note -> {});
        var evaluation = new SuiteEvaluation(suite, "export", 1, played(play, scenarios, 1, progress), List.of());
        progress.close();
        target.write(questions.text(scenarios).getBytes(StandardCharsets.UTF_8));
        terminal.out().println(questions.summary() + " written to " + file + "; nothing was sent");
        EvalText.failures(evaluation).forEach(terminal.err()::println);
        return evaluation.whole() ? ExitCode.OK : ExitCode.ERROR;
    }

    private static int score(
            String suite, ParseResult args, Globals globals, Terminal terminal, ProgressLine progress) {
        var asked = asked(args, terminal);
        var runs = runs(args);
        var scenarios = SuiteFolder.read(terminal, suite);
        var played = played(asked.play(), scenarios, runs, progress);
        progress.close();
        var unused =
                asked.answers() == null ? List.<String>of() : asked.answers().unused();
        var evaluation = new SuiteEvaluation(suite, asked.name(), runs, played, unused);
        print(evaluation, globals, terminal);
        return evaluation.whole() ? ExitCode.OK : ExitCode.ERROR;
    }

    /// Who is asked.
    ///
    /// @param answers null where nobody's file is
    private record Asked(
            String name, ScenarioPlay play, @Nullable BatchAnswers answers) {}

    private static Asked asked(ParseResult args, Terminal terminal) {
        String file = args.matchedOptionValue("--answers", "");
        if (!file.isEmpty()) {
            var answers = BatchAnswers.read(terminal.invocation(), file);
            return new Asked(
                    "answers",
                    new ScenarioPlay("rules", Map.of(), QuestionFile.answering(answers), note -> {}),
                    answers);
        }
        var name = analyst(args);
        var environment = environment(name, terminal);
        return new Asked(name, new ScenarioPlay(walks(name), environment, Judge.AS_ASKED, note -> {}), null);
    }

    private static void alone(ParseResult args, String option, String... others) {
        for (var other : others) {
            if (Globals.set(args, option) && Globals.set(args, other)) {
                throw new ParameterException(
                        args.commandSpec().commandLine(), option + " and " + other + " exclude each other");
            }
        }
    }

    private record Turn(Labelled scenario, int run) {}

    private static List<EvaluatedScenario> played(
            ScenarioPlay play, List<Labelled> scenarios, int runs, ProgressLine progress) {
        // the SDK of AWS looks for credentials in this process
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        var turns = new ArrayList<Turn>();
        for (int run = 1; run <= runs; run++) {
            for (var scenario : scenarios) {
                turns.add(new Turn(scenario, run));
            }
        }
        return new SideBySide(Parallel.standard()).each(turns, turn -> {
            progress.step(
                    "playing " + turn.scenario().part() + "/" + turn.scenario().name());
            return play.once(turn.scenario(), turn.run());
        });
    }

    private static void print(SuiteEvaluation evaluation, Globals globals, Terminal terminal) {
        if (globals.output() == OutputFormat.JSON) {
            terminal.out().println(EvalJson.of(evaluation).toPrettyString());
        } else {
            EvalText.lines(evaluation).forEach(terminal.out()::println);
        }
    }

    private static String analyst(ParseResult args) {
        String name = args.matchedOptionValue("--analyst", "rules");
        if (!ANALYSTS.contains(name)) {
            throw new ParameterException(
                    args.commandSpec().commandLine(), "unknown analyst '" + name + "'; use rules, claude or recorded");
        }
        return name;
    }

    private static int runs(ParseResult args) {
        int runs = args.matchedOptionValue("--runs", 1);
        if (runs < 1 || runs > MOST_RUNS) {
            throw new ParameterException(
                    args.commandSpec().commandLine(), "--runs is '" + runs + "'; use 1 to " + MOST_RUNS);
        }
        return runs;
    }

    /// What the walk is asked for: replies that a scenario keeps are given by the embedded Claude.
    private static String walks(String analyst) {
        return analyst.equals("recorded") ? "claude" : analyst;
    }

    /// The user's own key and address, where a model of theirs is asked.
    private static Map<String, String> environment(String analyst, Terminal terminal) {
        if (!analyst.equals("claude")) {
            return Map.of();
        }
        var known = LocalKeys.over(terminal.invocation(), terminal.err()::println);
        var key = known.getOrDefault("ANTHROPIC_API_KEY", "").strip();
        if (key.isEmpty()) {
            throw new PhantomException(new Diagnostic(
                    Code.ANALYST_UNAVAILABLE,
                    "ANTHROPIC_API_KEY is not set",
                    "set it in the environment or in .env, or use --analyst rules or --export",
                    ""));
        }
        return Map.of("ANTHROPIC_API_KEY", key, "ANTHROPIC_BASE_URL", known.getOrDefault("ANTHROPIC_BASE_URL", ""));
    }
}
