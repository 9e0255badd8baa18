package dev.phantom.claude;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.prompt.Disclosure;
import dev.phantom.analysis.prompt.Privacy;
import dev.phantom.fault.PhantomException;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.wire.FaultAssertions;
import dev.phantom.wire.FaultyVendor;
import dev.phantom.wire.WireFault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Claude behind each fault: the question ends, and its line says what happened.
class ClaudeFaultsTest {

    @ParameterizedTest
    @EnumSource(
            value = WireFault.class,
            mode = Mode.EXCLUDE,
            names = {"LIMIT_ONCE", "ERROR_ONCE"})
    void aQuestionSaysWhatHappened(WireFault fault) {
        try (var model = LoopbackServer.start(0, request -> Reply.json(200, "{}"));
                var proxy = new FaultyVendor(fault, model.uri(), FaultAssertions.HUGE, line -> true)) {
            var settings = new ClaudeSettings(
                    "sk-test",
                    proxy.uri().toString(),
                    "claude-sonnet-5-5",
                    "claude-opus-5-5",
                    BigDecimal.TEN,
                    Duration.ofMillis(20),
                    FaultAssertions.network());
            var analyst = new ClaudeAnalyst(settings, Disclosure.DEFAULT, Privacy.MASKED);
            var file = Cases.of(
                            "AWS::RDS::DBInstance",
                            "{'DBInstanceClass':'db.r5.large','Engine':'mysql','AllocatedStorage':100}",
                            "{'DBInstanceClass':'db.r5.4xlarge','Engine':'mysql','AllocatedStorage':100}")
                    .build();
            if (fault == WireFault.UNAUTHORIZED_MIDWAY) {
                // the first answer, which holds nothing
                assertThatThrownBy(() -> analyst.judge(file, new ArrayList<ModelCall>()::add))
                        .hasMessageContaining("is not what its API documents");
            }
            assertThatThrownBy(() -> analyst.judge(file, new ArrayList<ModelCall>()::add))
                    .isInstanceOfSatisfying(
                            PhantomException.class,
                            e -> FaultAssertions.tellsTheTruth(fault, proxy.host(), e.diagnostic()));
        }
    }
}
