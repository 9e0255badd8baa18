package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.docs.AccuracyPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// Templates as teams write them for SAM, and what CloudFormation makes of them: never a list of made-up additions.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class SamCorpusTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    @Test
    void aSourceIsUnderstoodOrRefusedInOneLine() throws IOException {
        var rows = new StringBuilder("| held against what was expanded | outcome |\n|---|---|\n");
        rows.append("| the source alone | ").append(outcome(false)).append(" |\n");
        rows.append("| the source, with the processed template as `--deployed` | ")
                .append(outcome(true))
                .append(" |\n");
        AccuracyPage.holds("sam", rows.toString());
    }

    private TreeMap<String, Integer> outcome(boolean deployed) throws IOException {
        var corpus = Path.of(System.getenv("PHANTOM_CORPUS"), "sam");
        var batch = Files.createTempDirectory(home, "batch");
        try (var sources = Files.list(corpus.resolve("source"))) {
            for (var source : sources.sorted().toList()) {
                var name = source.getFileName().toString().replaceFirst("\\.\\w+$", "");
                var folder = Files.createDirectory(batch.resolve(name));
                Files.copy(source, folder.resolve("safe.yaml"));
                var expanded = corpus.resolve("expanded").resolve(name + ".json");
                Files.copy(expanded, folder.resolve("live.json"));
                if (deployed) {
                    Files.copy(expanded, folder.resolve("deployed.json"));
                }
            }
        }
        var shown = new Shell().in(batch).run("diff", "--batch", ".", "--output", "json");
        var run = JSON.readTree(shown.out());
        var outcomes = new TreeMap<String, Integer>();
        run.get("failures")
                .forEach(f -> outcomes.merge("refused, " + f.get("code").asText(), 1, Integer::sum));
        for (JsonNode report : run.get("reports")) {
            assertThat(report.get("drifts"))
                    .as(report.at("/safeState/path").asText())
                    .isEmpty();
            assertThat(report.get("undeployed"))
                    .as(report.at("/safeState/path").asText())
                    .isEmpty();
            outcomes.merge(told(report), 1, Integer::sum);
        }
        assertThat(outcomes.keySet()).noneMatch(o -> o.contains("PH-CLI"));
        return outcomes;
    }

    private static String told(JsonNode report) {
        for (var gap : report.get("gaps")) {
            if (gap.asText().startsWith("not compared: ")) {
                assertThat(gap.asText()).contains("--deployed");
                return "refused in one line";
            }
        }
        return "compared, no drift";
    }
}
