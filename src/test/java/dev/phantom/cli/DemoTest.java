package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The promise of the first page: one command plays the whole loop, a second one changes nothing.
class DemoTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void theNightIsReadComparedJudgedAndTurnedIntoPullRequestsOnce() throws Exception {
        var first = demo();
        var verdicts = new TreeMap<String, String>();
        for (var drift : first.at("/reports/0/drifts")) {
            verdicts.put(
                    drift.get("logicalId").textValue(),
                    drift.at("/verdict/recommendation").textValue() + " "
                            + drift.at("/pullRequest/outcome").asText("-"));
        }
        assertThat(verdicts)
                .containsEntry("Db", "revert created")
                .containsEntry("WebGroup", "revert created")
                .containsEntry("Receipts", "revert created")
                .containsEntry("WebTier", "legitimize created")
                .containsEntry("Settlements", "legitimize created")
                .containsEntry("Batch", "refactor created")
                .containsEntry("Notifier", "needs-human -")
                .hasSize(7);
        assertThat(first.at("/reports/0/managed/0/reason").textValue()).isEqualTo("autoscaled");
        assertThat(first.at("/reports/0/undeployed/0/path").textValue()).isEqualTo("/RetentionInDays");

        var second = demo();
        for (var drift : second.at("/reports/0/drifts")) {
            assertThat(drift.at("/pullRequest/outcome").asText("unchanged")).isEqualTo("unchanged");
        }
        assertThat(second.at("/summary/new").intValue()).isZero();
    }

    private JsonNode demo() throws Exception {
        var result = new Shell().in(folder).run("demo", "--output", "json", "--quiet", "--out", "d");
        assertThat(result.code()).as(result.err()).isZero();
        var run = JSON.readTree(result.out());
        var schema = JSON.readTree(Files.readString(Path.of("docs/schema/phantom.run.v1.schema.json")));
        var faults = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(run);
        assertThat(faults).isEmpty();
        return run;
    }
}
