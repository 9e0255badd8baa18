package dev.phantom.stack.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.phantom.fault.PhantomException;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.value.Value;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveStateReaderTest {

    private static final LiveStateReader READER = new LiveStateReader(
            List.of(new CloudFormation()),
            type -> type.equals("AWS::Logs::LogGroup") ? List.of("LogGroupName") : List.of());

    private static final String LIVE = """
            {"schema": "phantom.live/v1", "stack": {"name": "pay", "account": "111122223333", "region": "us-east-1"},
             "capturedAt": "2026-11-22T03:12:00Z", "source": "mixed", "resources": [
              {"logicalId": "Db", "physicalId": "pay-db", "type": "AWS::RDS::DBInstance", "identifier": {"DBInstanceIdentifier": "pay-db"},
               "properties": {"Port": 5432, "Ratio": 5.0, "Secret": {"$sensitive": "0a1b2c3d"}, "Odd": {"$unknown": "why"}},
               "provenance": "cloud-control", "status": "read"},
              {"logicalId": "Q", "physicalId": "q", "type": "AWS::SQS::Queue", "status": "denied", "detail": "AccessDenied"}]}
            """;

    private static LiveState read(String text) {
        return READER.read("live", text, Map.of());
    }

    /// A template that people wrote may be given as live too: what its functions come to there is not known.
    @Test
    void aFunctionInALiveTemplateIsUnknown() {
        var queue =
                read("{'Parameters': {'Zones': {'Type': 'CommaDelimitedList', 'Default': 'a, b'}}, 'Resources': {'Q': {'Type':"
                                        .replace('\'', '"')
                                + " \"AWS::SQS::Queue\", \"Properties\": {\"QueueName\": {\"Fn::Sub\": \"${AWS::StackName}-q\"},"
                                + " \"Zones\": {\"Ref\": \"Zones\"}}}, \"P\": {\"Type\": \"AWS::SNS::Topic\", \"Properties\":"
                                + " {\"Fn::If\": [\"X\", {}, {}]}}}}")
                        .resources();
        assertThat(queue.getFirst().properties().get("QueueName")).isInstanceOf(Value.Unknown.class);
        assertThat(queue.getFirst().properties().get("Zones"))
                .isEqualTo(new Value.ListValue(List.of(Value.string("a"), Value.string("b"))));
        assertThat(queue.get(1).status()).isEqualTo(LiveResource.Status.FAILED);
    }

    @Test
    void aLiveFileReadsAsItWasWritten() throws IOException {
        var state = read(LIVE);
        assertThat(state.id()).hasToString("111122223333/us-east-1/pay");
        assertThat(state.source()).isEqualTo(LiveState.Source.MIXED);
        var db = state.resources().getFirst();
        assertThat(db.provenance()).isEqualTo(LiveResource.Provenance.CLOUD_CONTROL);
        assertThat(db.properties().get("Ratio")).isEqualTo(Value.plain("5.0"));
        assertThat(db.properties().get("Odd")).isEqualTo(new Value.Unknown("why"));
        assertThat(state.resources().get(1).status()).isEqualTo(LiveResource.Status.DENIED);
        var out = new StringWriter();
        new LiveStateWriter(Mask.of(""), Secrets.NONE).write(state, out);
        assertThat(out.toString())
                .contains("\"$sensitive\":\"0a1b2c3d\"")
                .contains("5.0")
                .endsWith("\n");
        assertThat(read(out.toString())).isEqualTo(state);
    }

    @Test
    void oneStackPerLine() {
        var line = LIVE.replace("\n", " ");
        var found = new ArrayList<LiveState>();
        READER.each(
                "live",
                new StringReader(line + "\n" + line.replace("\"pay\"", "\"web\"") + "\n"),
                Map.of(),
                found::add);
        assertThat(found).extracting(s -> s.id().name()).containsExactly("pay", "web");
    }

    /// Each would hold the next one twice.
    @Test
    void guessedReferencesDoNotMultiply() {
        var resources = IntStream.range(0, 60)
                .mapToObj(i -> """
                        "A%1$d": {"Type": "AWS::SNS::Topic", "Properties": {"X": [{"Fn::GetAtt": ["A%2$d", "X"]}, {"Fn::GetAtt": ["A%2$d", "X"]}]}}
                        """.formatted(i, i + 1))
                .collect(Collectors.joining(",", "{\"Resources\": {", "}}"));
        assertTimeoutPreemptively(
                Duration.ofMinutes(10),
                () -> assertThat(READER.read("live", resources, Map.of()).resources())
                        .hasSize(60));
    }

    private static final String GENERATED = """
            Metadata: {TemplateId: "arn:aws:cloudformation:us-east-1:111122223333:generatedTemplate/x"}
            Parameters:
              FunctionCode: {NoEcho: "true", Type: "String"}
            Resources:
              Group: {Type: "AWS::Logs::LogGroup", Properties: {LogGroupName: "/aws/lambda/x"}}
              Stream: {Type: "AWS::Logs::LogStream", Properties: {LogGroupName: {Ref: "Group"}}}
              Vpc: {Type: "AWS::EC2::VPC", Properties: {CidrBlock: "10.0.0.0/16"}}
              Route: {Type: "AWS::EC2::Route", Properties: {DestinationCidrBlock: {"Fn::GetAtt": [Vpc, CidrBlock]}, VpcId: {Ref: Vpc}}}
              F: {Type: "AWS::Lambda::Function", Properties: {Code: {S3Key: {Ref: FunctionCode}}}}
              A: {Type: "AWS::X::Y", Properties: {B: {"Fn::GetAtt": [B, A]}}}
              B: {Type: "AWS::X::Y", Properties: {A: {"Fn::GetAtt": [A, B]}}}
            """;

    @Test
    void guessedReferencesBecomeValuesAgain() {
        var described = GeneratedResource.read("rows", """
                {"Resources": [{"LogicalResourceId": "Vpc", "ResourceType": "AWS::EC2::VPC", "ResourceIdentifier": {"VpcId": "vpc-1"}},
                               {"LogicalResourceId": "Gone", "ResourceType": "AWS::EC2::VPC", "ResourceStatus": "FAILED", "ResourceStatusReason": "no"}]}
                """);
        var state = READER.read("live.yaml", GENERATED, described);
        assertThat(property(state, "Stream", "LogGroupName")).isEqualTo("/aws/lambda/x");
        assertThat(property(state, "Route", "DestinationCidrBlock")).isEqualTo("10.0.0.0/16");
        assertThat(property(state, "Route", "VpcId")).isEqualTo("vpc-1");
        assertThat(find(state, "F").properties().get("Code").toString()).contains("write-only");
        assertThat(find(state, "A").properties().get("B")).isInstanceOf(Value.Intrinsic.class);
        assertThat(find(state, "Group").identifier()).containsEntry("LogGroupName", "/aws/lambda/x");
        assertThat(find(state, "Gone").status()).isEqualTo(LiveResource.Status.FAILED);
    }

    @Test
    void whatGetGeneratedTemplatePrintsWillDo() {
        var wrapped =
                "{\"Status\": \"COMPLETE\", \"TemplateBody\": \"{\\\"Resources\\\": {\\\"Q\\\": {\\\"Type\\\": \\\"AWS::SQS::Queue\\\"}}}\"}";
        assertThat(read(wrapped).resources())
                .singleElement()
                .satisfies(r -> assertThat(r.type()).isEqualTo("AWS::SQS::Queue"));
    }

    @Test
    void aTemplateMayBeIndentedAsAWhole() {
        var text = "\n    Resources:\n      Q:\n        Type: AWS::SQS::Queue\n    Outputs: {}\n";
        for (var mark : List.of("", "\uFEFF")) {
            assertThat(read(mark + text).resources())
                    .singleElement()
                    .satisfies(r -> assertThat(r.type()).isEqualTo("AWS::SQS::Queue"));
        }
    }

    @Test
    void messagesCountTheLinesOfTheFile() {
        assertThatThrownBy(() -> read("\n\n  {\"Resources\": {},\n  }"))
                .isInstanceOfSatisfying(
                        PhantomException.class,
                        e -> assertThat(e.diagnostic().line()).contains("live:4:3"));
    }

    private static LiveResource find(LiveState state, String logicalId) {
        return state.resources().stream()
                .filter(r -> r.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }

    private static String property(LiveState state, String logicalId, String name) {
        return find(state, logicalId).properties().get(name) instanceof Value.Scalar s ? s.text() : "";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"schema": "phantom.live/v1", "resources": [    | PH-DRF-001
            {"schema": "phantom.live/v2"}                   | PH-DRF-001 live the document: it has neither "schema": "phantom.live/v1" nor 'Resources'
            {"Resources": {"A": 1}}                         | PH-DRF-001 live Resources.A must be an object
            {"Resources": {"A": {}}}                        | PH-DRF-001 live Resources.A: 'Type' is missing
            {"schema": "phantom.live/v1", "resources": [{}]} | PH-DRF-001 live resources[0]: 'type' is missing
            {"schema": "phantom.live/v1", "resources": [{"type": "T", "status": "odd"}]} | PH-DRF-001 live resources[0]: 'status' has an unknown value: odd
            {"schema": "phantom.live/v1", "capturedAt": "yesterday"} | PH-DRF-001 live the document: 'capturedAt' is not a timestamp: yesterday
            {"a": 1, "a": 2}                                | PH-DRF-001
            """)
    void badInputIsOneLine(String text, String line) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(PhantomException.class, e -> {
            assertThat(e.diagnostic().line()).startsWith(line).doesNotContain("\n");
        });
    }

    @Test
    void emptyIsOneLineToo() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> read("[".repeat(5000))).isInstanceOf(PhantomException.class);
        assertThatThrownBy(() -> read("{\"a\":".repeat(5000))).isInstanceOf(PhantomException.class);
    }
}
