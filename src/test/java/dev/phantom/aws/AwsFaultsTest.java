package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.PhantomException;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.wire.FaultAssertions;
import dev.phantom.wire.FaultyVendor;
import dev.phantom.wire.WireFault;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// CloudFormation behind each fault: the call ends, and its line says what happened.
class AwsFaultsTest {

    @ParameterizedTest
    @EnumSource(WireFault.class)
    void aReadSaysWhatHappened(WireFault fault) {
        try (var sandbox = new SandboxAws(Quirks.REAL);
                var proxy = new FaultyVendor(fault, sandbox.aws.uri(), FaultAssertions.HUGE, line -> true);
                var clients = new AwsClients(
                        sandbox.access().withEndpoint(proxy.uri()).on(FaultAssertions.network()))) {
            var source = new CloudFormationDeployedState(clients, List.of(new CloudFormation()));
            if (fault.passes()) {
                assertThat(source.read(SandboxAws.NETWORK).resources()).isNotEmpty();
                return;
            }
            assertThatThrownBy(() -> source.read(SandboxAws.NETWORK))
                    .isInstanceOfSatisfying(
                            PhantomException.class,
                            e -> FaultAssertions.tellsTheTruth(fault, proxy.host(), e.diagnostic()));
        }
    }
}
