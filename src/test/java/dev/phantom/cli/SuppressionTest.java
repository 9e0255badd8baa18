package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing in a repository hides a finding of level high or critical unseen or for good.
class SuppressionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SAFE = """
            Resources:
              Web:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: web
                  SecurityGroupIngress:
                    - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8}
              Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs, DelaySeconds: 1}}
            """;
    private static final String LIVE = """
            {"schema": "phantom.live/v1", "source": "file", "resources": [
              {"logicalId": "Web", "physicalId": "sg-1", "type": "AWS::EC2::SecurityGroup", "status": "read",
               "properties": {"GroupDescription": "web", "SecurityGroupIngress": [
                 {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}]}},
              {"logicalId": "Jobs", "physicalId": "jobs", "type": "AWS::SQS::Queue", "status": "read",
               "properties": {"QueueName": "jobs", "DelaySeconds": 9}}]}
            """;

    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    @BeforeEach
    void files() throws IOException {
        shell.in(folder).at(Clock.fixed(Instant.parse("2026-11-29T08:00:00Z"), ZoneOffset.UTC));
        Files.writeString(folder.resolve("safe.yaml"), SAFE);
        Files.writeString(folder.resolve("live.json"), LIVE);
    }

    private Shell.Result diff(String rule, String format) throws IOException {
        Files.writeString(
                folder.resolve("ignore.yaml"), "version: 1\nrules:\n  - { " + rule + ", reason: migration }\n");
        return shell.run(
                "diff",
                "--safe",
                "safe.yaml",
                "--live",
                "live.json",
                "--stack",
                "shop",
                "--region",
                "us-east-1",
                "--ignore",
                "ignore.yaml",
                "--output",
                format,
                "--quiet");
    }

    private static List<String> ids(JsonNode list) {
        var ids = new ArrayList<String>();
        list.forEach(item -> ids.add(item.get("logicalId").asText()));
        return ids;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stack: shop",
                "stack: shop, until: 2026-12-31",
                "type: AWS::EC2::SecurityGroup, until: 2026-12-31",
                "resource: Web",
                "resource: Web, until: 2027-02-28",
                "resource: Web, path: /SecurityGroupIngress"
            })
    void aRuleThatIsWideOrWithoutANearEndHidesNothingGrave(String rule) throws IOException {
        var report = JSON.readTree(diff(rule, "json").out());
        assertThat(ids(report.get("drifts"))).contains("Web");
        assertThat(report.at("/drifts").toString()).contains("PH-SEV-001");
        assertThat(ids(report.get("ignored"))).doesNotContain("Web");
        assertThat(report.get("gaps").toString()).contains("not ignored, Web").contains("until) by 2027-02-27");
        assertThat(report.at("/summary/suppressed").isMissingNode()).isTrue();
        if (rule.startsWith("stack: shop")) {
            assertThat(ids(report.get("ignored")))
                    .as("low and medium are still covered")
                    .contains("Jobs");
        }
    }

    @Test
    void aRuleThatWasOverruledDidMatch() throws IOException {
        assertThat(JSON.readTree(diff("type: AWS::EC2::SecurityGroup", "json").out())
                        .get("gaps")
                        .toString())
                .contains("not ignored, Web")
                .doesNotContain("matched nothing");
        assertThat(JSON.readTree(diff("resource: Other", "json").out())
                        .get("gaps")
                        .toString())
                .contains("matched nothing");
    }

    /// The level of a drift counts, not only what rules find: a resource that is gone is high, and so is a bill that
    /// doubles.
    @ParameterizedTest
    @ValueSource(strings = {"stack: shop", "type: AWS::SQS::Queue", "type: AWS::RDS::DBInstance", "resource: Jobs"})
    void norDoesItHideADeletionOrABill(String rule) throws IOException {
        gone();
        var report = JSON.readTree(diff(rule, "json").out());
        assertThat(report.get("ignored")).isEmpty();
        assertThat(ids(report.get("drifts"))).contains("Jobs", "Db");
        assertThat(report.get("gaps").toString())
                .contains("not ignored, " + (rule.contains("RDS") ? "Db /DBInstanceClass" : "Jobs"))
                .doesNotContain("matched nothing");
    }

    @Test
    void aDeletionThatIsHiddenIsNamedAndEnds() throws IOException {
        gone();
        var rule = "resource: Jobs, until: 2027-01-31";
        var json = JSON.readTree(diff(rule, "json").out());
        assertThat(json.at("/ignored/0/reason").asText()).contains("until 2027-01-31");
        assertThat(json.at("/summary/suppressed/high").asInt()).isEqualTo(1);
        assertThat(diff(rule, "text").out()).contains("Jobs: high PH-DRIFT-DELETED");
        var sarif = JSON.readTree(diff(rule, "sarif").out());
        Outputs.isValidSarif(sarif);
        assertThat(sarif.at("/runs/0/results").toString()).contains("PH-DRIFT-DELETED");
    }

    private void gone() throws IOException {
        Files.writeString(folder.resolve("safe.yaml"), """
                Resources:
                  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}
                  Db:
                    Type: AWS::RDS::DBInstance
                    Properties: {Engine: postgres, DBInstanceClass: db.r5.large, AllocatedStorage: 100}
                """);
        Files.writeString(folder.resolve("live.json"), """
                {"schema": "phantom.live/v1", "source": "file", "region": "us-east-1", "resources": [
                  {"logicalId": "Jobs", "physicalId": "jobs", "type": "AWS::SQS::Queue", "status": "deleted"},
                  {"logicalId": "Db", "physicalId": "db", "type": "AWS::RDS::DBInstance", "status": "read",
                   "properties": {"Engine": "postgres", "DBInstanceClass": "db.r5.12xlarge", "AllocatedStorage": 100}}]}
                """);
    }

    @Test
    void aRuleWithAnEndHidesItByNameInEveryFormat() throws IOException {
        var rule = "resource: Web, path: /SecurityGroupIngress, until: 2027-01-31";
        var json = JSON.readTree(diff(rule, "json").out());
        Outputs.fits("report", json);
        assertThat(ids(json.get("drifts"))).containsExactly("Jobs");
        assertThat(ids(json.get("ignored"))).contains("Web");
        assertThat(json.at("/ignored/0/reason").asText())
                .contains("migration")
                .contains("hidden by an ignore rule until 2027-01-31")
                .contains("PH-SEV-001");
        assertThat(((ObjectNode) json.at("/summary/suppressed")).size()).isEqualTo(1);
        for (var format : List.of("text", "markdown", "html", "sarif")) {
            assertThat(diff(rule, format).out())
                    .as(format)
                    .contains("hidden by an ignore rule until 2027-01-31")
                    .contains("PH-SEV-001");
        }
        var sarif = JSON.readTree(diff(rule, "sarif").out());
        Outputs.isValidSarif(sarif);
        var results = sarif.at("/runs/0/results");
        assertThat(results).anySatisfy(result -> {
            assertThat(result.get("ruleId").asText()).isEqualTo("PH-SEV-001");
            assertThat(result.at("/suppressions/0/status").asText()).isEqualTo("accepted");
            assertThat(result.at("/message/text").asText()).contains("hidden by an ignore rule until 2027-01-31");
        });
    }
}
