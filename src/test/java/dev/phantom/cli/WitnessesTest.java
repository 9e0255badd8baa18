package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pull request needs two witnesses of each change.
class WitnessesTest {

    @TempDir
    Path folder;

    private static Stream<JsonNode> drifts(JsonNode report) {
        return report.path("drifts").valueStream();
    }

    @Test
    void driftDetectionIsTheSecondWitnessWhereNobodyKnowsWhoWrote() {
        try (var night = new Night(folder)) {
            night.world.aws().access().deny("cloudtrail:LookupEvents");
            var report = night.report();
            assertThat(drifts(report)).isNotEmpty().allSatisfy(d -> {
                boolean held = d.at("/pullRequest/reason").asText().equals("witness");
                assertThat(d.path("changes").findValues("witnesses"))
                        .isNotEmpty()
                        .allSatisfy(w -> assertThat(w.toString())
                                .isEqualTo(held ? "[\"comparison\"]" : "[\"comparison\",\"detection\"]"));
            });
            assertThat(drifts(report)
                            .filter(d -> d.at("/pullRequest/reason").asText().equals("witness")))
                    .as("CloudFormation leaves a tag alone whose key no template names")
                    .extracting(d -> d.path("logicalId").asText())
                    .containsExactly("Settlements");
            assertThat(night.world.github().pullRequests()).isNotEmpty();
        }
    }

    @Test
    void oneWitnessAloneIsReportedOnly() {
        try (var night = new Night(folder)) {
            night.world.aws().access().deny("cloudtrail:LookupEvents");
            night.world.aws().access().deny("cloudformation:DetectStackDrift");
            var report = night.report();
            assertThat(drifts(report)
                            .filter(d -> d.at("/pullRequest/outcome").asText().equals("held-back")))
                    .isNotEmpty()
                    .allSatisfy(d ->
                            assertThat(d.at("/pullRequest/reason").asText()).isEqualTo("witness"));
            assertThat(night.run("run", "--dry-run").err()
                            + night.run("run", "--dry-run").out())
                    .contains("drift detection of payments corroborates nothing");
            assertThat(night.world.github().pullRequests())
                    .as("a plan of Terraform is a witness of its own")
                    .isNotEmpty()
                    .allMatch(branch -> branch.startsWith("phantom/storefront/"));
        }
    }

    @Test
    void aStackThatOpensNoPullRequestIsNotAskedAboutASecondOne() {
        try (var night = new Night(folder)) {
            night.world.aws().access().deny("cloudtrail:LookupEvents");
            night.configure(text -> text.replace("mode: ready", "mode: report"));
            night.report();
            assertThat(night.world.log().calls()).noneMatch(c -> c.operation().contains("DetectStack"));
        }
    }
}
