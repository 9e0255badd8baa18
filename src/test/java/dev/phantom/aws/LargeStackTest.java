package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.aws.live.TemplateKeeper;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveResource.Provenance;
import dev.phantom.stack.LiveResource.Status;
import dev.phantom.stack.StackId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stacks beyond what one generated template holds or AWS prints.
class LargeStackTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StackId LARGE = new StackId("111122223333", "us-east-1", "large");

    @TempDir
    Path folder;

    @Test
    void standsInSeveralTemplatesOfFiveHundred() throws IOException {
        try (var sandbox = new SandboxAws(scenario(620), Quirks.REAL.templateFailsOver(1000), c -> {})) {
            for (var run = 0; run < 2; run++) {
                var live = sandbox.live(sandbox.deployedState().read(LARGE), LiveOptions.RUN);
                assertThat(live.resources())
                        .hasSize(620)
                        .allMatch(r -> r.provenance() == Provenance.IAC_GENERATOR && r.status() == Status.READ);
                assertThat(sandbox.aws.generatedTemplates())
                        .containsExactly(TemplateKeeper.name(LARGE, 0), TemplateKeeper.name(LARGE, 1));
            }
            assertThat(sandbox.calls("StartResourceScan")).isEqualTo(1);
        }
    }

    @Test
    void isReadToTheEndAlthoughAwsPrintsOnlyHalfOfIt() throws IOException {
        try (var sandbox = new SandboxAws(scenario(300), Quirks.REAL.templateFailsOver(250), c -> {})) {
            var live = sandbox.live(sandbox.deployedState().read(LARGE), LiveOptions.RUN);
            assertThat(live.resources()).hasSize(300).allMatch(r -> r.status() == Status.READ);
            assertThat(live.resources())
                    .filteredOn(r -> r.provenance() == Provenance.IAC_GENERATOR)
                    .hasSize(150);
            assertThat(sandbox.aws.generatedTemplates()).hasSize(1);
        }
    }

    private Scenario scenario(int queues) throws IOException {
        var input = folder.resolve("input");
        Files.createDirectories(input.resolve("deployed"));
        Files.writeString(
                folder.resolve("scenario.json"),
                "{\"schema\":\"phantom.scenario/v1\",\"now\":\"2026-11-22T08:30:00Z\",\"account\":\"111122223333\",\"region\":\"us-east-1\",\"repository\":\"a/b\"}");
        var template = JSON.createObjectNode();
        var declared = template.putObject("Resources");
        var deployed = JSON.createObjectNode();
        var stack = deployed.putArray("stacks").addObject();
        stack.put("name", LARGE.name())
                .put("arn", "arn:aws:cloudformation:us-east-1:111122223333:stack/large/1")
                .put("status", "CREATE_COMPLETE");
        stack.put("createdAt", "2026-11-01T00:00:00Z").put("template", "deployed/large.json");
        var rows = stack.putArray("resources");
        var live = JSON.createObjectNode();
        live.putObject("stack").put("name", LARGE.name());
        var models = live.putArray("resources");
        for (var i = 0; i < queues; i++) {
            var id = "Group" + i;
            var name = "/large/" + i;
            declared.putObject(id)
                    .put("Type", "AWS::Logs::LogGroup")
                    .putObject("Properties")
                    .put("LogGroupName", name);
            rows.addObject()
                    .put("logicalId", id)
                    .put("physicalId", name)
                    .put("type", "AWS::Logs::LogGroup")
                    .put("status", "CREATE_COMPLETE");
            models.addObject()
                    .put("logicalId", id)
                    .put("physicalId", name)
                    .put("type", "AWS::Logs::LogGroup")
                    .putObject("properties")
                    .put("LogGroupName", name)
                    .put("RetentionInDays", 30);
        }
        Files.writeString(input.resolve("deployed/large.json"), template.toString());
        Files.writeString(input.resolve("deployed.json"), deployed.toString());
        Files.writeString(input.resolve("live.json"), live + "\n");
        return Scenario.open(folder, Instant.now());
    }
}
