package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever somebody wrote into AWS stays text in the log of a workflow.
class WorkflowCommandsTest {

    private static final String COMMAND = "##[add-mask]x";

    @TempDir
    Path folder;

    private String diff(String format) throws Exception {
        Files.writeString(folder.resolve("safe.yaml"), """
                Resources:
                  Topic:
                    Type: AWS::SNS::Topic
                    Properties: {DisplayName: calm}
                """);
        Files.writeString(folder.resolve("live.json"), """
                {"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "%s"}}}}
                """.formatted(COMMAND));
        var shown =
                new Shell().in(folder).run("diff", "--safe", "safe.yaml", "--live", "live.json", "--output", format);
        assertThat(shown.code()).as(shown.err()).isZero();
        return shown.out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "markdown", "json", "sarif"})
    void areInNoOutput(String format) throws Exception {
        assertThat(diff(format)).contains("add-mask").doesNotContain("##[");
    }

    @Test
    void jsonKeepsTheValue() throws Exception {
        assertThat(new ObjectMapper().readTree(diff("json")).toString()).contains(COMMAND);
    }
}
