package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.stack.ListedStack;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Deployed state through the real SDK against the embedded AWS.
class CloudFormationDeployedStateTest {

    @Test
    void readsWhatCloudFormationWasLastTold() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var deployed = sandbox.deployed();
            assertThat(deployed.id()).isEqualTo(SandboxAws.NETWORK);
            assertThat(deployed.status()).isEqualTo("UPDATE_COMPLETE");
            assertThat(deployed.stable()).isTrue();
            assertThat(deployed.tags()).isEqualTo(Map.of("team", "platform"));
            assertThat(deployed.exports()).isEqualTo(Map.of("network-VpcId", "vpc-0a1b2c3d4e5f60001"));
            assertThat(deployed.resources()).hasSize(11);
            assertThat(deployed.processed()).isNull();
            assertThat(deployed.effective().orElseThrow().text()).contains("Network baseline ? for the API");
            assertThat(deployed.lastUpdated()).isBefore(sandbox.scenario.now());
        }
    }

    @Test
    void aNoEchoParameterIsUnknown() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var password = sandbox.deployed().parameters().stream()
                    .filter(p -> p.name().equals("DbPassword"))
                    .findFirst()
                    .orElseThrow();
            assertThat(password.value())
                    .isInstanceOfSatisfying(
                            Value.Unknown.class, u -> assertThat(u.secret()).isTrue());
        }
    }

    @Test
    void namesTheStackThatIsNotThere() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            assertThatThrownBy(() -> sandbox.deployedState().read(new StackId("", "us-east-1", "nope")))
                    .isInstanceOfSatisfying(PhantomException.class, e -> {
                        assertThat(e.diagnostic().code()).isEqualTo(Code.AWS_NO_STACK);
                        assertThat(e.diagnostic().line())
                                .contains("reading stack nope failed")
                                .contains("request ");
                    });
        }
    }

    @Test
    void listsTheStacksOfARegion() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            assertThat(sandbox.deployedState().stacks("", "us-east-1"))
                    .containsExactly(new ListedStack(
                            SandboxAws.NETWORK,
                            "UPDATE_COMPLETE",
                            "",
                            Map.of("VpcCidr", "10.20.0.0/16"),
                            Map.of("team", "platform")));
            assertThat(sandbox.deployedState().stacks("", "eu-west-1")).isEmpty();
        }
    }
}
