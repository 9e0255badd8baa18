package dev.phantom.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.UninstructedCase;
import dev.phantom.analysis.Verdict;
import dev.phantom.cli.eval.ScenarioPlay;
import dev.phantom.cli.eval.SuiteFolder;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.eval.Answer;
import dev.phantom.eval.EvaluatedScenario;
import dev.phantom.eval.LabelledAnswers;
import dev.phantom.eval.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Fits the weights on the tuned part and measures what they are worth on worlds of a hand that they were not fitted
/// to. `WRITE=1` writes weights and table anew.
@Tag("long")
class WeighingBenchmarkTest {
    private static final Path KEPT = Path.of("src/main/resources/dev/phantom/analysis/rules/weights.tsv");
    /// Worlds that are only counted: the bars were made with a view of all others.
    private static final String HELD_BACK = "f23* and on, held back";

    private static final String HEAD =
            "# sign\tfield\tlegitimize\trevert\trefactor\tneeds-human\tharm of the first three; made by WeighingBenchmarkTest\n";

    private final ClosedFamily closed = new ClosedFamily(Known.EVERYWHERE);
    private final Map<String, CaseFacts> dossiers = new ConcurrentHashMap<>();

    @Test
    void theWeightsAreFittedAndMeasuredOnHandsLeftOut() throws IOException {
        var played = played();
        var findings = findings(played);
        var all = WeightsFit.of(others(findings, HELD_BACK));
        kept(HEAD + all + "\n");
        AccuracyPage.holds(
                "weighing",
                table(played, findings, Weights.read(all.toString().lines().toList())));
    }

    private List<EvaluatedScenario> played() {
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        var here = Path.of("").toAbsolutePath();
        var terminal = new Terminal(System.out, System.err, Map.of(), Clock.systemUTC(), here, false, false);
        var play = new ScenarioPlay("rules", Map.of(), (of, config, analyst) -> tables(of.name()), note -> {});
        return SuiteFolder.read(terminal, "evals/tuned").parallelStream()
                .map(s -> play.once(s, 1))
                .toList();
    }

    /// The tables, noting what they are asked.
    private Analyst tables(String scenario) {
        var tables = RulesAnalyst.byTables(Known.EVERYWHERE);
        return new Analyst() {
            @Override
            public String name() {
                return tables.name();
            }

            @Override
            public Verdict judge(CaseFile file, ModelCalls calls) {
                var read = CaseInProperties.of(UninstructedCase.of(file), Known.EVERYWHERE);
                dossiers.put(key(scenario, file.drift().driftId()), CaseFacts.of(read.file(), Known.EVERYWHERE));
                return tables.judge(file, calls);
            }
        };
    }

    /// By hand.
    private Map<String, List<WeightsFit.Labelled>> findings(List<EvaluatedScenario> played) {
        var byHand = new TreeMap<String, List<WeightsFit.Labelled>>();
        for (var scenario : played) {
            for (var label : LabelledAnswers.of(scenario)) {
                var dossier = dossiers.get(key(scenario.name(), label.driftId()));
                if (dossier != null && label.wanted().best() != Answer.NONE) {
                    var reading = Reading.of(dossier, closed);
                    byHand.computeIfAbsent(hand(scenario), h -> new ArrayList<>())
                            .add(new WeightsFit.Labelled(
                                    Sign.of(reading),
                                    reading.field(),
                                    recommendation(label.wanted().best()),
                                    recommendations(label.wanted().accept()),
                                    recommendations(label.wanted().dangerous())));
                }
            }
        }
        return byHand;
    }

    private static String key(String scenario, String driftId) {
        return scenario + " " + driftId;
    }

    private static String hand(EvaluatedScenario scenario) {
        var name = scenario.name();
        return name.startsWith("f") && name.compareTo("f23") >= 0 ? HELD_BACK : name.substring(0, 1) + "*";
    }

    private static List<WeightsFit.Labelled> others(Map<String, List<WeightsFit.Labelled>> findings, String left) {
        return findings.entrySet().stream()
                .filter(e -> !e.getKey().equals(left) && !e.getKey().equals(HELD_BACK))
                .flatMap(e -> e.getValue().stream())
                .toList();
    }

    private static Recommendation recommendation(Answer answer) {
        return Recommendation.valueOf(answer.name());
    }

    private static Set<Recommendation> recommendations(Collection<Answer> answers) {
        return answers.stream()
                .filter(a -> a != Answer.NONE)
                .map(WeighingBenchmarkTest::recommendation)
                .collect(Collectors.toSet());
    }

    private static void kept(String fitted) throws IOException {
        if ("write".equals(System.getProperty("phantom.docs"))) {
            Files.writeString(KEPT, fitted);
        } else {
            assertThat(fitted).as(KEPT.toString()).isEqualTo(Files.readString(KEPT));
        }
    }

    private String table(
            List<EvaluatedScenario> played, Map<String, List<WeightsFit.Labelled>> findings, Weights fittedToAll) {
        var rows = new ArrayList<String>();
        for (var left : findings.keySet()) {
            var weighing = new Weighing(WeightsFit.of(others(findings, left)), closed);
            var own = played.stream().filter(s -> hand(s).equals(left)).toList();
            rows.add(row(left + ", tables alone", own, (d, given) -> given));
            rows.add(row(left + ", weighing alone, not fitted to it", own, alone(weighing)));
            rows.add(row(left + ", both, not fitted to it", own, (d, given) -> answer(weighing, d, given)));
        }
        var weighing = new Weighing(fittedToAll, closed);
        rows.add(row("all, tables alone", played, (d, given) -> given));
        rows.add(row("all, weighing alone, fitted to it", played, alone(weighing)));
        rows.add(row("all, both, fitted to it", played, (d, given) -> answer(weighing, d, given)));
        return "| worlds and means | findings | accepted | pairs | dangerous | a person asked in vain |\n|---|---|---|---|---|---|\n"
                + String.join("\n", rows);
    }

    private BiFunction<CaseFacts, Answer, Answer> alone(Weighing weighing) {
        return (d, given) -> answer(weighing, d, Answer.NEEDS_HUMAN);
    }

    private static Answer answer(Weighing weighing, CaseFacts d, Answer table) {
        var judged = Judgement.of(recommendation(table), Confidence.Level.LOW, "");
        return Answer.valueOf(weighing.over(d, judged).recommendation().name());
    }

    private String row(String what, List<EvaluatedScenario> of, BiFunction<CaseFacts, Answer, Answer> means) {
        Score score = LabelledAnswers.score(of, (scenario, id, given) -> {
            var dossier = dossiers.get(key(scenario, id));
            return dossier == null ? given : means.apply(dossier, given);
        });
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f %% | %d of %d | %d | %.1f %% |",
                what,
                score.findings(),
                percent(score.accepted().count(), score.findings()),
                score.pairs().count(),
                score.pairs().of(),
                score.dangerous().count(),
                percent(score.abstained().count(), score.findings()));
    }

    private static double percent(int count, int of) {
        return 100.0 * count / of;
    }
}
