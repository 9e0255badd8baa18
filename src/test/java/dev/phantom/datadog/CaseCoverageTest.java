package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.Verdict;
import dev.phantom.cli.eval.ScenarioPlay;
import dev.phantom.cli.eval.SuiteFolder;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.docs.AccuracyPage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How much of what the Datadog of the tuned scenarios holds about the drifted resource or its service reaches the
/// case, and how much of what the label's reason names. With `-Dphantom.suite=DIR` (a folder, or one of links to some
/// scenarios) it holds nothing, and prints what of them is not in their cases.
@Tag("long")
class CaseCoverageTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// The share of what the reasons name that is in the cases at least; the rest is named below the table.
    private static final double REACHED = 0.95;

    private static final String TUNED = "evals/tuned";

    private final Map<String, ScenarioCoverage.Count> classes = new LinkedHashMap<>();
    private final Map<String, List<String>> missed = new TreeMap<>();
    private final List<String> absent = new ArrayList<>();
    private final ScenarioCoverage.Count named = new ScenarioCoverage.Count();

    @Test
    void whatTheReasonsNameIsInTheCases() throws IOException {
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        var here = Path.of("").toAbsolutePath();
        var terminal = new Terminal(System.out, System.err, Map.of(), Clock.systemUTC(), here, false, false);
        var suite = System.getProperty("phantom.suite", TUNED);
        for (var scenario : SuiteFolder.read(terminal, suite)) {
            var cases = new ConcurrentLinkedQueue<JsonNode>();
            new ScenarioPlay("rules", Map.of(), (of, config, analyst) -> noting(analyst, cases), note -> {})
                    .once(scenario, 1);
            if (!cases.isEmpty()) {
                count(scenario.name(), new ScenarioCoverage(scenario.folder(), List.copyOf(cases)));
            }
        }
        if (!suite.equals(TUNED)) {
            absent.forEach(System.out::println);
            System.out.println(table());
            return;
        }
        AccuracyPage.holds("cases", table());
        assertThat((double) named.found() / named.all()).isGreaterThanOrEqualTo(REACHED);
        assertThat(share("incident times")).isEqualTo(1.0);
    }

    private void count(String name, ScenarioCoverage coverage) throws IOException {
        coverage.classes().forEach((what, count) -> classes.merge(what, count, ScenarioCoverage.Count::plus));
        coverage.missed().forEach(what -> absent.add(name + " " + what));
        var lacking = coverage.lacking();
        named.add(coverage.named() - lacking.size(), coverage.named());
        if (!lacking.isEmpty()) {
            missed.put(name, lacking);
        }
    }

    private double share(String what) {
        var count = classes.getOrDefault(what, new ScenarioCoverage.Count());
        return (double) count.found() / count.all();
    }

    private String table() {
        var text = new StringBuilder("| what Datadog holds | in the case | of |\n|---|---|---|\n");
        classes.forEach((what, c) -> text.append("| %s | %d | %d |%n".formatted(what, c.found(), c.all())));
        text.append("| **named in the label's reason** | **%d** | **%d** |%n".formatted(named.found(), named.all()));
        text.append("\nNamed and not in the case: ");
        missed.forEach(
                (name, words) -> text.append(name).append(" ").append(words).append(" "));
        return text.toString().strip();
    }

    private static Analyst noting(Analyst analyst, ConcurrentLinkedQueue<JsonNode> cases) {
        return new Analyst() {
            @Override
            public String name() {
                return analyst.name();
            }

            @Override
            public Verdict judge(CaseFile file, ModelCalls calls) {
                cases.add(tree(file));
                return analyst.judge(file, calls);
            }

            @Override
            public Answer answer(CaseFile file, ModelCalls calls) {
                cases.add(tree(file));
                return analyst.answer(file, calls);
            }
        };
    }

    private static JsonNode tree(CaseFile file) {
        try {
            return JSON.readTree(CaseFileJson.write(file));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
