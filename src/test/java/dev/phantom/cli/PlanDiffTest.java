package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `phantom diff --plan` on recorded plans, whose state holds secrets in clear.
class PlanDiffTest {

    private static final Path PLANS =
            Path.of("src/test/resources/terraform/plans").toAbsolutePath();

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

    /// What a variable holds is masked in what leaves, in Terraform's words as in AWS's.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aws_lambda_function | 'environment': [{'variables': {'TABLE': '%s'}}]",
                "aws_codebuild_project | 'environment': [{'image': 'x', 'environment_variable': [{'name': 'T', 'value': '%s', 'type': 'PLAINTEXT'}]}]",
                "aws_amplify_app | 'environment_variables': {'TABLE': '%s'}",
                "aws_apigatewayv2_stage | 'stage_variables': {'TABLE': '%s'}",
                "aws_glue_job | 'default_arguments': {'--table': '%s'}",
                "aws_elastic_beanstalk_environment | 'setting': [{'namespace': 'aws:elasticbeanstalk:application:environment', 'name': 'TABLE', 'value': '%s'}]",
                "aws_ecs_task_definition | 'container_definitions': '[{\\'name\\': \\'web\\', \\'environment\\': [{\\'name\\': \\'TABLE\\', \\'value\\': \\'%s\\'}]}]'",
                "aws_instance | 'user_data': '#!/bin/sh\\nexport TABLE=%s\\n'"
            })
    void whatAVariableHoldsIsMasked(String type, String attribute) throws IOException {
        Files.writeString(folder.resolve("p.json"), """
                {'format_version': '1.2', 'terraform_version': '1.11.4', 'planned_values': {}, 'resource_drift': [
                 {'address': 'TYPE.one', 'mode': 'managed', 'type': 'TYPE', 'name': 'one',
                  'provider_name': 'registry.terraform.io/hashicorp/aws',
                  'change': {'actions': ['update'], 'before': {'id': 'i', BEFORE}, 'after': {'id': 'i', AFTER}}}],
                 'prior_state': {'values': {'root_module': {'resources': [
                  {'address': 'TYPE.one', 'mode': 'managed', 'type': 'TYPE', 'name': 'one', 'values': {'id': 'i', AFTER}}]}}},
                 'configuration': {'root_module': {}}}
                """.replace("TYPE", type)
                .replace("BEFORE", attribute.formatted("Wombat-Garden"))
                .replace("AFTER", attribute.formatted("Wombat-Forest"))
                .replace('\'', '"'));
        for (var format : new String[] {"text", "json", "markdown", "sarif", "html"}) {
            var result = new Shell().in(folder).run("diff", "--plan", "p.json", "--output", format, "--show-all");
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).as(format).contains(type).doesNotContain("Wombat");
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
        assertThat(diff("diff", "--plan", "refresh-clean.json", "--strict").code())
                .isZero();
    }

    /// A drift of Terraform is judged by what is known of AWS's type, and found at its attributes.
    @Test
    void whatIsKnownOfAwsTypesIsToldInAttributes() throws IOException {
        var orders = PLANS.resolveSibling("orders").resolve("refresh-only.json").toString();
        var report = new ObjectMapper()
                .readTree(diff("diff", "--plan", orders, "--output", "json").out());
        var awsTypes = new TreeMap<String, String>();
        var found = new TreeSet<String>();
        for (var drift : report.get("drifts")) {
            awsTypes.put(drift.get("type").asText(), drift.path("awsType").asText());
            drift.get("severity")
                    .get("findings")
                    .forEach(f -> found.add(drift.get("logicalId").asText() + " "
                            + f.get("rule").asText() + " " + f.get("path").asText()));
        }
        assertThat(awsTypes)
                .containsEntry("aws_security_group", "AWS::EC2::SecurityGroup")
                .containsEntry("aws_s3_bucket_versioning", "AWS::S3::Bucket")
                .doesNotContainValue("");
        assertThat(found)
                .contains(
                        "aws_security_group.app PH-SEV-001 /ingress/0",
                        "aws_db_instance.main PH-SEV-040 /instance_class",
                        "aws_s3_bucket_versioning.archive PH-SEV-007 /versioning_configuration/0/status",
                        "aws_iam_role.service PH-SEV-011 /assume_role_policy");
    }

    @Test
    void aPlanIsAStackOfABatch() throws IOException {
        Files.copy(
                PLANS.resolve("full.json"),
                Files.createDirectories(folder.resolve("shop")).resolve("plan.json"));
        var result = new Shell().in(folder).run("diff", "--batch", ".", "--output", "json");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("\"logicalId\" : \"aws_security_group.web\"");
    }

    @Test
    void theModulesFilesSayWhereAValueIsWrittenAndWhatIsIgnored() {
        var here = PLANS.getParent();
        var result = new Shell()
                .in(here)
                .run("diff", "--plan", "plans/refresh-only.json", "--directory", "shop", "--output", "json");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("\"file\" : \"shop/main.tf\"", "ignore_changes of its block names it")
                .doesNotContain("Planted");
        assertThat(diff("diff", "--plan", "full.json", "--directory", "nowhere").err())
                .contains("nowhere the folder does not exist");
        assertThat(diff("diff", "--directory", "nowhere", "--safe", "a", "--live", "b")
                        .err())
                .contains("--directory names the module of a plan");
    }

    /// Who may push may write `ignore_changes`, which never ends: it hides a tag, and no port that is open to the world.
    @Test
    void noFileOfTheModuleHidesAGraveFinding() throws IOException {
        Files.copy(PLANS.resolveSibling("orders").resolve("refresh-only.json"), folder.resolve("p.json"));
        Files.writeString(Files.createDirectories(folder.resolve("live")).resolve("main.tf"), """
                resource "aws_security_group" "app" {
                  lifecycle { ignore_changes = [ingress] }
                }
                resource "aws_instance" "bastion" {
                  lifecycle { ignore_changes = all }
                }
                """);
        var result = new Shell().in(folder).run("diff", "--plan", "p.json", "--directory", "live", "--output", "json");
        assertThat(result.code()).as(result.err()).isZero();
        var report = new ObjectMapper().readTree(result.out());
        assertThat(report.get("drifts").findValuesAsText("logicalId"))
                .contains("aws_security_group.app")
                .doesNotContain("aws_instance.bastion");
        assertThat(report.get("ignored").findValuesAsText("logicalId"))
                .contains("aws_instance.bastion")
                .doesNotContain("aws_security_group.app");
        assertThat(report.get("gaps").toString())
                .contains("PH-DRF-006 what is of level high or critical is not ignored, aws_security_group.app /ingress/0:"
                        + " ignore_changes of its block names it, and that has no end");
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
        assertThat(result.err())
                .contains("PH-DRF-008", "p.json", "format_version is 0.2")
                .doesNotContain("\tat ");
    }
}
