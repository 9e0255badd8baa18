package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.DatadogAccess;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.Monitors;
import dev.phantom.datadog.api.Patience;
import dev.phantom.wire.FaultAssertions;
import dev.phantom.wire.FaultyVendor;
import dev.phantom.wire.WireFault;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Datadog behind each fault: the query ends, and its line says what happened.
class DatadogFaultsTest {

    private static final Patience QUICK = new Patience(
            Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(1), 2, Duration.ofSeconds(1), 200);

    private static ApiAnswer<List<Monitors.Group>> asked(SandboxWorld world, FaultyVendor proxy) {
        var environment = new HashMap<>(world.datadog().environment());
        environment.put("PHANTOM_DATADOG_URL", proxy.uri().toString());
        var api = new DatadogApi(
                DatadogAccess.from(environment),
                QUICK,
                FaultAssertions.network().vendor(DatadogApi.NAME));
        // credentials that end midway are good for the first
        Monitors.groups(api, "status:alert");
        return Monitors.groups(api, "status:alert");
    }

    @ParameterizedTest
    @EnumSource(WireFault.class)
    void aQuerySaysWhatHappened(WireFault fault) {
        try (var world = SandboxWorld.of("prompt-analyzer", "2026-02-20T21:40:00Z");
                var proxy = new FaultyVendor(fault, world.datadog().uri(), FaultAssertions.HUGE, line -> true)) {
            var answer = asked(world, proxy);
            if (fault.passes()) {
                assertThat(answer).isInstanceOf(ApiAnswer.Got.class);
                return;
            }
            assertThat(answer).isInstanceOfSatisfying(ApiAnswer.Refused.class, refused -> {
                FaultAssertions.tellsTheTruth(fault, proxy.host(), refused.line());
                assertThat(refused.why().cause()).as(refused.line()).isEqualTo(fault.cause());
            });
        }
    }

    /// An empty list is an answer; no list is none.
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"metadata\":{}}", "{\"groups\":null}"})
    void anAnswerWithoutTheDocumentedMembersIsBroken(String body) {
        try (var server = dev.phantom.sandbox.loopback.LoopbackServer.start(
                0, request -> dev.phantom.sandbox.loopback.LoopbackServer.Reply.json(200, body))) {
            assertThat(groups(server.uri().toString())).isInstanceOfSatisfying(ApiAnswer.Refused.class, refused -> {
                assertThat(refused.line()).contains("gave an answer without groups");
                assertThat(refused.why().cause()).isEqualTo(dev.phantom.fault.Cause.BROKEN);
            });
        }
    }

    @Test
    void anEmptyListIsAnAnswer() {
        try (var server = dev.phantom.sandbox.loopback.LoopbackServer.start(
                0, request -> dev.phantom.sandbox.loopback.LoopbackServer.Reply.json(200, "{\"groups\":[]}"))) {
            assertThat(groups(server.uri().toString())).isEqualTo(new ApiAnswer.Got<>(List.of()));
        }
    }

    private static ApiAnswer<List<Monitors.Group>> groups(String url) {
        var environment = java.util.Map.of("DD_API_KEY", "k", "DD_APP_KEY", "a", "PHANTOM_DATADOG_URL", url);
        var api = new DatadogApi(
                DatadogAccess.from(environment),
                QUICK,
                FaultAssertions.network().vendor(DatadogApi.NAME));
        return Monitors.groups(api, "status:alert");
    }
}
