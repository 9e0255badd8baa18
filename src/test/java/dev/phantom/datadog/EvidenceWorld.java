package dev.phantom.datadog;

import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.EvidenceChoice;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.EvidenceSource.Collected;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Window;
import dev.phantom.sandbox.datadog.DatadogSandbox;
import dev.phantom.sandbox.datadog.InjectedFault;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.wire.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A change of `thing-1` in the stack and service `web` of the team `shop`, and an embedded Datadog that a test fills.
final class EvidenceWorld {

    static final Instant CHANGE = Instant.parse("2026-11-20T02:00:00Z");

    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Path folder;
    private final CallLog log = new CallLog(null, call -> {});
    private final Map<String, InjectedFault> faults = new LinkedHashMap<>();
    private EvidenceScope scope = EvidenceScope.DEFAULT;
    private StackModels models = StackModels.NONE;
    private Instant now = NOW;
    private Window window = new Window(BEGIN, CHANGE, NOW, Window.Dating.WRITE);

    EvidenceWorld(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("input/evidence"));
        scenario();
    }

    private void scenario() throws IOException {
        Files.writeString(folder.resolve("scenario.json"), """
                {"schema":"phantom.scenario/v1","title":"t","now":"%s",
                 "account":"111122223333","region":"us-east-1","repository":"acme/infra"}""".formatted(now));
    }

    /// It is almost a month later, and the window was a week.
    void later() throws IOException {
        now = Instant.parse("2026-12-15T12:00:00Z");
        window = new Window(BEGIN, CHANGE, CHANGE.plus(Duration.ofDays(7)), Window.Dating.WRITE);
        scenario();
    }

    void scope(EvidenceScope other) {
        scope = other;
    }

    /// What Datadog holds: `incidents`.
    void file(String name, String json) throws IOException {
        Files.writeString(folder.resolve("input/evidence").resolve(name + ".json"), json);
    }

    /// What else the stack has.
    void stack(StackModels others) {
        models = others;
    }

    void inject(String route, InjectedFault fault) {
        faults.put(route, fault);
    }

    Window window() {
        return window;
    }

    List<CallLog.Call> calls() {
        return log.calls();
    }

    Collected collect(String type, EvidenceClass... send) {
        var stack = new Stack(
                new StackId("111122223333", "us-east-1", "web"),
                "prod",
                "stacks/web.yaml",
                List.of(),
                "web",
                "shop",
                Stack.Mode.READY);
        var drift = DatadogEvidenceTest.drift("Thing", "thing-1", type, CHANGE.toString());
        try (var datadog = DatadogSandbox.start(0, Scenario.open(folder, now), log)) {
            faults.forEach(datadog::inject);
            return new DatadogEvidence(
                            datadog.environment(),
                            "datadoghq.com",
                            EvidenceChoice.of(List.of(send)),
                            scope,
                            InstantSource.fixed(now),
                            SandboxWorld.READY,
                            Network.standard())
                    .collect(new Subject(stack, drift, models, Known.HERE), window);
        }
    }

    static <T extends Signal> Stream<T> of(Collected collected, Class<T> kind) {
        return collected.signals().stream().filter(kind::isInstance).map(kind::cast);
    }
}
