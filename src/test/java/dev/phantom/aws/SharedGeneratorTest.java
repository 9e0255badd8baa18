package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.aws.live.CloudFormationLiveState;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveState;
import dev.phantom.wire.Network;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Runs that know nothing of each other share what AWS has once for an account: its scan and its templates.
class SharedGeneratorTest {

    private static final int RUNS = 4;

    private static LiveState read(SandboxAws sandbox) {
        try (var clients = new AwsClients(sandbox.access().on(Network.standard()))) {
            var deployed =
                    new CloudFormationDeployedState(clients, List.of(new CloudFormation())).read(SandboxAws.NETWORK);
            var source =
                    new CloudFormationLiveState(clients, stack -> Known.TYPES, LiveOptions.RUN, InstantSource.system());
            return source.read(deployed, sandbox.progress::add);
        }
    }

    private static List<LiveState> atOnce(SandboxAws sandbox) throws Exception {
        try (var pool = Executors.newFixedThreadPool(RUNS)) {
            Callable<LiveState> run = () -> read(sandbox);
            var states = new ArrayList<LiveState>();
            for (var state : pool.invokeAll(java.util.Collections.nCopies(RUNS, run))) {
                states.add(state.get());
            }
            return states;
        }
    }

    @Test
    void fourRunsAtOnceStartOneScanAndAllHaveTheLiveState() throws Exception {
        try (var sandbox = new SandboxAws(Quirks.REAL.polls(8))) {
            var states = atOnce(sandbox);
            var alone = read(sandbox);
            assertThat(scans(sandbox)).isEqualTo(1);
            assertThat(states).allSatisfy(state -> {
                assertThat(state.source())
                        .as(() -> String.join("\n", sandbox.progress))
                        .isEqualTo(alone.source());
                assertThat(seen(state)).isEqualTo(seen(alone));
            });
        }
    }

    /// The template is there, and each of them wants it fresh.
    @Test
    void fourRunsAtOnceRefreshOneTemplate() throws Exception {
        try (var sandbox = new SandboxAws(Quirks.REAL.polls(8))) {
            var alone = read(sandbox);
            var states = atOnce(sandbox);
            assertThat(states).allSatisfy(state -> {
                assertThat(state.source())
                        .as(() -> String.join("\n", sandbox.progress))
                        .isEqualTo(alone.source());
                assertThat(seen(state)).isEqualTo(seen(alone));
            });
            assertThat(sandbox.calls("CreateGeneratedTemplate")).isEqualTo(1);
        }
    }

    /// As many stacks of one account and run would: each needs what the scan found, and it is the same.
    @Test
    void oneRunListsAScanOnce() {
        try (var sandbox = new SandboxAws(Quirks.REAL.polls(8));
                var clients = new AwsClients(sandbox.access().on(Network.standard()))) {
            var source = new CloudFormationLiveState(
                    clients, stack -> Known.TYPES, LiveOptions.CHECK, InstantSource.system());
            var first = source.read(sandbox.deployed(), sandbox.progress::add);
            var calls = sandbox.calls("ListResourceScanResources");
            var second = source.read(sandbox.deployed(), sandbox.progress::add);
            assertThat(calls).isPositive();
            assertThat(sandbox.calls("ListResourceScanResources")).isEqualTo(calls);
            assertThat(sandbox.calls("CreateGeneratedTemplate")).isGreaterThan(1);
            assertThat(seen(second)).isEqualTo(seen(first));
        }
    }

    /// Without the request ids of refusals.
    private static List<List<Object>> seen(LiveState state) {
        return state.resources().stream()
                .map(r -> List.<Object>of(r.logicalId(), r.status(), r.provenance(), r.properties()))
                .toList();
    }

    private static long scans(SandboxAws sandbox) {
        return sandbox
                .clients
                .cloudFormation(SandboxAws.NETWORK.account(), SandboxAws.NETWORK.region())
                .listResourceScansPaginator(r -> {})
                .resourceScanSummaries()
                .stream()
                .count();
    }
}
