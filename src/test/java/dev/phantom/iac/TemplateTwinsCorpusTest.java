package dev.phantom.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.cli.Shell;
import dev.phantom.docs.AccuracyPage;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// Every real template, held as live state against itself, against itself in the other notation, and against itself
/// with its keys in another order: no drift, or a refusal that has a code.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class TemplateTwinsCorpusTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(20261122);

    @TempDir
    private Path home;

    @Test
    void nothingAgainstItself() throws IOException {
        var rows = new StringBuilder("| live is the template | compared | refused | with drift |\n|---|---|---|---|\n");
        rows.append(row("itself, the same bytes", (name, text) -> text));
        rows.append(row("in the other notation (YAML for JSON, JSON for YAML)", this::twin));
        rows.append(row("with the keys of every object in another order", this::shuffled));
        AccuracyPage.holds("templates", rows.toString());
    }

    @FunctionalInterface
    private interface Variant {
        String of(String name, String text);
    }

    private String row(String title, Variant variant) throws IOException {
        var batch = Files.createTempDirectory(home, "batch");
        int number = 0;
        for (var file : files()) {
            var name = file.getFileName().toString();
            var folder = Files.createDirectory(batch.resolve(number++ + "-" + name));
            Files.copy(file, folder.resolve("safe" + name.substring(name.lastIndexOf('.'))));
            var text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
            Files.writeString(folder.resolve("live.yaml"), variant.of(name, text));
        }
        var shown = new Shell().in(batch).run("diff", "--batch", ".", "--output", "json");
        assertThat(shown.err()).doesNotContain("INTERNAL", "\tat ");
        var run = JSON.readTree(shown.out());
        int drifted = 0;
        for (JsonNode report : run.get("reports")) {
            if (!report.get("drifts").isEmpty()) {
                drifted++;
                System.out.println(title + ": " + report.at("/safeState/path") + " " + report.get("drifts"));
            }
        }
        var codes = new TreeMap<String, Integer>();
        run.get("failures").forEach(f -> codes.merge(f.get("code").asText(), 1, Integer::sum));
        assertThat(codes.keySet()).allMatch(code -> code.matches("PH-(TPL|DRF)-\\d+"));
        assertThat(drifted).as(title).isZero();
        return "| %s | %d | %s | %d |\n".formatted(title, run.get("reports").size(), codes, drifted);
    }

    private String twin(String name, String text) {
        return rewritten(name, text, document -> document);
    }

    private String rewritten(String name, String text, UnaryOperator<Value> change) {
        try {
            var document =
                    (MapValue) change.apply(TemplateReader.read(name, text).document());
            return text.stripLeading().startsWith("{")
                    ? new YamlPrinter(random).print(document)
                    : new JsonPrinter(random).print(document);
        } catch (PhantomException e) {
            return text; // refused as it is; so is its twin
        }
    }

    private String shuffled(String name, String text) {
        return rewritten(name, text, new Shuffled(random)::keys);
    }

    private static List<Path> files() throws IOException {
        try (var all = Files.walk(Path.of(System.getenv("PHANTOM_CORPUS"), "cfn-templates"))) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().matches(".*\\.(csv|md)"))
                    .sorted()
                    .toList();
        }
    }
}
