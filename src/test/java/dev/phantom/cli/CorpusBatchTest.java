package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// Every recorded pair and stack through the command line, as a user compares files: a report each, and each a valid
/// one.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CorpusBatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path batch;

    @Test
    void everyPairAndStackGivesAValidReport() throws IOException {
        var folders = new ArrayList<String>();
        for (var pair : lines("pairs.jsonl")) {
            var folder = folder("pair-" + folders.size(), folders);
            write(folder.resolve("safe.json"), pair.get("safe"));
            write(folder.resolve("live.json"), pair.get("live"));
        }
        for (var stack : lines("stacks.jsonl")) {
            var folder = folder("stack-" + folders.size(), folders);
            write(folder.resolve("safe.json"), stack.get("safe"));
            write(folder.resolve("live.json"), stack.get("live"));
            var described = JSON.createObjectNode();
            described.set("Resources", stack.get("liveResources"));
            write(folder.resolve("live-resources.json"), described);
            write(folder.resolve("stack-resources.json"), mapping(stack));
        }
        var shown = new Shell().in(batch).run("diff", "--batch", ".", "--output", "json");
        assertThat(shown.code()).as(shown.err()).isZero();
        var run = JSON.readTree(shown.out());
        assertThat(run.get("failures")).isEmpty();
        assertThat(run.get("reports")).hasSameSizeAs(folders);
        var schema = JSON.readTree(Files.readString(Path.of("docs/schema/phantom.run.v1.schema.json")));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(run))
                .isEmpty();
    }

    private Path folder(String name, List<String> folders) throws IOException {
        folders.add(name);
        return Files.createDirectory(batch.resolve(name));
    }

    private static JsonNode mapping(JsonNode stack) {
        var rows = JSON.createArrayNode();
        stack.get("physicalIds")
                .properties()
                .forEach(e -> rows.addObject()
                        .put("LogicalResourceId", e.getKey())
                        .put("PhysicalResourceId", e.getValue().asText())
                        .put(
                                "ResourceType",
                                stack.at("/safe/Resources")
                                        .path(e.getKey())
                                        .path("Type")
                                        .asText())
                        .put("ResourceStatus", "CREATE_COMPLETE"));
        return JSON.createObjectNode().set("StackResources", rows);
    }

    private static void write(Path file, JsonNode content) throws IOException {
        Files.writeString(file, content.toString());
    }

    private static List<JsonNode> lines(String name) throws IOException {
        var file = Path.of(System.getenv("PHANTOM_CORPUS"), "cdk-real-drift", name);
        var found = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(file)) {
            found.add(JSON.readTree(line));
        }
        return found;
    }
}
