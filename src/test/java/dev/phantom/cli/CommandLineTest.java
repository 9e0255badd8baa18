package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.cli.command.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What a user may type, and what they are told who typed it wrong.
class CommandLineTest {

    @TempDir
    private Path folder;

    private Shell shell = new Shell();

    @BeforeEach
    void aFolderWithAConfiguration() throws IOException {
        // nobody listens there: whatever is asked of AWS ends in PH-AWS
        shell = shell.in(folder).set("AWS_ENDPOINT_URL", "http://127.0.0.1:9").set("AWS_REGION", "us-east-1");
        Files.writeString(folder.resolve("phantom.yaml"), """
                version: 1
                safe: { folder: . }
                stacks:
                  - { name: jobs, account: "111122223333", region: us-east-1, template: safe.yaml }
                """);
        Files.writeString(folder.resolve("safe.yaml"), "Resources: {Jobs: {Type: AWS::SQS::Queue}}\n");
        Files.writeString(folder.resolve("live.json"), HostileFiles.GENERATED);
        Files.writeString(folder.resolve("file"), "");
        Files.createDirectories(folder.resolve("dir"));
    }

    static Stream<CommandLine> commands() {
        return Stream.of(Catalogue.commandLine()).flatMap(CommandLineTest::leaves);
    }

    private static Stream<CommandLine> leaves(CommandLine line) {
        var children = line.getSubcommands().values();
        return children.isEmpty() ? Stream.of(line) : children.stream().flatMap(CommandLineTest::leaves);
    }

    private static CommandLine named(String words) {
        var line = Catalogue.commandLine();
        for (var word : words.split(" ")) {
            line = line.getSubcommands().get(word);
        }
        return line;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyHelpHasAnExampleThatTheCommandLineTakes(CommandLine command) {
        var words = command.getCommandSpec().qualifiedName(" ");
        var example = command.getUsageMessage()
                .lines()
                .filter(line -> line.startsWith("Example: "))
                .findFirst()
                .orElseThrow()
                .substring("Example: ".length());
        assertThat(example).startsWith(words);
        Catalogue.commandLine().parseArgs(example.substring("phantom ".length()).split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "check", "scan", "run", "adopt", "doctor", "reconcile plan", "reconcile apply"})
    void whoeverAsksAwsTakesAProfileAndARegion(String command) {
        assertThat(named(command).getCommandSpec().optionsMap()).containsKeys("--profile", "--region");
    }

    @Test
    void aSlipInAPlaceIsToldBeforeAnythingIsAsked() {
        for (var region : new String[] {"mars", "mars-1", "us east 1", "US-EAST-1"}) {
            assertThat(shell.run("check", "jobs", "--region", region).err())
                    .startsWith("PH-CLI-001 --region '" + region + "' is not a region; use the form us-east-1");
        }
        for (var region : new String[] {"us-gov-west-1", "eusc-de-east-1", "ap-southeast-5"}) {
            assertThat(shell.run("diff", "--safe", "safe.yaml", "--live", "live.json", "--region", region)
                            .code())
                    .isZero();
        }
        assertThat(shell.run("diff", "--safe", "safe.yaml", "--live", "live.json", "--account", "12")
                        .err())
                .startsWith("PH-CLI-001 --account '12' is not an account id; use its 12 digits");
    }

    @Test
    void aWordWithTwoLettersSwappedIsKnown() {
        assertThat(shell.run("chekc", "jobs").err())
                .isEqualTo("PH-CLI-001 unknown command 'chekc'; did you mean 'check'? see `phantom --help`\n");
        assertThat(shell.run("frobnicate").err()).doesNotContain("did you mean");
    }

    @Test
    void aBatchTakesNoFileOfOneStack() {
        for (var option : new String[] {"--safe", "--parameters", "--account", "--stack"}) {
            assertThat(shell.run("diff", "--batch", "dir", option, "safe.yaml").err())
                    .startsWith("PH-CLI-001 " + option + " describes one stack");
        }
    }

    @Test
    void anEmptyParameterFileIsToldAsOne() {
        assertThat(shell.run("diff", "--safe", "safe.yaml", "--live", "live.json", "--parameters", "file")
                        .err())
                .startsWith("PH-TPL-005 file the file is empty; use [{\"ParameterKey\"");
    }

    /// Only a run remembers which drifts are new.
    @Test
    void whatRemembersNothingCallsNothingNew() throws IOException {
        Files.writeString(folder.resolve("other.yaml"), """
                Resources: {Jobs: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 999}}}
                """);
        assertThat(shell.run("diff", "--safe", "other.yaml", "--live", "live.json")
                        .out())
                .contains("1 drift · ")
                .doesNotContain(" new");
    }

    /// A format or an exit code that is declared is kept.
    @Test
    void onlyReportsComeInEveryFormat() {
        for (var command : new String[] {"check", "run", "diff", "demo"}) {
            assertThat(named(command).getUsageMessage())
                    .contains("text, json, markdown, sarif or html", "--detailed-exitcode", "--strict");
        }
        for (var command : new String[] {"analyze", "template check", "types show"}) {
            assertThat(named(command).getUsageMessage())
                    .contains("text or json (default: text)")
                    .doesNotContain("sarif");
        }
        assertThat(named("cost").getUsageMessage())
                .contains("text, json or markdown (default: text)")
                .doesNotContain("sarif");
        for (var command : new String[] {"analyze", "template check", "types show"}) {
            assertThat(named(command).getUsageMessage()).doesNotContain("--detailed-exitcode", "--strict");
        }
        var refused = shell.run("template", "check", "safe.yaml", "--output", "sarif");
        assertThat(refused.err()).startsWith("PH-CLI-001 --output 'sarif' ").contains("text, json");
    }

    @Test
    void costOfWhatDriftedSaysSoByItsExitCode() throws IOException {
        Files.writeString(folder.resolve("other.yaml"), """
                Resources: {Jobs: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 999}}}
                """);
        assertThat(shell.run("cost", "--safe", "other.yaml", "--live", "live.json", "--detailed-exitcode")
                        .code())
                .isEqualTo(shell.run("diff", "--safe", "other.yaml", "--live", "live.json", "--detailed-exitcode")
                        .code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    frobnicate | PH-CLI-001 unknown command 'frobnicate', expected one of demo, init, check
                    types shw | PH-CLI-001 unknown command 'shw'; did you mean 'show'? see `phantom types --help`
                    chek jobs | PH-CLI-001 unknown command 'chek'; did you mean 'check'? see `phantom --help`
                    run --dryrun | PH-CLI-001 unknown option '--dryrun'; did you mean '--dry-run'? see `phantom run
                    diff --ouput=json | PH-CLI-001 unknown option '--ouput=json'; did you mean '--output'? see
                    diff --safe safe.yaml --live live.json --parameter Dely=5 | PH-CLI-001 --parameter safe.yaml has no parameter 'Dely'
                    cost safe.yaml --parameter Dely=5 | PH-CLI-001 --parameter safe.yaml has no parameter 'Dely'
                    diff --nope | PH-CLI-001 unknown option '--nope'; see `phantom diff --help`
                    check a b | PH-CLI-001 unexpected argument 'b'
                    check | PH-CLI-001 no stack is given
                    scan a --stack b | PH-CLI-001 two stacks are given, 'a' and 'b'
                    check a --region us_east | PH-CLI-001 --region 'us_east' is not a region
                    types show | PH-CLI-001 missing required parameter: 'TYPE'
                    demo --port 99999 --serve | PH-CLI-001 --port '99999' is not a port
                    demo --port 9000 | PH-CLI-001 --port requires --serve
                    doctor --with proof | PH-CLI-001 --with requires --print-policy
                    run --stack nobody | PH-CLI-001 no configured stack is named 'nobody'; configured: jobs
                    run --region eu-west-1 | PH-CLI-001 no chosen stack is in region 'eu-west-1'
                    analyze | PH-CLI-001 --case DIR is missing
                    analyze --case dir | PH-CLI-002 dir it contains no case.json
                    analyze --case file | PH-CLI-002 file it is not a folder
                    diff --batch file | PH-CLI-002 file it is not a folder
                    diff --batch nowhere | PH-CLI-002 nowhere the folder does not exist
                    """)
    void isToldInOneLineWhatIsRight(String line, String told) {
        var result = shell.run(line.split(" "));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1).startsWith(told);
    }

    /// Nobody waits for a walk whose result cannot be written.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --out file",
                "run --out file/below",
                "run --history file",
                "demo --out file",
                "demo --serve --out file",
                "adopt --write --config beside.yaml",
                "scan jobs --out dir",
                "scan jobs --out nowhere/live.json",
                "init --out dir",
                "template set safe.yaml/x Jobs /DelaySeconds 1 --write"
            })
    void whatCannotBeWrittenIsToldBeforeAnythingIsDone(String line) throws IOException {
        Files.writeString(
                folder.resolve("beside.yaml"),
                Files.readString(folder.resolve("phantom.yaml")).replace("folder: .", "folder: file"));
        var result = shell.run(line.split(" "));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1).startsWith("PH-CLI-003 ");
    }

    @Test
    void flagsMayStandBeforeTheCommand() {
        var usual = shell.run("diff", "--safe", "safe.yaml", "--live", "live.json", "--quiet");
        assertThat(usual.code()).as(usual.err()).isZero();
        assertThat(shell.run("--quiet", "--no-color", "diff", "--safe", "safe.yaml", "--live", "live.json"))
                .isEqualTo(usual);
    }

    @Test
    void aStackIsNamedEitherWay() {
        for (var command : new String[] {"check", "scan"}) {
            assertThat(shell.run(command, "jobs").err()).contains("reading stack jobs");
            assertThat(shell.run(command, "--stack", "jobs").err()).contains("reading stack jobs");
        }
    }

    @Test
    void aDefaultThatIsTakenIsTold() throws Exception {
        Files.writeString(folder.resolve("more.yaml"), """
                Parameters:
                  Delay: {Type: Number, Default: 5}
                  Image: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /image}
                Resources:
                  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs, DelaySeconds: !Ref Delay}}
                """);
        Files.writeString(folder.resolve("given.json"), "{\"Delay\": \"5\"}");
        var diff = List.of("diff", "--safe", "more.yaml", "--live", "live.json");
        var told = "1 parameter uses the template default: Delay; pass --stack-description or --parameters for"
                + " what it was deployed with";
        assertThat(run(diff).out()).contains("gap: " + told);
        assertThat(new ObjectMapper()
                        .readTree(run(diff, "--output", "json").out())
                        .path("gaps"))
                .extracting(JsonNode::asText)
                .contains(told);
        assertThat(run(diff, "--parameter", "Delay=5").out()).doesNotContain("template's default");
        assertThat(run(diff, "--parameters", "given.json").out()).doesNotContain("template's default");
    }

    @Test
    void aParameterFileNamesParametersOfTheTemplate() throws IOException {
        Files.writeString(folder.resolve("more.yaml"), """
                Parameters: {Wait: {Type: Number, Default: 5}}
                Resources: {Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs, DelaySeconds: !Ref Wait}}}
                """);
        Files.writeString(folder.resolve("given.json"), "{\"Wiat\": \"9\"}");
        var diff = List.of("diff", "--safe", "more.yaml", "--live", "live.json", "--parameters", "given.json");
        assertThat(run(diff).err())
                .isEqualTo("PH-CLI-001 given.json more.yaml has no parameter 'Wiat'; did you mean 'Wait'?\n");
        Files.writeString(folder.resolve("given.json"), "[{\"ParameterKey\": \"Wait\", \"UsePreviousValue\": true}]");
        assertThat(run(diff, "--output", "json").out())
                .contains("\"path\" : \"/DelaySeconds\"", "\"reason\" : \"unresolved\"");
    }

    @Test
    void whatCloudFormationLookedUpInSsmIsCompared() throws IOException {
        Files.writeString(folder.resolve("more.yaml"), """
                Parameters: {Wait: {Type: AWS::SSM::Parameter::Value<Number>, Default: /jobs/wait}}
                Resources: {Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs, DelaySeconds: !Ref Wait}}}
                """);
        Files.writeString(folder.resolve("stack.json"), """
                {"Stacks": [{"StackName": "shop", "StackStatus": "CREATE_COMPLETE",
                  "StackId": "arn:aws:cloudformation:us-east-1:111122223333:stack/shop/1",
                  "CreationTime": "2026-01-01T00:00:00Z",
                  "Parameters": [{"ParameterKey": "Wait", "ParameterValue": "/jobs/wait", "ResolvedValue": "7"}]}]}
                """);
        assertThat(run(List.of(
                                "diff",
                                "--safe",
                                "more.yaml",
                                "--live",
                                "live.json",
                                "--stack-description",
                                "stack.json"))
                        .out())
                .contains("/DelaySeconds")
                .contains("7");
    }

    private Shell.Result run(List<String> words, String... more) {
        return shell.run(Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void filesThatWouldTellMoreAreNamed() throws IOException {
        Files.writeString(folder.resolve("more.yaml"), """
                Parameters: {Delay: {Type: Number}}
                Resources:
                  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs, DelaySeconds: !Ref Delay}}
                """);
        assertThat(shell.run("diff", "--safe", "more.yaml", "--live", "live.json")
                        .out())
                .contains("1 value is unknown from these files: --stack-description provides");
        assertThat(shell.run("diff", "--safe", "more.yaml", "--live", "live.json", "--parameter", "Delay=5")
                        .out())
                .doesNotContain("unknown from these files");
    }
}
