package dev.phantom.datadog;

import dev.phantom.datadog.api.Patience;
import dev.phantom.sandbox.datadog.DatadogSandbox;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// An embedded Datadog for one test.
public record SandboxWorld(DatadogSandbox datadog, CallLog log, Scenario scenario) implements AutoCloseable {

    /// Waits for whatever answers, and repeats at once.
    public static final Patience READY = new Patience(
            Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMillis(1), 2, Duration.ofSeconds(1), 200);

    /// Gives up on what does not answer; slow answers may be lost too.
    public static final Patience NONE = new Patience(
            Duration.ofSeconds(30), Duration.ofMillis(50), Duration.ofMillis(1), 2, Duration.ofSeconds(1), 200);

    public static SandboxWorld of(String name, String now) {
        var scenario = Scenario.open(Path.of("src/test/resources/datadog", name), Instant.parse(now));
        var log = new CallLog(null, call -> {});
        return new SandboxWorld(DatadogSandbox.start(0, scenario, log), log, scenario);
    }

    @Override
    public void close() {
        datadog.close();
    }
}
