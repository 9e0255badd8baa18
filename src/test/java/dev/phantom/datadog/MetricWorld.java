package dev.phantom.datadog;


import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.EvidenceChoice;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.evidence.EvidenceSource.Collected;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.WindowPlanner;
import dev.phantom.iac.Origin;
import dev.phantom.sandbox.datadog.DatadogSandbox;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.wire.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/// One resource, one change, and telemetry that a scenario describes: what becomes of it as evidence.
abstract class MetricWorld {

    static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    static final Instant CHANGE = Instant.parse("2026-11-21T09:00:00Z");

    @TempDir
    Path folder;

    final CallLog log = new CallLog(null, call -> {});
    String service = "";

    /// @param series with `'` for `"`; `DAYS` is nine days before now
    final Collected collect(Drift drift, String... series) {
        var text = "{\"series\": [" + String.join(",", series) + "]}";
        write("scenario.json", """
                {"schema": "phantom.scenario/v1", "title": "t", "now": "2026-11-22T09:00:00Z", "account": "1", "region": "us-east-1",
                 "repository": "a/b"}""");
        write("input/evidence/metrics.json", text.replace('\'', '"').replace("DAYS", "2026-11-13T00:00:00Z"));
        try (var datadog = DatadogSandbox.start(0, Scenario.open(folder, NOW), log)) {
            var stack = new Stack(
                    new StackId("1", "us-east-1", "s"), "prod", "s.yaml", List.of(), service, "team", Stack.Mode.READY);
            return new DatadogEvidence(
                            datadog.environment(),
                            "datadoghq.com",
                            EvidenceChoice.of(List.of(EvidenceClass.METRICS)),
                            EvidenceScope.DEFAULT,
                            InstantSource.fixed(NOW),
                            SandboxWorld.READY,
                            Network.standard())
                    .collect(Subject.alone(stack, drift, Known.HERE), WindowPlanner.plan(drift, NOW));
        }
    }

    private void write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Occurred at(@Nullable Instant moment) {
        return moment == null
                ? Occurred.UNKNOWN
                : new Occurred(moment, null, Occurred.Precision.EXACT, "a", Write.Via.CONSOLE, "e-1", "s-1");
    }

    static Drift drift(String type, String id, Occurred occurred, MapValue safe, MapValue live) {
        var change = new Change.Remove(
                PropertyPath.parse("/X"),
                Value.string("a"),
                Circumstances.declared(Origin.ABSENT).occurred(occurred));
        return new Drift("d-1", "h-1", "R", id, type, Drift.Status.MODIFIED, List.of(change), safe, live);
    }

    static Drift queue(@Nullable Instant moment) {
        return drift(
                "AWS::SQS::Queue",
                "https://sqs.us-east-1.amazonaws.com/1/orders",
                at(moment),
                MapValue.EMPTY,
                MapValue.EMPTY);
    }

    static Metric metric(Collected collected, String name) {
        return collected.signals().stream()
                .flatMap(s -> s instanceof Metric m && m.name().equals(name) ? java.util.stream.Stream.of(m) : null)
                .findFirst()
                .orElseThrow(() -> new AssertionError(collected.toString()));
    }
}
