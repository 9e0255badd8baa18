package dev.phantom.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.aws.live.CloudFormationLiveState;
import dev.phantom.aws.live.TemplateKeeper;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.sandbox.aws.EmbeddedAws;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.stack.file.LiveStateWriter;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What `tools/second-client/awscli.sh` runs: `serve FOLDER` keeps an embedded AWS up until stdin ends; `read STACK`
/// prints what our own adapters read from `AWS_ENDPOINT_URL`, which the SDK itself takes from the environment; `rows
/// REGION STACK ID` what they read of a change set.
final class SecondClientMain {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SecondClientMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("serve")) {
            serve(Path.of(arguments[1]));
        } else if (arguments[0].equals("rows")) {
            System.out.println(rows(new StackId("", arguments[1], arguments[2]), arguments[3]));
        } else {
            System.out.println(read(arguments[1], arguments[2]));
        }
    }

    private static void serve(Path folder) throws IOException {
        var scenario = Scenario.open(folder, Instant.now());
        try (var aws =
                EmbeddedAws.start(scenario, InstantSource.system(), new CallLog(null, c -> {}), Quirks.REAL, 0)) {
            System.out.println(aws.uri());
            System.out.flush();
            while (System.in.read() >= 0) {
                // until whoever started it goes away
            }
        }
    }

    private static String rows(StackId stack, String id) {
        var pace = AwsPacing.of(Optional.of(URI.create(System.getenv("AWS_ENDPOINT_URL"))));
        try (var clients = new AwsClients(AwsAccess.standard("second").withPace(pace))) {
            var result = JSON.createArrayNode();
            for (var row : new CloudFormationChangeSets(clients, InstantSource.system())
                    .describe(stack, id)
                    .rows()) {
                var cells = result.addArray()
                        .add(row.logicalId())
                        .add(row.physicalId())
                        .add(row.type())
                        .add(row.action())
                        .add(row.replacement())
                        .addArray();
                row.cells()
                        .forEach(c -> cells.addArray()
                                .add(c.path().toString())
                                .add(c.change())
                                .add(c.before().map(SecondClientMain::text).orElse(null))
                                .add(c.after().map(SecondClientMain::text).orElse(null)));
            }
            return result.toString();
        }
    }

    private static String text(Value value) {
        return value instanceof Value.Scalar s
                ? s.text()
                : JsonRendering.of(value).orElse("?");
    }

    private static String read(String region, String name) throws IOException {
        var pace = AwsPacing.of(Optional.of(URI.create(System.getenv("AWS_ENDPOINT_URL"))));
        try (var clients = new AwsClients(AwsAccess.standard("second").withPace(pace))) {
            var source = new CloudFormationDeployedState(clients, List.of(new CloudFormation()));
            var deployed = source.read(new StackId("", region, name));
            var result = JSON.createObjectNode();
            result.put("account", deployed.id().account())
                    .put("arn", deployed.stackArn())
                    .put("status", deployed.status());
            deployed.effective().ifPresent(t -> result.put("template", t.text()));
            var parameters = result.putArray("parameters");
            deployed.parameters().forEach(p -> parameters.add(p.name()));
            result.set("tags", JSON.valueToTree(deployed.tags()));
            result.set("exports", JSON.valueToTree(deployed.exports()));
            var rows = result.putObject("resources");
            deployed.resources()
                    .values()
                    .forEach(r -> rows.putArray(r.logicalId())
                            .add(r.physicalId())
                            .add(r.type())
                            .add(r.status()));
            var live = new CloudFormationLiveState(
                            clients, stack -> Known.TYPES, LiveOptions.RUN.withDiscovery(), InstantSource.system())
                    .read(deployed, l -> {});
            result.put("generatedTemplate", TemplateKeeper.name(deployed.id(), 0));
            result.set("live", json(live));
            result.set(
                    "cloudControl",
                    json(new CloudFormationLiveState(
                                    clients,
                                    stack -> Known.TYPES,
                                    LiveOptions.RUN.withoutGenerator(),
                                    InstantSource.system())
                            .read(deployed, l -> {})));
            var now = Instant.now();
            var writes = new CloudTrailChangeLog(clients, InstantSource.system())
                    .writes(deployed.id(), live.resources(), now.minus(Duration.ofDays(80)), now);
            result.set(
                    "writes",
                    JSON.valueToTree(
                            writes.writes().stream().map(Write::eventId).toList()));
            return result.toString();
        }
    }

    private static ObjectNode json(LiveState live) throws IOException {
        var out = new StringWriter();
        new LiveStateWriter(Mask.of("second-client"), Secrets.NONE).write(live, out);
        return (ObjectNode) JSON.readTree(out.toString());
    }
}
