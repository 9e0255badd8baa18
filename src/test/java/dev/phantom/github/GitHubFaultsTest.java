package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.PhantomException;
import dev.phantom.wire.FaultAssertions;
import dev.phantom.wire.FaultyVendor;
import dev.phantom.wire.Network;
import dev.phantom.wire.WireFault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// GitHub behind each fault: the call ends, and its line says what happened.
class GitHubFaultsTest {

    @TempDir
    Path folder;

    private static GitHubAccess access(World world, FaultyVendor proxy, Network network) {
        return new GitHubAccess(
                proxy.uri(),
                world.access().repository(),
                "main",
                world.access().credential(),
                GitHubPacing.brisk(),
                network);
    }

    @ParameterizedTest
    @EnumSource(WireFault.class)
    void aReadSaysWhatHappened(WireFault fault) {
        try (var world = new World(folder);
                var proxy = new FaultyVendor(fault, world.access().api(), FaultAssertions.HUGE, line -> true)) {
            var host = new GitHubCodeHost(access(world, proxy, FaultAssertions.network()), List.of());
            if (fault.passes()) {
                assertThat(host.branch("main")).isPresent();
                return;
            }
            assertThatThrownBy(() -> host.branch("main"))
                    .isInstanceOfSatisfying(
                            PhantomException.class,
                            e -> FaultAssertions.tellsTheTruth(fault, proxy.host(), e.diagnostic()));
        }
    }

    @Test
    void whoIsAwayIsNotAskedAgain() {
        try (var world = new World(folder);
                var proxy = new FaultyVendor(
                        WireFault.ERROR_FOR_EVER, world.access().api(), FaultAssertions.HUGE, line -> true)) {
            var said = new java.util.ArrayList<String>();
            var network = new Network(FaultAssertions.HURRIED, java.time.InstantSource.system(), said::add);
            var host = new GitHubCodeHost(access(world, proxy, network), List.of());
            for (var i = 0; i < 3; i++) {
                assertThatThrownBy(() -> host.branch("main")).isInstanceOf(PhantomException.class);
            }
            var asked = proxy.asked();
            assertThatThrownBy(() -> host.branch("main")).isInstanceOfSatisfying(PhantomException.class, e -> {
                assertThat(e.diagnostic().line()).contains("GitHub is not asked any more in this run");
                assertThat(e.diagnostic().cause()).isEqualTo(WireFault.ERROR_FOR_EVER.cause());
            });
            assertThat(proxy.asked()).isEqualTo(asked);
            assertThat(said).singleElement().asString().contains("GitHub is not asked any more in this run, after ");
        }
    }

    @Test
    void aNoIsAnAnswerAndNobodyIsGivenUpForIt() {
        try (var world = new World(folder);
                var proxy = new FaultyVendor(
                        WireFault.FORBIDDEN, world.access().api(), FaultAssertions.HUGE, line -> true)) {
            var network = FaultAssertions.network();
            var host = new GitHubCodeHost(access(world, proxy, network), List.of());
            for (var i = 0; i < 5; i++) {
                assertThatThrownBy(() -> host.branch("main")).isInstanceOf(PhantomException.class);
            }
            assertThat(network.vendor("GitHub").away()).isEmpty();
            assertThat(proxy.asked()).isGreaterThanOrEqualTo(5);
        }
    }
}
