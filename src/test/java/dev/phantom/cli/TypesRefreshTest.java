package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.sandbox.aws.EmbeddedAws;
import dev.phantom.sandbox.aws.Quirks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What AWS says of a type beyond the embedded table: asked, kept, used, and said where it lacks.
class TypesRefreshTest {

    private static final String WIDGET = """
            {"typeName": "Acme::Made::Widget", "primaryIdentifier": ["/properties/Id"], "readOnlyProperties": ["/properties/Id"],
             "handlers": {"read": {"permissions": []}, "update": {"permissions": ["acme:SetWidget"]}},
             "properties": {"Id": {"type": "string"},
                            "Zones": {"type": "array", "insertionOrder": false, "items": {"type": "string"}}}}""";

    @TempDir
    Path folder;

    private final EmbeddedAws aws = LoneAws.of(LoneAws.NETWORK, Quirks.REAL);
    private Shell shell = new Shell();

    @BeforeEach
    void open() {
        shell = LoneAws.shell(aws, folder)
                .at(Clock.fixed(Instant.parse("2026-12-24T00:00:00Z"), ZoneOffset.UTC))
                .set("XDG_CACHE_HOME", folder.resolve("caches").toString());
    }

    @AfterEach
    void close() {
        System.setProperty("aws.accessKeyId", "AKIDEMBEDDED");
        aws.close();
    }

    @Test
    void anUnchangedTypeIsSaidToBeUnchangedAndItsSourceIsNamedFromThenOn() {
        var asked = shell.run("types", "show", "AWS::S3::Bucket", "--refresh");
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(asked.out())
                .contains(
                        "source: DescribeType, queried on 2026-12-24 in us-east-1",
                        "no fact differs from the type table");
        assertThat(shell.run("types", "show", "AWS::S3::Bucket").out())
                .contains("source of every fact: DescribeType, schemas of 2026-12-24, us-east-1");
        assertThat(shell.set("AWS_ENDPOINT_URL", "")
                        .run("types", "show", "AWS::S3::Bucket")
                        .out())
                .contains("source of every fact: cfn-lint");
    }

    @Test
    void whatAwsChangedIsPrintedFactByFact() {
        aws.registry().add("AWS::SQS::QueuePolicy", """
                {"typeName": "AWS::SQS::QueuePolicy", "primaryIdentifier": ["/properties/Id"],
                 "handlers": {"read": {"permissions": []}},
                 "properties": {"Id": {"type": "string"}, "PolicyDocument": {"type": "string"}, "Fresh": {"type": "boolean"},
                                "Queues": {"type": "array", "items": {"type": "string"}}}}""");
        var printed =
                shell.run("types", "show", "AWS::SQS::QueuePolicy", "--refresh").out();
        assertThat(printed)
                .contains(
                        "  + Properties Fresh: boolean",
                        "  ~ Properties PolicyDocument: ",
                        "→ string",
                        "  - operations: ");
    }

    @Test
    void aTypeThatTheTableLacksIsKnownAfterwards() {
        aws.registry().add("Acme::Made::Widget", WIDGET);
        assertThat(shell.run("types", "show", "Acme::Made::Widget").code()).isEqualTo(1);
        assertThat(shell.run("types", "show", "Acme::Made::Widget", "--refresh").out())
                .contains("lacks this type", "cached in ");
        assertThat(shell.run("types", "show", "Acme::Made::Widget").out())
                .contains("acme:SetWidget", "DescribeType, schemas of 2026-12-24");
    }

    @Test
    void whatAwsRefusesIsOneLine() {
        assertThat(shell.run("types", "show", "AWS::No::Such", "--refresh").err())
                .startsWith("PH-AWS-008 the registry of us-east-1 has no type 'AWS::No::Such'")
                .hasLineCount(1);
        assertThat(shell.run("types", "show", "../x", "--refresh").err())
                .startsWith("PH-AWS-008 ")
                .hasLineCount(1);
        aws.registry().add("Acme::Made::Widget", "{\"typeName\": 7}");
        assertThat(shell.run("types", "show", "Acme::Made::Widget", "--refresh").err())
                .startsWith("PH-AWS-004 ")
                .contains("schema cannot be parsed")
                .hasLineCount(1);
        aws.registry().add("Acme::Made::Widget", WIDGET.replace("Widget", "Other"));
        assertThat(shell.run("types", "show", "Acme::Made::Widget", "--refresh").err())
                .startsWith("PH-AWS-004 ")
                .contains("the answer is about 'Acme::Made::Other'");
        aws.access().deny("cloudformation:DescribeType");
        assertThat(shell.run("types", "show", "AWS::S3::Bucket", "--refresh").err())
                .startsWith("PH-AWS-001 ")
                .contains("cloudformation:DescribeType")
                .hasLineCount(1);
    }

    @Test
    void aDiffUsesWhatIsKeptAndSaysWhatIsNotKnown() throws IOException {
        var before = diff();
        assertThat(before.out())
                .contains(
                        "compared without type facts: W; Acme::Made::Widget is not in the type table of 20",
                        "inventory: 1 live");
        for (var format : List.of("json", "markdown", "html")) {
            assertThat(diff("--output", format).out()).as(format).contains("without type facts");
        }
        aws.registry().add("Acme::Made::Widget", WIDGET);
        shell.run("types", "show", "Acme::Made::Widget", "--refresh");
        assertThat(diff().out()).doesNotContain("not in the type table", "inventory");
    }

    /// Two accounts may call two things the same.
    @Test
    void whatAnAccountRegisteredHoldsInThatAccountAlone() throws IOException {
        aws.registry().add("111122223333", "Acme::Made::Widget", WIDGET);
        aws.registry()
                .add(
                        "444455556666",
                        "Acme::Made::Widget",
                        WIDGET.replace("\"insertionOrder\": false", "\"insertionOrder\": true"));
        var here = shell.run("types", "show", "Acme::Made::Widget", "--refresh");
        assertThat(here.out()).contains("/us-east-1/111122223333/Acme-Made-Widget.jsonl");
        assertThat(diff().out())
                .as("one answer alone counts where no account is named")
                .contains("no drift · 1 of 1");
        System.setProperty("aws.accessKeyId", "ASIA444455556666EMBD"); // what STS would have given
        var there = shell.run("types", "show", "Acme::Made::Widget", "--refresh");
        assertThat(there.out()).contains("/us-east-1/444455556666/Acme-Made-Widget.jsonl");

        assertThat(diff("--account", "111122223333", "--region", "us-east-1").out())
                .contains("no drift · 1 of 1")
                .doesNotContain("without type facts");
        assertThat(diff("--account", "444455556666", "--region", "us-east-1").out())
                .contains("/Zones")
                .doesNotContain("without type facts");
        assertThat(diff("--account", "777788889999", "--region", "us-east-1").out())
                .contains("without type facts");
        var nowhere = diff();
        assertThat(nowhere.out()).contains("without type facts");
        assertThat(nowhere.err())
                .hasLineCount(1)
                .contains("differs between 111122223333/us-east-1 and 444455556666/us-east-1", "pass the account");
    }

    @Test
    void whatAwsMadeIsKeptForEveryAccount() {
        var asked = shell.run("types", "show", "AWS::S3::Bucket", "--refresh", "--region", "eu-west-1");
        assertThat(asked.out()).contains("/eu-west-1/AWS-S3-Bucket.jsonl");
        assertThat(shell.run("types", "show", "AWS::S3::Bucket", "--region", "eu-west-1")
                        .out())
                .contains("DescribeType");
        for (var here : new String[][] {{"--region", "us-east-1"}, {}}) { // the environment says us-east-1 too
            assertThat(shell.run(Stream.concat(Stream.of("types", "show", "AWS::S3::Bucket"), Stream.of(here))
                                    .toArray(String[]::new))
                            .out())
                    .contains("cfn-lint");
        }
    }

    @Test
    void aDamagedHalfWrittenOrForeignFileIsPassedOverAndSaid() throws IOException {
        aws.registry().add("Acme::Made::Widget", WIDGET);
        shell.run("types", "show", "Acme::Made::Widget", "--refresh");
        Path file;
        try (var files = Files.walk(folder.resolve("caches"))) {
            file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        var whole = Files.readString(file);
        var spoilt = new ArrayList<>(
                List.of("", "no", "[]", whole.replace("types/v1", "types/v9"), whole.replace("Zones", "Zonez")));
        for (int cut = 1; cut < whole.length(); cut += 37) {
            spoilt.add(whole.substring(0, cut));
        }
        for (var text : spoilt) {
            Files.writeString(file, text);
            var result = diff();
            assertThat(result.out()).as(text).contains("Acme::Made::Widget is not in the type table");
            assertThat(result.err()).as(text).contains("ignored: " + file).hasLineCount(1);
        }
        shell.run("types", "show", "Acme::Made::Widget", "--refresh");
        assertThat(diff().out()).doesNotContain("not in the type table");
    }

    private Shell.Result diff(String... more) throws IOException {
        Files.writeString(folder.resolve("safe.yaml"), """
                Resources:
                  W: {Type: Acme::Made::Widget, Properties: {Zones: [a, b]}}
                """);
        Files.writeString(folder.resolve("live.json"), """
                {"schema": "phantom.live/v1", "stack": {"name": "s"}, "capturedAt": "2026-11-22T03:12:00Z", "source": "file",
                 "resources": [{"logicalId": "W", "physicalId": "w-1", "type": "Acme::Made::Widget", "identifier": {"Id": "w-1"},
                                "properties": {"Id": "w-1", "Zones": ["b", "a"]}, "provenance": "file", "status": "read"}]}""");
        var line = new ArrayList<>(List.of("diff", "--safe", "safe.yaml", "--live", "live.json"));
        line.addAll(List.of(more));
        return shell.run(line.toArray(String[]::new));
    }
}
