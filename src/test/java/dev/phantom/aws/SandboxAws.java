package dev.phantom.aws;

import dev.phantom.aws.live.CloudFormationLiveState;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.sandbox.aws.EmbeddedAws;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The network scenario in an embedded AWS, and our adapters pointed at it through the real SDK.
final class SandboxAws implements AutoCloseable {

    static final StackId NETWORK = new StackId("111122223333", "us-east-1", "network");
    static final Path FOLDER = Path.of("src/test/scenarios/01-network-baseline");

    final EmbeddedAws aws;
    final CallLog log;
    final List<String> progress = new CopyOnWriteArrayList<>();
    final AwsClients clients;
    final Scenario scenario;

    SandboxAws(Quirks quirks) {
        this(quirks, call -> {});
    }

    SandboxAws(Quirks quirks, Consumer<CallLog.Call> listener) {
        this(Scenario.open(FOLDER, Instant.now()), quirks, listener);
    }

    SandboxAws(Scenario scenario, Quirks quirks, Consumer<CallLog.Call> listener) {
        System.setProperty("aws.accessKeyId", "AKIDEMBEDDED");
        System.setProperty("aws.secretAccessKey", "embedded");
        this.scenario = scenario;
        log = new CallLog(null, listener);
        aws = EmbeddedAws.start(scenario, InstantSource.system(), log, quirks, 0);
        clients = new AwsClients(access());
    }

    AwsAccess access() {
        return AwsAccess.standard("test").withEndpoint(aws.uri()).withPace(AwsPacing.LOOPBACK);
    }

    CloudFormationDeployedState deployedState() {
        return new CloudFormationDeployedState(clients, List.of(new CloudFormation()));
    }

    DeployedState deployed() {
        return deployedState().read(NETWORK);
    }

    CloudFormationChangeSets changeSets() {
        return new CloudFormationChangeSets(clients, InstantSource.system());
    }

    LiveState live(LiveOptions options) {
        return live(deployed(), options);
    }

    LiveState live(DeployedState deployed, LiveOptions options) {
        return new CloudFormationLiveState(clients, stack -> Known.TYPES, options, InstantSource.system())
                .read(deployed, progress::add);
    }

    long calls(String operation) {
        return log.calls().stream()
                .filter(c -> c.operation().endsWith("." + operation))
                .count();
    }

    static LiveResource resource(LiveState live, String logicalId) {
        return live.resources().stream()
                .filter(r -> r.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }

    static String text(LiveResource resource, String property) {
        return resource.properties().get(property) instanceof Value.Scalar s ? s.text() : "";
    }

    @Override
    public void close() {
        clients.close();
        aws.close();
    }
}
