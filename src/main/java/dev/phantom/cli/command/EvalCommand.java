package dev.phantom.cli.command;

import dev.phantom.assembly.LocalKeys;
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
import dev.phantom.eval.EvalJson;
import dev.phantom.eval.EvalText;
import dev.phantom.eval.EvaluatedScenario;
import dev.phantom.eval.SuiteEvaluation;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.closing.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        Globals.formats(spec, OutputFormat.TEXT, OutputFormat.JSON);
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var globals = Globals.of(args, terminal);
        String suite = args.matchedOptionValue("--suite", SUITE);
        var analyst = analyst(args);
        var runs = runs(args);
        var environment = environment(analyst, terminal);
        var scenarios = SuiteFolder.read(terminal, suite);
        try (var progress = ProgressLine.of(globals, terminal)) {
            var play = new ScenarioPlay(walks(analyst), environment, Judge.AS_ASKED, note -> {});
            var played = played(play, scenarios, runs, progress);
            progress.close();
            var evaluation = new SuiteEvaluation(suite, analyst, runs, played, List.of());
            print(evaluation, globals, terminal);
            return evaluation.whole() ? ExitCode.OK : ExitCode.ERROR;
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
            progress.step("playing " + turn.scenario().part() + "/" + turn.scenario().name());
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
        return Map.of(
                "ANTHROPIC_API_KEY", key, "ANTHROPIC_BASE_URL", known.getOrDefault("ANTHROPIC_BASE_URL", ""));
    }
}
