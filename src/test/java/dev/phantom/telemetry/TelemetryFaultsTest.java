package dev.phantom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.run.RunEvent;
import dev.phantom.sandbox.loopback.EndlessAnswers;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.wire.FaultAssertions;
import dev.phantom.wire.FaultyVendor;
import dev.phantom.wire.WireFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// An intake behind each fault: the run ends, with one line at most.
class TelemetryFaultsTest {

    @ParameterizedTest
    @EnumSource(
            value = WireFault.class,
            mode = Mode.EXCLUDE,
            names = {"STALL", "BLACKHOLE"})
    void aRunEndsWithOneLineAtMost(WireFault fault) {
        var warnings = new ArrayList<String>();
        String host;
        try (var intake = LoopbackServer.start(0, request -> Reply.json(200, "{}"));
                var proxy = new FaultyVendor(fault, intake.uri(), FaultAssertions.HUGE, line -> true)) {
            host = proxy.host();
            var environment = Map.of("PHANTOM_DATADOG_URL", proxy.uri().toString(), "DD_API_KEY", "key");
            try (var events = OtlpRunEvents.of(environment, "0.2.0", warnings::add);
                    var run = events.run(List.of())) {
                run.happened(new RunEvent.RunClosed(RunEvent.Ending.COMPLETE));
            }
        }
        assertThat(warnings).hasSizeLessThanOrEqualTo(1);
        assertThat(warnings).allSatisfy(FaultAssertions::isForPeople);
        switch (fault) {
            case REFUSED, UNKNOWN_HOST, TLS_ON_A_PLAIN_PORT ->
                assertThat(warnings).singleElement().asString().containsPattern(fault.said(host));
            case LIMIT_FOR_EVER, LIMIT_HOURS, ERROR_FOR_EVER, FORBIDDEN, REDIRECT ->
                assertThat(warnings).singleElement().asString().contains("HTTP ");
            default -> {}
        }
    }

    /// The exporter keeps 4 MB of an answer, packed or not.
    @Test
    void anAnswerThatNeverEndsIsGivenUp() {
        var warnings = new ArrayList<String>();
        try (var endless = new EndlessAnswers()) {
            var environment = Map.of("PHANTOM_DATADOG_URL", endless.uri().toString(), "DD_API_KEY", "key");
            try (var events = OtlpRunEvents.of(environment, "0.2.0", warnings::add);
                    var run = events.run(List.of())) {
                run.happened(new RunEvent.RunClosed(RunEvent.Ending.COMPLETE));
            }
            assertThat(endless.taken()).isNotEmpty().allMatch(bytes -> bytes < 16 << 20);
        }
        assertThat(warnings).hasSizeLessThanOrEqualTo(1).allSatisfy(FaultAssertions::isForPeople);
    }
}
