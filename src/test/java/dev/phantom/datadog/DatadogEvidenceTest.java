package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.datadog.api.Patience;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.EvidenceSource.Collected;
import dev.phantom.evidence.Exhibits;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.WindowPlanner;
import dev.phantom.sandbox.datadog.DatadogSandbox;
import dev.phantom.sandbox.datadog.Mishap;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.state.Stack;
import dev.phantom.state.StackId;
import dev.phantom.state.Write;
import dev.phantom.template.Origin;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatadogEvidenceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");
    private static final StackId ID = new StackId("111122223333", "us-east-1", "payments");
    private static final Set<EvidenceClass> DEFAULTS = EnumSet.of(
            EvidenceClass.METRICS, EvidenceClass.ALERTS, EvidenceClass.INCIDENTS, EvidenceClass.DEPLOYS);
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), 1, Duration.ofSeconds(1), 100);

    private final CallLog log = new CallLog(null, call -> {});
    private final DatadogSandbox datadog = DatadogSandbox.start(
            0, Scenario.open(Path.of("src/main/resources/dev/phantom/sandbox/scenarios/payments-night"), NOW), log);

    @AfterEach
    void stop() {
        datadog.close();
    }

    private DatadogEvidence source(Set<EvidenceClass> send, Map<String, String> more) {
        var environment = new HashMap<>(datadog.environment());
        environment.putAll(more);
        return new DatadogEvidence(environment, "datadoghq.com", send, InstantSource.fixed(NOW), PATIENCE);
    }

    private static Stack stack(String service) {
        return new Stack(ID, "prod", "stacks/payments.yaml", List.of(), service, "payments", Stack.Mode.READY);
    }

    static Drift drift(String logicalId, String physicalId, String type, String at) {
        var occurred = new Occurred(
                Instant.parse(at), null, Occurred.Precision.EXACT, "role/oncall", Write.Via.CONSOLE, "7c1e-2", "s-1");
        var change = new Change.Remove(
                PropertyPath.parse("/X"),
                Value.string("a"),
                Circumstances.declared(Origin.ABSENT).occurred(occurred));
        return new Drift(
                "d-1", "h-1", logicalId, physicalId, type, Drift.Status.MODIFIED, List.of(change), Value.MapValue.EMPTY, Value.MapValue.EMPTY);
    }

    private static final Drift DB = drift("Db", "payments-db", "AWS::RDS::DBInstance", "2026-11-21T03:04:11Z");

    private static Collected collect(DatadogEvidence source, Drift drift) {
        return source.collect(stack("payments-api"), drift, WindowPlanner.plan(drift, NOW));
    }

    private static <T extends Signal> Stream<T> of(Collected collected, Class<T> kind) {
        return collected.signals().stream().filter(kind::isInstance).map(kind::cast);
    }

    @Test
    void theNightOfTheDatabaseAsEvidence() {
        var collected = collect(source(DEFAULTS, Map.of()), DB);
        var evidence = Exhibits.of(ID, DB, List.of(), List.of(collected));
        var story = new StringBuilder();
        evidence.exhibits().forEach(e -> story.append("%s %s %s%n".formatted(e.id(), e.signal().at(), e.signal().summary())));
        evidence.gaps().forEach(g -> story.append("gap ").append(g).append('\n'));
        System.err.println(story);
    }
}
