package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who asks for a stack of stacks gets all of them, each by its own name.
class NestedStacksTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCENARIO = Path.of("src/test/scenarios/16-nested-stacks");
    private static final String STORE = "trade-Store-1MPQ5TZ4N8XKC";

    @TempDir
    private Path folder;

    private EmbeddedWorld world;
    private Shell shell;

    @BeforeEach
    void open() {
        open(SCENARIO, "world");
    }

    private void open(Path scenario, String name) {
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        world = EmbeddedWorld.open(scenario, folder.resolve(name), new CallLog(null, call -> {}));
        shell = new Shell().in(folder);
        world.environment().forEach(shell::set);
        shell.set("AWS_REGION", "us-east-1");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void checkComparesEachNestedStackWithItsOwnTemplate() throws IOException {
        var run = JSON.readTree(shell.run("check", "trade", "--region", "us-east-1", "--output", "json")
                .out());
        assertThat(run.get("schema").asText()).isEqualTo("phantom.run/v1");
        assertThat(names(run))
                .containsExactly("trade", STORE, STORE + "-Letters-B7VQ0R2JH1LS", "trade-Extra-9KD2WXF6E3AM");
        assertThat(drifted(run)).containsExactly("Access", "Audit", "Dead", "Trace");
        for (var report : run.get("reports")) {
            assertThat(report.at("/safeState/source").asText()).isEqualTo("deployed");
        }
    }

    @Test
    void checkOfANestedStackAloneIsOneReport() throws IOException {
        var report = JSON.readTree(
                shell.run("check", "trade-Extra-9KD2WXF6E3AM", "--region", "us-east-1", "--output", "json")
                        .out());
        assertThat(report.get("schema").asText()).isEqualTo("phantom.report/v1");
    }

    @Test
    void scanWritesALineForEachStack() throws IOException {
        var lines = shell.run("scan", "--stack", "trade", "--quiet")
                .out()
                .strip()
                .lines()
                .toList();
        assertThat(lines).hasSize(4);
        var root = JSON.readTree(lines.getFirst());
        assertThat(root.at("/resources/0/properties/Outputs/OrdersName").asText())
                .isEqualTo("orders");
        assertThat(root.at("/resources/2/status").asText()).isEqualTo("failed");
        assertThat(String.join("", lines)).doesNotContain("hunter2");
    }

    @Test
    void aParameterThatTheNestedStackHasOtherwiseIsDriftOfTheParent() throws IOException {
        redeployed("\"Retention\": \"14\"", "\"Retention\": \"60\"");
        var run = JSON.readTree(shell.run("check", "trade", "--region", "us-east-1", "--output", "json")
                .out());
        var store = run.at("/reports/0/drifts/0");
        assertThat(store.get("logicalId").asText()).isEqualTo("Store");
        assertThat(store.at("/changes/0/path").asText()).isEqualTo("/Parameters/Retention");
        assertThat(store.at("/changes/0/actual").asText()).isEqualTo("60");
    }

    @Test
    void anOutputOfAnotherValueIsDriftOfWhatRefersToIt() throws IOException {
        redeployed("\"OrdersName\": \"orders\"", "\"OrdersName\": \"orders-2\"");
        var run = JSON.readTree(shell.run("check", "trade", "--region", "us-east-1", "--output", "json")
                .out());
        var clerk = run.at("/reports/0/drifts/0");
        assertThat(clerk.get("logicalId").asText()).isEqualTo("Clerk");
        assertThat(clerk.at("/changes/0/path").asText()).isEqualTo("/Environment/Variables/WHERE");
    }

    /// The world opened again, with another text in what CloudFormation was told.
    private void redeployed(String text, String other) throws IOException {
        world.close();
        var copy = folder.resolve("scenario");
        try (var files = Files.walk(SCENARIO)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var to = copy.resolve(SCENARIO.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        var deployed = copy.resolve("input/deployed.json");
        var now = Files.readString(deployed);
        assertThat(now).contains(text);
        Files.writeString(deployed, now.replace(text, other));
        open(copy, "again");
    }

    private static List<String> names(JsonNode run) {
        var names = new ArrayList<String>();
        run.get("reports").forEach(r -> names.add(r.at("/stack/name").asText()));
        return names;
    }

    private static List<String> drifted(JsonNode run) {
        var ids = new ArrayList<String>();
        run.get("reports")
                .forEach(r ->
                        r.get("drifts").forEach(d -> ids.add(d.get("logicalId").asText())));
        return ids;
    }
}
