package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One comparison in every format: what people read, and what somebody who may write tags could make of it.
class OutputsTest {

    @TempDir
    private Path folder;

    private String diff(String format) {
        var shown =
                new Shell().in(folder).run("diff", "--safe", "safe.yaml", "--live", "live.json", "--output", format);
        assertThat(shown.code()).as(shown.err()).isZero();
        return shown.out();
    }

    private void live(String properties) throws IOException {
        Files.writeString(folder.resolve("live.json"), """
                {"schema": "phantom.live/v1", "stack": {"name": "s"}, "capturedAt": null, "source": "file", "resources": [
                  {"logicalId": "Jobs", "physicalId": "jobs", "type": "AWS::SQS::Queue", "identifier": {}, "status": "read",
                   "properties": %s}]}
                """.formatted(properties));
    }

    @Test
    void whatOthersWroteIsNeverMarkup() throws IOException {
        Files.writeString(folder.resolve("safe.yaml"), """
                Resources:
                  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs, Tags: [{Key: a, Value: b}]}}
                """);
        live("""
                {"QueueName": "jobs", "Tags": [{"Key": "a", "Value":
                 "` | ](http://evil.example) <script>alert(1)</script> @team\\n## x\\u001b[31m\\u202e ![i](http://evil.example/i)"}]}
                """);
        var markdown = diff("markdown");
        Outputs.isPlainMarkdown(markdown);
        Outputs.isQuietHtml(diff("html"));
        assertThat(diff("text") + markdown + diff("html")).doesNotContain("\u001b", "\u202e", "\n## x");
        Outputs.fits("report", Outputs.json(diff("json")));
        assertThat(Outputs.json(diff("sarif")).at("/runs/0/results")).hasSize(1);
    }

    @Test
    void whatIsKnownOfNoDriftIsToldOnce() {
        try (var night = new Night(folder)) {
            for (var format : new String[] {"text", "markdown"}) {
                assertThat(night.run("run", "--stack", "payments", "--dry-run", "--quiet", "--output", format)
                                .out())
                        .containsOnlyOnce("traces: excluded by configuration")
                        .containsIgnoringCase("gap in every drift: ");
            }
            assertThat(night.report("--dry-run").path("drifts"))
                    .isNotEmpty()
                    .allSatisfy(d ->
                            assertThat(d.at("/verdict/gaps").toString()).contains("traces: excluded by configuration"));
        }
    }

    @Test
    void aDocumentIsToldOnlyWhereItDiffers() throws IOException {
        var policy = "{\"maxReceiveCount\": %s, \"deadLetterTargetArn\": \"arn:aws:sqs:us-east-1:111122223333:dead\"}";
        Files.writeString(folder.resolve("safe.yaml"), """
                Resources:
                  Jobs:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: jobs
                      RedrivePolicy: '%s'
                """.formatted(policy.formatted(3)));
        live("{\"QueueName\": \"jobs\", \"RedrivePolicy\": \"%s\"}"
                .formatted(policy.formatted(30).replace("\"", "\\\"")));
        assertThat(diff("text")).contains("""
                         /RedrivePolicy  (safe.yaml:6)
                           differences inside the document:
                             /maxReceiveCount
                               - 3
                               + 30
                """.indent(0).stripTrailing()).doesNotContain("deadLetter");
        var change = Outputs.json(diff("json")).at("/drifts/0/changes/0");
        assertThat(change.at("/inner/0/path").asText()).isEqualTo("/maxReceiveCount");
        assertThat(change.get("expected").asText()).contains("deadLetter");
    }

    @Test
    void aLongObjectIsToldWhole() throws IOException {
        Files.writeString(
                folder.resolve("safe.yaml"),
                "Resources: {Jobs: {Type: AWS::SQS::Queue, Properties: "
                        + "{QueueName: jobs, Tags: [{Key: team, Value: core}]}}}\n");
        var words = "w".repeat(104);
        live("{\"QueueName\": \"jobs\", \"Tags\": [{\"Key\": \"team\", \"Value\": \"core\"}, {\"Key\": \"note\","
                + " \"Value\": \"" + words + "\"}]}");
        assertThat(diff("text")).contains("\"Key\": \"note\"", words);
    }
}
