package dev.phantom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.run.RunEvent;
import dev.phantom.sandbox.loopback.TwoHosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The key stays with the intake that was configured.
class TelemetryRedirectsTest {

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void areNotFollowed(int status) {
        var warnings = new ArrayList<String>();
        try (var hosts = new TwoHosts(status, "{}")) {
            var environment = Map.of("PHANTOM_DATADOG_URL", hosts.configured().toString(), "DD_API_KEY", "key");
            try (var events = OtlpRunEvents.of(environment, "0.2.0", warnings::add);
                    var run = events.run(List.of())) {
                run.happened(new RunEvent.RunClosed(RunEvent.Ending.COMPLETE));
            }
            assertThat(hosts.reached()).isEmpty();
            assertThat(hosts.asked()).isNotEmpty();
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .isEqualTo("telemetry was not delivered to " + hosts.configured()
                            + ": metrics: %1$s, traces: %1$s"
                                    .formatted("HTTP %d, a redirect from %s, not followed"
                                            .formatted(
                                                    status, hosts.configured().getAuthority())));
        }
    }
}
