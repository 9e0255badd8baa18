package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.stack.DetectionSource.Seen;
import dev.phantom.stack.StackResource;
import dev.phantom.value.PropertyPath;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Drift detection as a witness, through the real SDK against the embedded AWS.
class CloudFormationDetectionTest {

    private static Seen detect(SandboxAws sandbox, String... logicalIds) {
        return detect(sandbox, sandbox.clients, logicalIds);
    }

    private static Seen detect(SandboxAws sandbox, AwsClients clients, String... logicalIds) {
        var resources = sandbox.deployed().resources();
        List<StackResource> asked = Stream.of(logicalIds).map(resources::get).toList();
        return new CloudFormationDetection(clients, InstantSource.system())
                .detect(SandboxAws.NETWORK, asked, sandbox.progress::add);
    }

    @Test
    void saysWhichPropertiesDifferAndWhoIsInSync() {
        try (var sandbox = new SandboxAws(Quirks.REAL.pageSize(1).throttleEvery(3))) {
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            var seen = detect(sandbox, "Api", "Vpc");
            assertThat(seen.differing().get("Api")).containsExactly(PropertyPath.parse("/MemorySize"));
            assertThat(seen.differing().get("Vpc")).isEmpty();
            assertThat(seen.gaps()).isEmpty();
        }
    }

    @Test
    void whatItCannotSayOfOneResourceIsAGapAndHidesNoOther() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var unsupported = sandbox.deployed().resources().values().stream()
                    .filter(r -> r.type().equals("AWS::IAM::Policy"))
                    .findFirst()
                    .orElseThrow();
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            var seen = detect(sandbox, "Password", unsupported.logicalId(), "Api");
            assertThat(seen.differing()).containsOnlyKeys("Api");
            assertThat(Gap.texts(seen.gaps()))
                    .containsExactly(
                            "drift detection reports UNKNOWN of Password (AWS::SSM::Parameter)",
                            "drift detection does not cover " + unsupported.logicalId()
                                    + " (AWS::IAM::Policy): the type is not supported");
        }
    }

    /// CloudFormation goes on listing what it found before.
    @Test
    void anEarlierResultVouchesForNothing() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            assertThat(detect(sandbox, "Api").differing().get("Api")).isNotEmpty();
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(256));
            assertThat(detect(sandbox, "Vpc").differing()).containsOnlyKeys("Vpc");
            assertThat(detect(sandbox, "Api").differing().get("Api")).isEmpty();
        }
    }

    @Test
    void aRefusalABusyStackAndATimeOutAreGaps() {
        try (var sandbox = new SandboxAws(Quirks.REAL.polls(1_000_000))) {
            var pace = AwsPacing.LOOPBACK;
            var hurried = new AwsPacing(
                    Duration.ofMillis(1),
                    Duration.ofMillis(50),
                    pace.cloudFormation(),
                    pace.cloudControl(),
                    pace.cloudTrail(),
                    pace.others(),
                    pace.backoff(),
                    pace.attempts(),
                    pace.adaptive());
            try (var clients = new AwsClients(sandbox.access().withPace(hurried))) {
                var late = detect(sandbox, clients, "Api");
                assertThat(late.differing()).isEmpty();
                assertThat(Gap.texts(late.gaps()))
                        .containsExactly(
                                "drift detection of network corroborates nothing: it did not finish within 50 ms");
                assertThat(late.gaps()).extracting(Gap::cause).containsExactly(Cause.AWAY);
            }
            assertThat(detect(sandbox, "Api").gaps().getFirst().text()).contains("already in progress");
            sandbox.aws.access().deny("cloudformation:DetectStackResourceDrift");
            assertThat(detect(sandbox, "Api").gaps().getFirst().text())
                    .contains("not authorized to perform: cloudformation:DetectStackResourceDrift");
            assertThat(detect(sandbox, "Api").gaps()).extracting(Gap::cause).containsExactly(Cause.DENIED);
        }
    }
}
