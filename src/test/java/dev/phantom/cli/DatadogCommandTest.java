package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.datadog.SandboxWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `phantom datadog`, as somebody types it.
class DatadogCommandTest {

    private final SandboxWorld world = SandboxWorld.of("prompt-analyzer", "2026-02-20T21:40:00Z");

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        world.close();
    }

    private Shell shell() {
        var shell = new Shell().in(folder);
        world.datadog().environment().forEach(shell::set);
        return shell;
    }

    @Test
    void showNeedsNoKeyAndPrintsEachAssetAsTheApiTakesIt() throws Exception {
        var shown = new Shell().in(folder).run("datadog", "show");
        assertThat(shown.code()).isZero();
        assertThat(shown.err()).isEmpty();
        var document = new ObjectMapper().readTree(shown.out());
        assertThat(document.at("/dashboard/title").asText()).isEqualTo("Phantom: drift of AWS stacks");
        assertThat(document.path("monitors").properties())
                .extracting(e -> e.getKey())
                .containsExactly("drift", "silence", "drift-cost", "model-cost");
        assertThat(document.at("/slo/type").asText()).isEqualTo("monitor");
        assertThat(shown.out()).doesNotContain("${");
    }

    /// Every place that the example for Terraform reads is in the document.
    @Test
    void theExampleForTerraformReadsWhatShowPrints() throws Exception {
        var document = new ObjectMapper()
                .readTree(new Shell().in(folder).run("datadog", "show").out());
        var example = Files.readString(Path.of("docs/terraform/datadog.tf"));
        var read = Pattern.compile("local\\.assets\\.([a-z.]+)")
                .matcher(example)
                .results()
                .map(m -> document.at("/" + m.group(1).replace('.', '/')))
                .toList();
        assertThat(read).hasSizeGreaterThan(5).noneMatch(JsonNode::isMissingNode);
        var limits = Pattern.compile("thresholds\\.value\\.([a-z]+)")
                .matcher(example)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(document.at("/slo/thresholds/0").properties())
                .extracting(e -> e.getKey())
                .containsExactlyInAnyOrderElementsOf(limits);
        assertThat(example).contains("phantom[\"silence\"].id");
    }

    @Test
    void installTwiceAndRemove() {
        var first = shell().run("datadog", "install");
        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(first.out().lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).contains("  created  https://app.datadoghq.com/"));
        assertThat(folder.resolve("phantom-out/history/datadog-assets.json")).exists();

        var second = shell().run("datadog", "install");
        assertThat(second.out().lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).contains("  unchanged  "));

        assertThat(shell().run("datadog", "remove", "--dry-run").out().lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).contains("  would be removed  "));
        assertThat(shell().run("datadog", "remove").out().lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).endsWith("  removed"));
    }

    @Test
    void aDryRunLeavesNothingBehind() {
        var planned = shell().run("datadog", "install", "--dry-run");
        assertThat(planned.code()).isZero();
        assertThat(planned.out().lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).endsWith("  would be created"));
        assertThat(folder.resolve("phantom-out")).doesNotExist();
    }

    @Test
    void withoutKeysItSaysSo() {
        var result = new Shell().in(folder).run("datadog", "install");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo("PH-DDG-001 DD_API_KEY and DD_APP_KEY are not set; set it in the environment or in .env\n");
    }

    @Test
    void anIntervalThatNoMonitorLooksBackTwiceIsRefused() throws Exception {
        Files.writeString(folder.resolve("phantom.yaml"), """
            version: 1
            safe: { folder: safe }
            datadog: { runIntervalMinutes: 10080 }
            stacks: []
            """);
        var result = shell().run("datadog", "show");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("datadog.runIntervalMinutes '10080' is not a number of minutes from 1 to 5040");
    }
}
