package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.sandbox.aws.EmbeddedAws;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.file.LiveStateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `scan` and `doctor` against the embedded AWS, through the real SDK.
class AwsCommandsTest {

    /// A security group that stands in the stack's network and belongs to nobody.
    private static final String STRAY = "sg-0a1b2c3d4e5f6beef";

    @TempDir
    Path folder;

    private final EmbeddedAws aws = LoneAws.of(LoneAws.NETWORK, Quirks.REAL);
    private Shell shell = new Shell();

    @BeforeEach
    void open() {
        shell = LoneAws.shell(aws, folder);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void scanPrintsALiveFileAndItsProgressBesideIt() throws IOException {
        var printed = shell.run("scan", "--stack", "network");
        assertThat(printed.code()).as(printed.err()).isZero();
        assertThat(printed.err()).contains("network: ", " resources read");
        var live = new LiveStateReader(List.of(new CloudFormation()), Known.TYPES::identifiers)
                .read("live", printed.out(), Map.of());
        assertThat(live.id().name()).isEqualTo("network");
        assertThat(live.resources()).anyMatch(r -> r.status() == LiveResource.Status.READ);
        var quiet = shell.run("scan", "--stack", "network", "--out", "live.json", "--quiet");
        assertThat(quiet).isEqualTo(new Shell.Result(0, "", ""));
        assertThat(Files.readString(folder.resolve("live.json"))).startsWith("{\"schema\":\"phantom.live/v1\"");
    }

    /// Keys of the environment are another account's, as like as not.
    @Test
    void aProfileThatIsNamedIsTheOneThatIsAsked() {
        var result = shell.run("check", "network", "--profile", "no-such-profile");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("PH-AWS-001 ")
                .contains("no-such-profile")
                .doesNotContain("ProfileFile(");
    }

    @Test
    void aStrictRunSaysWhyItEndsWithAnError() {
        var lax = shell.run("check", "network", "--quiet");
        var strict = shell.run("check", "network", "--quiet", "--strict");
        assertThat(strict.err().contains("strict: something could have been compared"))
                .isEqualTo(strict.code() == 1);
        assertThat(lax.err()).doesNotContain("strict:");
    }

    @Test
    void whatNoStackManagesIsFoundBesideItWhereOneAsksForIt() {
        assertThat(shell.run("check", "network", "--quiet", "--output", "json").out())
                .doesNotContain("UNMANAGED", STRAY);
        var found = shell.run("check", "network", "--discover", "--quiet", "--output", "json");
        assertThat(found.out())
                .as(found.err())
                .containsPattern("\"physicalId\" ?: ?\"" + STRAY + "\"")
                .contains("UNMANAGED");
        assertThat(shell.run("scan", "network", "--discover", "--quiet").out()).contains(STRAY);
    }

    @Test
    void aScanThatFailsLeavesNoFile() {
        var result = shell.run("scan", "--stack", "nobody", "--out", "live.json", "--quiet");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1).first().asString().startsWith("PH-AWS-005 ");
        assertThat(folder.toFile().list()).isEmpty();
        assertThat(shell.run("scan", "--stack", "network", "--out", "no/live.json")
                        .err())
                .startsWith("PH-CLI-003 no/live.json ");
        assertThat(shell.set("AWS_ENDPOINT_URL", "nonsense")
                        .run("scan", "--stack", "network")
                        .err())
                .startsWith("PH-CFG-003 AWS_ENDPOINT_URL ");
    }

    @Test
    void doctorLooksAtEverythingInOneLineEach() {
        var result = shell.run("doctor");
        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).allMatch(line -> line.matches("(ok  |warn|fail)  \\S.*"));
        assertThat(result.out())
                .contains(
                        "aws credentials",
                        "clock",
                        "resource scans",
                        "proxy",
                        "AWS_ENDPOINT_URL",
                        "github credential",
                        "datadog keys",
                        "anthropic key");
    }

    @Test
    void doctorReadsTheTeamsFiles() throws IOException {
        Files.writeString(folder.resolve("phantom.yaml"), "version: 1\nsafe: { folder: . }\n");
        Files.createDirectories(folder.resolve(".phantom"));
        var file = folder.resolve(".phantom/severity.yaml");
        Files.writeString(file, "version: 1\nadjust:\n  - {control: PH-SEV-001, raise: high}\n");
        assertThat(shell.run("doctor").out()).containsPattern("ok +severity +0 own controls, 1 adjustment");
        Files.writeString(file, "version: 1\nadjust:\n  - {control: PH-SEV-099, raise: high}\n");
        Files.writeString(folder.resolve(".phantom/ignore.yaml"), "rules: 1\n");
        var result = shell.run("doctor");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("fail +files +PH-DRF-004 ")
                .containsPattern("fail +files +PH-DRF-007 .*no control or rule PH-SEV-099");
    }

    @Test
    void doctorFailsOnWhatIsConfiguredAndLacks() throws IOException {
        Files.writeString(folder.resolve("phantom.yaml"), """
                version: 1
                github: { repository: acme/infra }
                analyst: { kind: claude }
                stacks:
                  - { name: network, account: "111122223333", region: us-east-1, template: network.yaml }
                """);
        var result =
                shell.set("HTTPS_PROXY", "http://me:secret@proxy.corp:3128").run("doctor");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("fail +anthropic key")
                .containsPattern("fail +github credential")
                .containsPattern("warn +HTTPS_PROXY +http://proxy.corp:3128 ")
                .contains("account 111122223333")
                .doesNotContain("secret");
        Files.writeString(
                folder.resolve("phantom.yaml"), "version: 1\nsafe: { folder: . }\ndatadog: { send: [logs] }\n");
        assertThat(shell.run("doctor").out())
                .containsPattern(
                        "warn +configuration +phantom.yaml:3:18 datadog.send is the old name of evidence.send;");
        Files.writeString(folder.resolve("phantom.yaml"), "version: 7\n");
        assertThat(shell.run("doctor").out()).containsPattern("fail +configuration +PH-CFG-003 phantom.yaml");
    }

    @Test
    void theLeastPolicyIsPrintedAlone() {
        var result = shell.run("doctor", "--print-policy");
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .startsWith("for the 60 commonest types")
                .contains("2 managed policies", "one role takes them", "lambda:GetFunction is left out on purpose");
        assertThat(shell.run("doctor", "--print-policy", "--quiet").err()).isEmpty();
        assertThat(shell.run("doctor", "--print-policy", "--types", "all").err())
                .contains("18 managed policies", "a role takes 10 managed policies by default", "raised to 18");
        assertThat(result.out()).startsWith("{").contains("PhantomReads").endsWith("}" + System.lineSeparator());
        assertThat(result.out()).doesNotContain("ChangeSet");
        assertThat(shell.run("doctor", "--print-policy", "--with", "proof").out())
                .contains("CreateChangeSet")
                .doesNotContain("ExecuteChangeSet");
        assertThat(shell.run("doctor", "--print-policy", "--with", "reconcile").out())
                .contains("CreateChangeSet", "ExecuteChangeSet");
        assertThat(shell.run("doctor", "--print-policy", "--with", "everything").code())
                .isEqualTo(1);
        assertThat(shell.run("doctor", "--print-policy", "--types", "AWS::SQS::Queeu")
                        .err())
                .contains("PH-CLI-001", "'AWS::SQS::Queeu' is not a resource type", "did you mean AWS::SQS::Queue?");
        assertThat(shell.run("doctor", "--print-policy", "--account", "111122223333", "--region", "eu-west-1")
                        .out())
                .contains("\"arn:aws:sqs:eu-west-1:111122223333:*\"");
    }
}
