package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.datadog.api.Patience;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.EvidenceChoice;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.EvidenceSource.Collected;
import dev.phantom.evidence.Exhibits;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.WindowPlanner;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import dev.phantom.iac.Origin;
import dev.phantom.sandbox.datadog.DatadogSandbox;
import dev.phantom.sandbox.datadog.InjectedFault;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.wire.Network;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatadogEvidenceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");
    private static final StackId ID = new StackId("111122223333", "us-east-1", "payments");
    private static final Set<EvidenceClass> DEFAULTS =
            EnumSet.of(EvidenceClass.METRICS, EvidenceClass.ALERTS, EvidenceClass.INCIDENTS, EvidenceClass.DEPLOYS);

    private Patience patience = SandboxWorld.READY;
    private EvidenceScope scope = EvidenceScope.DEFAULT;
    private final CallLog log = new CallLog(null, call -> {});
    private final DatadogSandbox datadog = DatadogSandbox.start(
            0, Scenario.open(Path.of("src/main/resources/dev/phantom/sandbox/scenarios/payments-night"), NOW), log);

    @AfterEach
    void stop() {
        datadog.close();
    }

    private static EvidenceChoice choice(Set<EvidenceClass> send) {
        return EvidenceChoice.of(List.copyOf(send));
    }

    private DatadogEvidence source(Set<EvidenceClass> send, Map<String, String> more) {
        var environment = new HashMap<>(datadog.environment());
        environment.putAll(more);
        return new DatadogEvidence(
                environment,
                "datadoghq.com",
                choice(send),
                scope,
                InstantSource.fixed(NOW),
                patience,
                Network.standard());
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
                "d-1",
                "h-1",
                logicalId,
                physicalId,
                type,
                Drift.Status.MODIFIED,
                List.of(change),
                Value.MapValue.EMPTY,
                Value.MapValue.EMPTY);
    }

    private static final Drift DB = drift("Db", "payments-db", "AWS::RDS::DBInstance", "2026-11-21T03:04:11Z");

    private static Collected collect(DatadogEvidence source, Drift drift) {
        return source.collect(Subject.alone(stack("payments-api"), drift, Known.HERE), WindowPlanner.plan(drift, NOW));
    }

    private static <T extends Signal> Stream<T> of(Collected collected, Class<T> kind) {
        return collected.signals().stream().filter(kind::isInstance).map(kind::cast);
    }

    @Test
    void theNightOfTheDatabaseAsEvidence() {
        var write = new Write(
                "7c1e-2",
                Instant.parse("2026-11-21T03:04:11Z"),
                "ModifyDBInstance",
                "rds.amazonaws.com",
                Write.Origin.of("role/oncall", Write.Via.CONSOLE, "s-1"),
                List.of(),
                Value.MapValue.EMPTY,
                "");
        var collected = collect(source(DEFAULTS, Map.of()), DB);
        var evidence = Exhibits.of(ID, DB, List.of(write), List.of(collected));
        assertThat(evidence.exhibits().stream()
                        .map(e -> e.id() + " " + e.signal().summary()))
                .containsSubsequence(
                        "E-01 payments-api v412 deployed: deployment of payments-api v412 finished",
                        "E-08 incident 3107 SEV-2 \"Slow checkout\" ended 04:02; declared 02:55, customer impact from 02:50 to 04:02, stable not recorded, resolved 04:10; root cause as written: slow query shipped with v412",
                        "E-09 monitor \"checkout p95 > 2 s\" alerts; recovered 04:02 after 70 min",
                        "E-10 ModifyDBInstance by role/oncall, console",
                        "E-11 DB instance class modified: Finished applying modification to DB instance class",
                        "E-13 payments-api v412 rolled back to v411: rollback of payments-api to v411 finished");
        assertThat(evidence.gaps()).isEmpty();
        assertThat(evidence.notAsked())
                .contains(
                        "logs: excluded by configuration (evidence.send)",
                        "traces: excluded by configuration (evidence.send)");
        assertThat(of(collected, Signal.Event.class).map(Signal.Event::kind))
                .containsExactlyInAnyOrder(
                        Signal.Event.Kind.DEPLOY, Signal.Event.Kind.OTHER, Signal.Event.Kind.ROLLBACK);
        assertThat(of(collected, Signal.Health.class)).singleElement().matches(Signal.Health::healthy);
    }

    /// 42 an hour and 2.2 a second cannot be compared at a glance.
    @Test
    void theRatesOfALineAreToldByOneSpan() {
        assertThat(of(collect(source(DEFAULTS, Map.of()), DB), Signal.Metric.class)
                        .map(Signal::summary))
                .anyMatch(line -> line.contains("/h"))
                .allMatch(line ->
                        Stream.of("/s", "/min", "/h").filter(line::contains).count() <= 1);
    }

    @Test
    void aMetricIsToldBeforeAtTheOnsetFromTheChangeAndSince() {
        var cpu = of(collect(source(DEFAULTS, Map.of()), DB), Signal.Metric.class)
                .filter(m -> m.name().equals("aws.rds.cpuutilization"))
                .findFirst()
                .orElseThrow();
        assertThat(cpu.role()).isEqualTo(Signal.Metric.Role.UTILISATION);
        assertThat(cpu.unit()).isEqualTo("percent");
        assertThat(cpu.coverage()).isGreaterThan(0.95);
        assertThat(Objects.requireNonNull(cpu.before()).average()).isBetween(30.0, 38.0);
        assertThat(Objects.requireNonNull(cpu.onset()).average()).isBetween(85.0, 91.0);
        assertThat(Objects.requireNonNull(cpu.during()).average()).isBetween(65.0, 80.0);
        assertThat(Objects.requireNonNull(cpu.after()).max()).isLessThan(6.0);
        assertThat(cpu.summary()).contains("unusual from 02:45 to 03:55");
    }

    @Test
    void everyLinkIsOnTheAppHostAndStandsStill() {
        var all = source(EnumSet.allOf(EvidenceClass.class), Map.of());
        assertThat(collect(all, DB).signals())
                .extracting(Signal::link)
                .allMatch(link -> link.startsWith("https://app.datadoghq.com/"))
                .anyMatch(link -> link.contains("live=false"));
        var own = source(DEFAULTS, Map.of("DD_APP_URL", "https://acme.datadoghq.com"));
        assertThat(collect(own, DB).signals())
                .isNotEmpty()
                .extracting(Signal::link)
                .allMatch(l -> l.startsWith("https://acme.datadoghq.com/"));
    }

    @Test
    void logsAndTracesOnlyWhereConfigured() {
        var collected = collect(source(EnumSet.of(EvidenceClass.LOGS, EvidenceClass.TRACES), Map.of()), DB);
        assertThat(of(collected, Signal.Log.class))
                .anySatisfy(l -> assertThat(l.summary())
                        .startsWith("log \"checkout timed out after * ms\": 1 before, 2 from the change on"))
                .anySatisfy(l -> assertThat(l.text()).isEqualTo("checkout timed out after 4000 ms"));
        assertThat(of(collected, Signal.Trace.class))
                .anySatisfy(t -> assertThat(t.error()).isTrue());
        assertThat(collected.gaps()).isEmpty();
        assertThat(collected.notAsked())
                .contains(
                        "alerts: excluded by configuration (evidence.send)",
                        "incidents: excluded by configuration (evidence.send)",
                        "metrics: excluded by configuration (evidence.send)",
                        "deploys: excluded by configuration (evidence.send)");
        assertThat(log.calls()).hasSize(7);
    }

    @Test
    void twentyCallsADriftAtMostAndFewerForTheNext() {
        var source = source(EnumSet.allOf(EvidenceClass.class), Map.of());
        var left = Gap.texts(collect(source, DB).gaps());
        var first = log.calls().size();
        assertThat(first).isLessThanOrEqualTo(20);
        assertThat(left).allMatch(gap -> gap.startsWith("traces around the change: not asked"));
        collect(source, DB);
        assertThat(log.calls()).hasSize(first + left.size());
        collect(source, drift("WebTier", "payments-web", "AWS::AutoScaling::AutoScalingGroup", "2026-11-21T05:34:20Z"));
        assertThat(log.calls().size() - first).isLessThan(first);
    }

    @Test
    void theSpentBudgetIsAGap() {
        var environment = datadog.environment();
        var three =
                new Patience(patience.connect(), patience.read(), patience.firstWait(), 1, patience.longestWait(), 3);
        var source = new DatadogEvidence(
                environment,
                "datadoghq.com",
                EvidenceChoice.DEFAULT,
                EvidenceScope.DEFAULT,
                InstantSource.fixed(NOW),
                three,
                Network.standard());
        assertThat(Gap.texts(collect(source, DB).gaps()))
                .contains("events: not asked: the budget of 3 calls per run is used up");
        assertThat(log.calls()).hasSize(3);
    }

    @Test
    void aReadThatIsNotAnsweredIsAGap() {
        patience = SandboxWorld.NONE;
        datadog.inject("POST /api/v2/query/timeseries", new InjectedFault.Hanging());
        var collected = collect(source(DEFAULTS, Map.of()), DB);
        assertThat(of(collected, Signal.Metric.class)).isEmpty();
        assertThat(collected.gaps())
                .filteredOn(g -> g.cause() == Cause.AWAY)
                .extracting(Gap::text)
                .anySatisfy(line -> assertThat(line)
                        .containsPattern("(metrics|alerts|monitors|incidents): .* sent no answer within 50 ms"));
    }

    @Test
    void whatIsRefusedIsAGapWithThePermission() {
        datadog.inject("POST /api/v2/events/search", new InjectedFault.Forbidden());
        datadog.inject("GET /api/v2/incidents/search", new InjectedFault.Unauthorised());
        datadog.inject("GET /api/v1/slo", new InjectedFault.RateLimited(3600, 99));
        var collected = collect(source(DEFAULTS, Map.of()), DB);
        assertThat(of(collected, Signal.Alert.class)).isEmpty();
        assertThat(Gap.texts(collected.gaps()))
                .contains(
                        "alerts: 403 forbidden: Forbidden; needs the permission events_read",
                        "SLOs: 429 rate limited: Rate limit of 300 requests in 3600 seconds reached.; Datadog asked to wait 60 min, and a call waits at most 1 s",
                        "incidents: 401 unauthorised: Unauthorized; check DD_API_KEY, DD_APP_KEY and DD_SITE",
                        "events: 403 forbidden: Forbidden; needs the permission events_read");
        assertThat(collected.gaps())
                .filteredOn(g -> g.cause() == Cause.DENIED)
                .extracting(g -> g.text().split(":")[0])
                .containsExactlyInAnyOrder("alerts", "incidents", "events", "events of other services");
        assertThat(collected.gaps())
                .filteredOn(g -> g.cause().passes())
                .extracting(Gap::cause)
                .containsExactly(Cause.RATE_LIMITED);
    }

    @Test
    void partialAnswersAreSaid() {
        datadog.inject("POST /api/v2/events/search", new InjectedFault.Partial("one index is slow"));
        assertThat(Gap.texts(collect(source(DEFAULTS, Map.of()), DB).gaps()))
                .contains("alerts: partial: Datadog stopped early (timeout)", "alerts: partial: one index is slow");
    }

    @Test
    void withoutKeysThereIsOneGapAndNoCall() {
        var collected = collect(source(DEFAULTS, Map.of("DD_APP_KEY", "")), DB);
        assertThat(Gap.texts(collected.gaps()))
                .containsExactly("datadog: PH-DDG-001 DD_APP_KEY is not set; set it in the environment or in .env");
        assertThat(log.calls()).isEmpty();
    }

    @Test
    void withoutAServiceTheResourceIsStillLookedFor() {
        var source = source(DEFAULTS, Map.of());
        var collected = source.collect(Subject.alone(stack(""), DB, Known.HERE), WindowPlanner.plan(DB, NOW));
        assertThat(of(collected, Signal.Metric.class)).anyMatch(m -> m.name().equals("aws.rds.cpuutilization"));
        assertThat(Gap.texts(collected.gaps()))
                .contains("service health: the configuration names no service for this stack");
    }

    @Test
    void theBatchInstanceIsIdleSince() {
        var drift = drift("Batch", "i-0ba7c40000000ba7c", "AWS::EC2::Instance", "2026-11-21T06:10:45Z");
        var metrics = of(collect(source(DEFAULTS, Map.of()), drift), Signal.Metric.class)
                .toList();
        assertThat(metrics)
                .filteredOn(m -> m.name().equals("aws.ec2.cpuutilization"))
                .singleElement()
                .satisfies(cpu -> {
                    assertThat(Objects.requireNonNull(cpu.onset()).average()).isGreaterThan(85);
                    assertThat(Objects.requireNonNull(cpu.after()).p95()).isLessThan(15);
                });
    }
}
