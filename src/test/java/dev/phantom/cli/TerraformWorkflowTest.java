package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The workflows that `phantom init` prints ready the root modules that the configuration names.
class TerraformWorkflowTest {

    @TempDir
    private Path folder;

    private Shell.Result printed(String option, String... stacks) throws IOException {
        Files.writeString(folder.resolve("phantom.yaml"), """
                version: 1
                github: {repository: acme/infra}
                stacks:
                  - %s
                """.formatted(String.join("\n  - ", stacks)));
        return new Shell().in(folder).run("init", option);
    }

    private static List<Map<?, ?>> steps(String workflow, String job) {
        Object at = new Load(LoadSettings.builder().build()).loadFromString(workflow);
        for (var step : List.of("jobs", job, "steps")) {
            at = ((Map<?, ?>) at).get(step);
        }
        return ((List<?>) at).stream().<Map<?, ?>>map(step -> (Map<?, ?>) step).toList();
    }

    private static int index(List<Map<?, ?>> steps, String part) {
        return steps.indexOf(steps.stream()
                .filter(step -> step.toString().contains(part))
                .findFirst()
                .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"--schedule, night, phantom\" run", "--workflow, reconcile, reconcile apply"})
    void initializeEachModuleOnceBehindTheCredentials(String option, String job, String phantom) throws IOException {
        var text = printed(
                        option,
                        "{name: shop, account: '111122223333', format: terraform, directory: live/shop}",
                        "{name: shop-eu, account: '111122223333', format: terraform, directory: live/shop, workspace: eu}",
                        "{name: core, account: '111122223333', format: terraform, directory: .}")
                .out();
        var steps = steps(text, job);
        assertThat(text.lines().filter(line -> line.contains("terraform -chdir")))
                .containsExactly(
                        "      - run: terraform -chdir=\"live/shop\" init -input=false -lockfile=readonly -no-color",
                        "      - run: terraform -chdir=\".\" init -input=false -lockfile=readonly -no-color");
        assertThat(text.lines().filter(line -> line.contains("setup-terraform")))
                .containsExactly(
                        "      - uses: hashicorp/setup-terraform@b9cd54a3c349d3f38e8881555d616ced269862dd # v3.1.2");
        assertThat(index(steps, "terraform_wrapper=false")).isGreaterThan(index(steps, "configure-aws-credentials"));
        assertThat(index(steps, "-lockfile=readonly"))
                .isBetween(index(steps, "setup-terraform"), index(steps, phantom));
        assertThat(steps(text, "build").toString()).as("no credential there").doesNotContain("terraform");
        assertThat(text).doesNotContain("apply -auto-approve", "-upgrade", "#terraform");
    }

    @Test
    void makeThePlanThatAStackNamesWhereItIsRead() throws IOException {
        var text = printed(
                        "--schedule",
                        "{name: shop, account: '111122223333', format: terraform, directory: live/shop, workspace: prod,"
                                + " varFiles: [prod.tfvars], plan: shop.json}")
                .out();
        var steps = steps(text, "night");
        var plan = steps.get(index(steps, "show -json"));
        assertThat(plan.get("run").toString())
                .isEqualTo("terraform -chdir=\"live/shop\" plan -refresh-only -lock=false -input=false -no-color"
                        + " -var-file=\"prod.tfvars\" -out=\"$RUNNER_TEMP/shop.tfplan\" > /dev/null\n"
                        + "terraform -chdir=\"live/shop\" show -json \"$RUNNER_TEMP/shop.tfplan\" > \"shop.json\"\n");
        assertThat(plan.get("env")).isEqualTo(Map.of("TF_WORKSPACE", "prod"));
        assertThat(index(steps, "show -json"))
                .isBetween(index(steps, "configure-aws-credentials"), index(steps, "phantom\" run"));
        assertThat(steps.stream().filter(step -> step.toString().contains("upload-artifact")))
                .as("a plan holds secrets in clear")
                .allSatisfy(step -> assertThat(step.toString()).doesNotContain("shop.json", "tfplan"));
    }

    @Test
    void aNameThatAShellWouldReadIsRefused() throws IOException {
        var result = printed(
                "--schedule", "{name: shop, account: '111122223333', format: terraform, directory: 'live/$(id)'}");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("PH-CFG-003", "'live/$(id)' cannot be written into a workflow");
    }

    @Test
    void withoutARootModuleNothingIsAdded() throws IOException {
        var text = printed("--workflow", "{name: network, account: '111122223333', template: network.yaml}")
                .out();
        assertThat(text).doesNotContain("terraform").contains("reconcile apply");
        assertThat(text)
                .isEqualTo(new Shell()
                        .in(folder.resolve(".."))
                        .run("init", "--workflow")
                        .out());
    }
}
