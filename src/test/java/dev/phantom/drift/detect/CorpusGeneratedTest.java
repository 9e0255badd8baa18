package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.state.Baseline;
import dev.phantom.state.DeployedState;
import dev.phantom.state.Mask;
import dev.phantom.state.SafeState;
import dev.phantom.state.StackId;
import dev.phantom.state.file.LiveStateReader;
import dev.phantom.template.CloudFormationJson;
import dev.phantom.template.CloudFormationYaml;
import dev.phantom.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real generated template against itself, in both notations.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CorpusGeneratedTest {

    @ParameterizedTest
    @CsvSource({"json,yaml", "yaml,json", "yaml,yaml"})
    void nothingAgainstItself(String safe, String live) throws IOException {
        var template = TemplateReader.read("safe." + safe, text(safe));
        var reader = new LiveStateReader(
                List.of(new CloudFormationJson(), new CloudFormationYaml()), DriftDetector::identifiers);
        var id = new StackId("111122223333", "us-east-1", "carbon");
        var report = DriftDetector.of(Mask.of(""), IgnoreRules.NONE, LocalDate.of(2026, 1, 1))
                .detect(new States(
                        id,
                        new SafeState(SafeState.Source.FILE, "", "", "safe", template, java.util.Map.of(), List.of()),
                        DeployedState.unknown(id),
                        reader.read("live." + live, text(live), Map.of()),
                        Baseline.none(id)))
                .report();
        System.out.println(report.coverage().resources() + " "
                + report.coverage().compared() + " " + report.coverage().unchecked());
        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().resources()).isEqualTo(78);
    }

    private static String text(String format) throws IOException {
        return Files.readString(Path.of(System.getenv("PHANTOM_CORPUS"), "iac-generator", "ecoclean-carbon." + format));
    }
}
