package dev.phantom.stack.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.value.Value;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StackFilesTest {

    private static final String STACKS = """
            {"Stacks": [{"StackName": "pay", "StackId": "arn:aws:cloudformation:eu-west-1:111122223333:stack/pay/1",
              "StackStatus": "UPDATE_COMPLETE", "CreationTime": "2026-01-01T00:00:00.000Z", "LastUpdatedTime": "2026-02-01T00:00:00+01:00",
              "Tags": [{"Key": "team", "Value": "pay"}], "Outputs": [{"OutputKey": "V", "OutputValue": "vpc-1", "ExportName": "net"}],
              "Parameters": [{"ParameterKey": "Ami", "ParameterValue": "/aws/ami", "ResolvedValue": "ami-1"},
                             {"ParameterKey": "Password", "ParameterValue": "****"}]}]}
            """;

    @Test
    void aStackSaysWhoItIsAndWhatItWasGiven() {
        var stack = StackFiles.description("stacks.json", STACKS, "");
        assertThat(stack.id()).hasToString("111122223333/eu-west-1/pay");
        assertThat(stack.tags()).containsEntry("team", "pay");
        assertThat(stack.exports()).containsEntry("net", "vpc-1");
        assertThat(stack.lastUpdated()).isEqualTo(Instant.parse("2026-01-31T23:00:00Z"));
        assertThat(stack.parameters().getFirst().value()).isEqualTo(Value.string("/aws/ami"));
        assertThat(stack.parameters().getFirst().resolved()).isEqualTo(Value.string("ami-1"));
        assertThat(stack.parameters().get(1).value()).isInstanceOf(Value.Unknown.class);
    }

    @Test
    void oneOfSeveralStacksMustBeNamed() {
        var two = STACKS.replace("]}]}", "]}, {\"StackName\": \"web\"}]}");
        assertThatThrownBy(() -> StackFiles.description("stacks.json", two, ""))
                .hasMessageContaining(
                        "PH-DRF-002 stacks.json the document: 2 stacks are described; name one with --stack");
        assertThat(StackFiles.description("stacks.json", two, "web").id().name())
                .isEqualTo("web");
        assertThatThrownBy(() -> StackFiles.description("stacks.json", two, "x"))
                .hasMessageContaining("no stack 'x' is described");
    }

    @Test
    void bothListingsOfResourcesAreRead() {
        var row =
                "[{\"LogicalResourceId\": \"Q\", \"PhysicalResourceId\": \"q-1\", \"ResourceType\": \"AWS::SQS::Queue\"}]";
        for (var text : new String[] {
            "{\"StackResources\": " + row + "}", "{\"StackResourceSummaries\": " + row + "}", row, "\uFEFF" + row
        }) {
            assertThat(StackFiles.resources("r.json", text).get("Q"))
                    .satisfies(r -> assertThat(r.physicalId()).isEqualTo("q-1"));
        }
        assertThatThrownBy(() -> StackFiles.resources("r.json", "{}"))
                .hasMessageContaining("neither 'StackResources' nor");
        assertThatThrownBy(() -> StackFiles.resources("r.json", "nope")).hasMessageContaining("PH-DRF-002 r.json:1:");
    }
}
