package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `phantom diff --plan` on recorded plans, whose state holds secrets in clear.
class PlanDiffTest {

    private static final Path PLANS = Path.of("src/test/resources/terraform/plans").toAbsolutePath();

    @TempDir
    private Path folder;

    private Shell.Result diff(String... args) {
        return new Shell().in(PLANS).run(args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "markdown", "sarif", "html"})
    void noOutputShowsASecretOfThePlan(String format) {
        for (var plan : new String[] {"refresh-only.json", "full.json", "no-refresh.json"}) {
            var result = diff("diff", "--plan", plan, "--output", format, "--show-all");
            assertThat(result.code()).isZero();
            assertThat(result.out() + result.err()).doesNotContain("Planted").contains("aws_ssm_parameter");
        }
    }

    @ParameterizedTest
    @CsvSource({"refresh-only.json,2", "refresh-clean.json,0", "no-refresh.json,0", "full.json,2"})
    void driftAloneSetsTheExitCode(String plan, int code) {
        assertThat(diff("diff", "--plan", plan, "--detailed-exitcode").code()).isEqualTo(code);
    }

    @Test
    void whatWasNotLookedAtTripsStrict() {
        assertThat(diff("diff", "--plan", "no-refresh.json", "--strict").code()).isEqualTo(1);
        assertThat(diff("diff", "--plan", "refresh-clean.json", "--strict").code()).isZero();
    }

    @Test
    void aPlanIsAStackOfABatch() throws IOException {
        Files.copy(PLANS.resolve("full.json"), Files.createDirectories(folder.resolve("shop")).resolve("plan.json"));
        var result = new Shell().in(folder).run("diff", "--batch", ".", "--output", "json");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("\"logicalId\" : \"aws_security_group.web\"");
    }

    @Test
    void aPlanAndATemplateAreNotOneStack() {
        var result = diff("diff", "--plan", "full.json", "--safe", "t.yaml");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("--safe is for a CloudFormation stack, --plan for one of Terraform");
    }

    @Test
    void whatCannotBeReadIsSaidInOneLine() throws IOException {
        Files.writeString(folder.resolve("p.json"), "{\"format_version\": \"0.2\", \"planned_values\": {}}");
        var result = new Shell().in(folder).run("diff", "--plan", "p.json");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("PH-DRF-008", "p.json", "format_version is 0.2").doesNotContain("\tat ");
    }
}
