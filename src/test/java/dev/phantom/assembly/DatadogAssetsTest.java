package dev.phantom.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.datadog.SandboxWorld;
import dev.phantom.fault.Diagnostic;
import dev.phantom.sandbox.datadog.InjectedFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told of the dashboard, the monitors and the SLO when something is in the way.
class DatadogAssetsTest {

    @TempDir
    private Path folder;

    private final SandboxWorld world = SandboxWorld.of("prompt-analyzer", "2026-02-20T21:40:00Z");

    @AfterEach
    void stop() {
        world.close();
    }

    private DatadogAssets assets() {
        var invocation = new Invocation(world.datadog().environment(), Clock.systemUTC(), folder);
        return new DatadogAssets(Optional.empty(), invocation, false, false);
    }

    @Test
    void aDamagedMemoryIsSaidAndWrittenAnew() throws Exception {
        var file = folder.resolve("datadog-assets.json");
        Files.writeString(file, "{\"schema\": \"phantom.data");
        assertThat(assets().install(folder).lines().getFirst())
                .isEqualTo("datadog-assets.json of the history cannot be read: what people edited is not told from what"
                        + " an older Phantom installed");
        assertThat(assets().install(folder).lines()).noneMatch(line -> line.contains("cannot be read"));
    }

    @Test
    void whatCannotBeKeptIsAProblemBesideTheResults() throws Exception {
        var history = Files.writeString(folder.resolve("history"), "a file where a folder should be");
        var told = assets().install(history);
        assertThat(told.lines()).hasSize(6).allMatch(line -> line.contains("created"));
        assertThat(told.problems()).extracting(Diagnostic::address).containsExactly(history + "/datadog-assets.json");
    }

    @Test
    void aRefusalIsNotSilence() {
        assertThat(assets().alerts()).containsExactly("no monitor alerts");
        world.datadog().inject("GET /api/v1/monitor", new InjectedFault.Forbidden());
        assertThat(assets().alerts())
                .singleElement()
                .asString()
                .startsWith("whether monitors alert could not be read: 403 ")
                .contains("monitors_read");
    }
}
