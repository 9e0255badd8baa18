package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `phantom run --discover` where a stack of CloudFormation and a root module of Terraform share an account: what
/// either manages is unmanaged for neither.
class UnmanagedBesideTerraformTest {

    private static final Path NETWORK = Path.of("src/test/scenarios/01-network-baseline");
    private static final String HELD = "sg-0a1b2c3d4e5f6beef";
    private static final String STRAY = "sg-0a1b2c3d4e5f6feed";
    private static final String UNSURE = "sg-0a1b2c3d4e5f6abc";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void whatAStateHoldsIsManaged() throws IOException {
        var report = run(List.of(network(), module("tools")), "--show-all");
        assertThat(unmanaged(report, "network")).isEmpty();
        assertThat(unmanaged(report, "tools"))
                .as("what names a resource of the state, and neither stack nor state holds")
                .containsExactly(STRAY);
        assertThat(report.toString())
                .contains("1 related resource of the scan (AWS::EC2::SecurityGroup 1) not called unmanaged");
    }

    @Test
    void withoutTheModuleNothingHoldsIt() throws IOException {
        assertThat(unmanaged(run(List.of(network())), "network")).containsExactly(HELD);
    }

    @Test
    void anUnreadStateMayHoldIt() throws IOException {
        var report = run(List.of(network(), module("tools")), "--stack", "network");
        assertThat(unmanaged(report, "network")).isEmpty();
        assertThat(report.toString())
                .contains("not called unmanaged: the Terraform state of tools was not read in this run");
    }

    @Test
    void nobodyLooksUnasked() throws IOException {
        world(List.of(network(), module("tools")));
        try (var world = EmbeddedWorld.open(folder.resolve("scenario"), folder.resolve("w"), calls())) {
            shell(world).run("run", "--quiet", "--out", "out", "--stack", "tools");
            assertThat(world.log().calls()).noneMatch(call -> call.operation().contains("ResourceScan"));
        }
    }

    private JsonNode run(List<String> stacks, String... more) throws IOException {
        world(stacks);
        try (var world = EmbeddedWorld.open(folder.resolve("scenario"), folder.resolve("w"), calls())) {
            var result = shell(world)
                    .run(Stream.concat(Stream.of("run", "--discover", "--quiet", "--out", "out"), Stream.of(more))
                            .toArray(String[]::new));
            assertThat(result.err()).doesNotContain("PH-");
            return JSON.readTree(folder.resolve("out/report.json").toFile());
        }
    }

    private Shell shell(EmbeddedWorld world) {
        System.setProperty("aws.accessKeyId", "AKIDEMBEDDED");
        System.setProperty("aws.secretAccessKey", "embedded");
        var shell = new Shell().in(folder).at(Clock.fixed(world.now(), ZoneOffset.UTC));
        world.environment().forEach(shell::set);
        return shell.set("PHANTOM_CONFIG", "");
    }

    private static CallLog calls() {
        return new CallLog(null, call -> {});
    }

    private static List<String> unmanaged(JsonNode run, String stack) {
        return StreamSupport.stream(run.path("reports").spliterator(), false)
                .filter(report -> report.path("stack").path("name").asText().equals(stack))
                .flatMap(report -> StreamSupport.stream(report.path("drifts").spliterator(), false))
                .filter(drift -> drift.path("status").asText().equals("UNMANAGED"))
                .map(drift -> drift.path("physicalId").asText())
                .toList();
    }

    private static String network() {
        return "{name: network, account: '111122223333', template: stacks/network.yaml}";
    }

    private static String module(String name) {
        return "{name: " + name + ", account: '111122223333', format: terraform, directory: live, plan: plan.json}";
    }

    /// The network of the scenario, and beside it a group that a module manages and two that name it.
    private void world(List<String> stacks) throws IOException {
        var scenario = folder.resolve("scenario");
        try (var files = Files.walk(NETWORK)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var there = scenario.resolve(NETWORK.relativize(file).toString());
                Files.createDirectories(there.getParent());
                Files.copy(file, there);
            }
        }
        var live = scenario.resolve("input/live.json");
        var state = JSON.readTree(live.toFile());
        ((ArrayNode) state.path("unmanaged"))
                .add(JSON.readTree("""
                        {"physicalId": "%s", "type": "AWS::EC2::SecurityGroup", "identifier": {"Id": "%s"},
                         "properties": {"Id": "%s", "GroupId": "%s", "GroupName": "stray", "GroupDescription": "stray",
                          "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22,
                           "SourceSecurityGroupId": "%s"}]}}
                        """.formatted(STRAY, STRAY, STRAY, STRAY, HELD)))
                .add(JSON.readTree("""
                        {"physicalId": "%s", "type": "AWS::EC2::SecurityGroup", "identifier": {"Id": "%s"},
                         "properties": {"Id": "%s", "GroupId": "%s", "GroupName": "other", "GroupDescription": "other",
                          "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
                           "SourceSecurityGroupId": "%s"}]}}
                        """.formatted(UNSURE, UNSURE, UNSURE, UNSURE, HELD)));
        JSON.writeValue(live.toFile(), state);
        var module = Files.createDirectories(folder.resolve("repository/live"));
        Files.writeString(module.resolve("main.tf"), "resource \"aws_security_group\" \"debug\" {\n  name = \"debug\"\n}\n");
        try (var files = Files.walk(NETWORK.resolve("input/safe"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var there = folder.resolve("repository")
                        .resolve(NETWORK.resolve("input/safe").relativize(file).toString());
                Files.createDirectories(there.getParent());
                Files.copy(file, there);
            }
        }
        Files.writeString(folder.resolve("plan.json"), """
                {"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {"root_module": {}},
                 "resource_drift": [],
                 "prior_state": {"format_version": "1.0", "terraform_version": "1.11.4", "values": {"root_module":
                  {"resources": [{"address": "aws_security_group.debug", "mode": "managed",
                   "type": "aws_security_group", "name": "debug",
                   "provider_name": "registry.terraform.io/hashicorp/aws", "values": {"id": "%s", "name": "debug",
                    "arn": "arn:aws:ec2:us-east-1:111122223333:security-group/%s"}},
                   {"address": "awscc_ec2_security_group.other", "mode": "managed", "type": "awscc_ec2_security_group",
                    "name": "other", "provider_name": "registry.terraform.io/hashicorp/awscc", "values": {"id": "%s"}}
                  ]}}},
                 "configuration": {"root_module": {"resources": [{"address": "aws_security_group.debug",
                  "mode": "managed", "type": "aws_security_group", "name": "debug",
                  "expressions": {"name": {"constant_value": "debug"}}}]}}}
                """.formatted(HELD, HELD, UNSURE));
        Files.writeString(folder.resolve("phantom.yaml"), """
                version: 1
                defaults: {mode: report, privacy: full, region: us-east-1}
                safe: {folder: repository}
                telemetry: {otlp: off}
                stacks:
                  - %s
                """.formatted(String.join("\n  - ", stacks)));
    }
}
