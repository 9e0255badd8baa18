package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.phantom.sandbox.aws.Quirks;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;

/// CloudFormation's own drift detection, as the embedded AWS does it.
class DriftDetectionTest {

    private static CloudFormationClient client(SandboxAws sandbox) {
        return sandbox.clients.cloudFormation("", "us-east-1");
    }

    private static DescribeStackDriftDetectionStatusResponse detect(SandboxAws sandbox) {
        var id = client(sandbox).detectStackDrift(r -> r.stackName("network")).stackDriftDetectionId();
        while (true) {
            var now = client(sandbox).describeStackDriftDetectionStatus(r -> r.stackDriftDetectionId(id));
            if (!now.detectionStatusAsString().equals("DETECTION_IN_PROGRESS")) {
                return now;
            }
            assertThat(now.driftedStackResourceCount()).isEqualTo(-1);
        }
    }

    private static List<StackResourceDrift> drifts(SandboxAws sandbox, String... statuses) {
        return client(sandbox)
                .describeStackResourceDriftsPaginator(
                        r -> r.stackName("network").stackResourceDriftStatusFiltersWithStrings(statuses))
                .stream()
                .flatMap(p -> p.stackResourceDrifts().stream())
                .toList();
    }

    @Test
    void seesWhatIsDeclaredAndNothingElse() {
        try (var sandbox = new SandboxAws(Quirks.REAL.pageSize(2))) {
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            sandbox.aws.change("network", "Vpc", "EnableDnsHostnames", BooleanNode.TRUE);
            sandbox.aws.delete("network", "Web");
            assertThat(drifts(sandbox)).as("nobody asked yet").isEmpty();
            var told = detect(sandbox);
            assertThat(told.stackDriftStatusAsString()).isEqualTo("DRIFTED");
            assertThat(told.driftedStackResourceCount()).isEqualTo(2);
            assertThat(drifts(sandbox, "MODIFIED", "DELETED"))
                    .extracting(
                            StackResourceDrift::logicalResourceId, StackResourceDrift::stackResourceDriftStatusAsString)
                    .containsExactly(tuple("Web", "DELETED"), tuple("Api", "MODIFIED"));
            assertThat(drifts(sandbox, "MODIFIED").getFirst().propertyDifferences())
                    .extracting(
                            PropertyDifference::propertyPath,
                            PropertyDifference::expectedValue,
                            PropertyDifference::actualValue,
                            PropertyDifference::differenceTypeAsString)
                    .containsExactly(tuple("/MemorySize", "256", "1024", "NOT_EQUAL"));
            assertThat(drifts(sandbox))
                    .as("no read handler, no drift detection")
                    .noneMatch(d -> d.resourceType().equals("AWS::IAM::Policy"));
            assertThat(drifts(sandbox, "UNKNOWN"))
                    .as("what the caller may not read")
                    .extracting(StackResourceDrift::logicalResourceId)
                    .containsExactly("Password");
        }
    }

    @Test
    void aStackThatIsBeingUpdatedIsNotLookedAt() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.status("network", "UPDATE_IN_PROGRESS");
            assertThatThrownBy(() -> client(sandbox).detectStackDrift(r -> r.stackName("network")))
                    .isInstanceOf(CloudFormationException.class)
                    .hasMessageContaining("UPDATE_IN_PROGRESS");
        }
    }
}
