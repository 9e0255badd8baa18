package dev.phantom.datadog.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.sandbox.loopback.TwoHosts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Both keys stay with the host that was configured.
class DatadogRedirectsTest {

    private static DatadogApi api(TwoHosts hosts, Map<String, String> keys) {
        var environment = new java.util.HashMap<>(keys);
        environment.put("PHANTOM_DATADOG_URL", hosts.configured().toString());
        return new DatadogApi(
                DatadogAccess.from(environment),
                new Patience(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(1),
                        2,
                        Duration.ofMillis(1),
                        10));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void areNotFollowedByAQuestion(int status) {
        try (var hosts = new TwoHosts(status, "{\"valid\":true}")) {
            var answer = Validation.read(api(hosts, Map.of("DD_API_KEY", "a", "DD_APP_KEY", "b")));
            assertRefused(answer, hosts, status);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void areNotFollowedByASearchThatIsPosted(int status) {
        try (var hosts = new TwoHosts(status, "{\"data\":[]}")) {
            var answer = Logs.read(
                    api(hosts, Map.of("DD_APP_KEY", "ddpat_token")), new Search("*", "now-1h", "now", 10, true, 10));
            assertRefused(answer, hosts, status);
        }
    }

    private static void assertRefused(ApiAnswer<?> answer, TwoHosts hosts, int status) {
        assertThat(hosts.reached()).isEmpty();
        assertThat(hosts.asked()).hasSize(1);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.line()).startsWith(hosts.line(status)));
    }
}
