package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveState;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.ScanFilter;

/// What several walks have to share of one account and region.
class SharedPaceTest {

    private static final String OWN = "111122223333";
    private static final String OTHER = "444455556666";

    @Test
    void withoutARoleEveryAccountIsAskedByTheCallerAtOnePace() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var pace = sandbox.clients.pace("cloudformation", "", "us-east-1", 4);
            assertThat(sandbox.clients.pace("cloudformation", OWN, "us-east-1", 4))
                    .isSameAs(pace);
            assertThat(sandbox.clients.pace("cloudformation", OTHER, "us-east-1", 4))
                    .isSameAs(pace);
            assertThat(sandbox.clients.pace("cloudformation", "", "eu-west-1", 4))
                    .isNotSameAs(pace);
            assertThat(sandbox.clients.pace("cloudtrail", "", "us-east-1", 4)).isNotSameAs(pace);
            assertThat(sandbox.clients.generating(OWN, "us-east-1"))
                    .isSameAs(sandbox.clients.generating("", "us-east-1"))
                    .satisfies(leave -> assertThat(leave.availablePermits()).isEqualTo(5));
        }
    }

    @Test
    void withARoleEachAccountHasItsOwnPace() {
        try (var sandbox = new SandboxAws(Quirks.REAL);
                var clients = new AwsClients(sandbox.access().withRole("PhantomReadOnly", ""))) {
            var pace = clients.pace("cloudformation", "", "us-east-1", 4);
            assertThat(clients.pace("cloudformation", OWN, "us-east-1", 4)).isSameAs(pace);
            assertThat(clients.pace("cloudformation", OTHER, "us-east-1", 4)).isNotSameAs(pace);
        }
    }

    /// Somebody else's scan begins between our look and our start, and covers nothing of the stack.
    @Test
    void aScanThatSomebodyElseBeganIsWaitedForUntilItIsOurTurn() {
        var faster = new AtomicBoolean(true);
        var other = new Object() {
            Runnable start = () -> {};
        };
        try (var sandbox = new SandboxAws(Quirks.REAL, call -> {
                    if (call.operation().endsWith(".StartResourceScan") && faster.getAndSet(false)) {
                        other.start.run();
                    }
                });
                var second = new AwsClients(sandbox.access())) {
            other.start = () -> second.cloudFormation("", "us-east-1")
                    .startResourceScan(r -> r.scanFilters(
                            ScanFilter.builder().types("AWS::SQS::Queue").build()));

            var live = sandbox.live(LiveOptions.RUN);

            assertThat(live.source()).isNotEqualTo(LiveState.Source.CLOUD_CONTROL);
            assertThat(sandbox.calls("StartResourceScan"))
                    .as("ours, refused; theirs; ours again")
                    .isEqualTo(3);
        }
    }
}
