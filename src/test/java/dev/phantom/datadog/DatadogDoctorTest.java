package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.evidence.EvidenceChoice;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.sandbox.datadog.InjectedFault;
import dev.phantom.wire.Network;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatadogDoctorTest {

    private final SandboxWorld world = SandboxWorld.of("prompt-analyzer", "2026-02-20T21:40:00Z");

    @AfterEach
    void stop() {
        world.close();
    }

    private List<String> lines(Map<String, String> more) {
        var environment = new HashMap<>(world.datadog().environment());
        environment.putAll(more);
        var doctor = new DatadogDoctor(
                environment,
                "datadoghq.com",
                EvidenceChoice.of(List.copyOf(EnumSet.complementOf(EnumSet.of(EvidenceClass.TRACES)))),
                InstantSource.fixed(Instant.parse("2026-02-20T21:40:00Z")),
                SandboxWorld.READY,
                Network.standard());
        return doctor.signs().stream()
                .map(c -> "%s %s: %s%s"
                        .formatted(c.level(), c.name(), c.detail(), c.remedy().isEmpty() ? "" : " -> " + c.remedy()))
                .toList();
    }

    @Test
    void everyPermissionIsALine() {
        world.datadog().inject("POST /api/v2/logs/events/search", new InjectedFault.Forbidden());
        assertThat(lines(Map.of()))
                .containsExactly(
                        "OK datadog keys: the API key is valid for datadoghq.com",
                        "OK datadog metrics: readable",
                        "OK datadog metric names: readable",
                        "OK datadog events: readable",
                        "OK datadog monitors: readable",
                        "OK datadog SLOs: readable",
                        "OK datadog dashboards: readable",
                        "OK datadog incidents: readable",
                        "WARN datadog logs: 403 forbidden: Forbidden; needs the permission logs_read_data"
                                + " -> give the application key or its role logs_read_data",
                        "OK datadog traces: excluded by configuration (evidence.send)");
    }

    @Test
    void aWrongKeyEndsIt() {
        assertThat(lines(Map.of("DD_API_KEY", "wrong")))
                .containsExactly(
                        "FAIL datadog keys: the API key is not valid for datadoghq.com -> check DD_API_KEY and DD_SITE");
    }

    @Test
    void noKeysAreAWarning() {
        assertThat(lines(Map.of("DD_API_KEY", "", "DD_APP_KEY", "")))
                .singleElement()
                .asString()
                .startsWith("WARN datadog keys: DD_API_KEY and DD_APP_KEY are not set");
    }
}
