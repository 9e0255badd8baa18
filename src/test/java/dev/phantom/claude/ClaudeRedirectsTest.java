package dev.phantom.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.prompt.Disclosure;
import dev.phantom.analysis.prompt.Privacy;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.sandbox.loopback.TwoHosts;
import dev.phantom.wire.Network;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The key and the case stay with the host that was configured.
class ClaudeRedirectsTest {

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void areNotFollowed(int status) {
        var calls = new ArrayList<ModelCall>();
        try (var hosts = new TwoHosts(status, "{\"type\":\"message\",\"content\":[]}")) {
            var settings = new ClaudeSettings(
                    "sk-test",
                    hosts.configured().toString(),
                    "claude-sonnet-5-5",
                    "claude-opus-5-5",
                    BigDecimal.ONE,
                    Duration.ofMillis(1),
                    Network.standard());
            var analyst = new ClaudeAnalyst(settings, Disclosure.DEFAULT, Privacy.MASKED);
            var file = Cases.of(
                            "AWS::RDS::DBInstance",
                            "{'DBInstanceClass':'db.r5.large','Engine':'mysql','AllocatedStorage':100}",
                            "{'DBInstanceClass':'db.r5.4xlarge','Engine':'mysql','AllocatedStorage':100}")
                    .build();
            assertThatThrownBy(() -> analyst.judge(file, calls::add))
                    .isInstanceOfSatisfying(PhantomException.class, e -> {
                        assertThat(e.diagnostic().code()).isEqualTo(Code.ANALYST_UNAVAILABLE);
                        assertThat(e.diagnostic().summary()).contains(hosts.line(status));
                    });
            assertThat(hosts.reached()).isEmpty();
            assertThat(hosts.asked()).hasSize(1);
            assertThat(calls)
                    .singleElement()
                    .satisfies(call -> assertThat(call.result()).isInstanceOf(ModelCall.Result.Failed.class));
        }
    }
}
