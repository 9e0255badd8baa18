package dev.phantom.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.aws.AwsAccess;
import dev.phantom.aws.AwsClients;
import dev.phantom.aws.AwsPacing;
import dev.phantom.sandbox.aws.EmbeddedAws;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.StackId;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// An embedded AWS in which the given stacks run as they were deployed, and clients that ask it without a pause.
final class EmbeddedStacks implements AutoCloseable {

    static final String ACCOUNT = "111111111111";

    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double UNBOUNDED = 1_000_000;
    private static final AwsPacing AT_ONCE = new AwsPacing(
            Duration.ofMillis(1),
            Duration.ofMinutes(2),
            UNBOUNDED,
            UNBOUNDED,
            UNBOUNDED,
            UNBOUNDED,
            Duration.ofMillis(1),
            1,
            false);

    /// Quick, and never throttled.
    static final Quirks QUICK = Quirks.REAL.polls(0).throttleEvery(0);

    /// @param identifier may be empty: then it is worked out from the properties
    record Resource(
            String logicalId, String physicalId, String type, Map<String, String> identifier, ObjectNode properties) {}

    /// @param template YAML or JSON
    record Laid(String name, String region, String template, List<Resource> resources) {
        StackId id() {
            return new StackId(ACCOUNT, region, name);
        }

        LiveState live(Map<String, JsonNode> running) {
            var read = resources.stream()
                    .map(r -> new LiveResource(
                            r.logicalId(),
                            r.physicalId(),
                            r.type(),
                            r.identifier(),
                            value(running.getOrDefault(r.logicalId(), r.properties())),
                            LiveResource.Provenance.CLOUD_CONTROL,
                            LiveResource.Status.READ,
                            ""))
                    .toList();
            return new LiveState(id(), "", LiveState.Source.CLOUD_CONTROL, NOW, read, List.of());
        }

        private static MapValue value(JsonNode properties) {
            try {
                return (MapValue) ValueJson.parse(properties.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    final EmbeddedAws aws;
    AwsClients clients;
    private final AtomicInteger calls = new AtomicInteger(Integer.MAX_VALUE);

    EmbeddedStacks(Path folder, List<Laid> stacks, Quirks quirks) {
        System.setProperty("aws.accessKeyId", "AKIDEMBEDDED");
        System.setProperty("aws.secretAccessKey", "embedded");
        try {
            lay(folder, stacks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        aws = EmbeddedAws.start(
                Scenario.open(folder, NOW), InstantSource.system(), new CallLog(null, call -> answer()), quirks, 0);
        clients = clients();
    }

    private AwsClients clients() {
        return new AwsClients(AwsAccess.standard("test").withEndpoint(aws.uri()).withPace(AT_ONCE));
    }

    /// So many calls are answered from now on; it is as if whoever calls was killed then. Whoever calls next is another
    /// process, which has given up nobody.
    void answers(int most) {
        calls.set(most);
        clients = clients();
    }

    /// How many of those were not asked.
    int unasked() {
        return calls.get();
    }

    private void answer() {
        if (calls.getAndDecrement() <= 0) {
            throw new IllegalStateException("nobody is there any more to hear this");
        }
    }

    private static void lay(Path folder, List<Laid> stacks) throws IOException {
        var input = Files.createDirectories(folder.resolve("input"));
        var head = JSON.createObjectNode()
                .put("schema", "phantom.scenario/v1")
                .put("title", "stacks")
                .put("now", NOW.toString())
                .put("account", ACCOUNT)
                .put("region", "us-east-1")
                .put("repository", "acme/infra");
        Files.writeString(folder.resolve("scenario.json"), head.toString());
        var deployed = JSON.createObjectNode();
        var live = new StringBuilder();
        for (var stack : stacks) {
            Files.writeString(input.resolve(stack.name()), stack.template());
            deployed.withArray("stacks").add(deployed(stack));
            live.append(live(stack)).append('\n');
        }
        Files.writeString(input.resolve("deployed.json"), deployed.toString());
        Files.writeString(input.resolve("live.json"), live);
    }

    private static ObjectNode deployed(Laid stack) {
        var node = JSON.createObjectNode()
                .put("name", stack.name())
                .put(
                        "arn",
                        "arn:aws:cloudformation:" + stack.region() + ":" + ACCOUNT + ":stack/" + stack.name() + "/1")
                .put("status", "UPDATE_COMPLETE")
                .put("createdAt", "2026-08-01T09:00:00Z")
                .put("template", stack.name());
        stack.resources()
                .forEach(r -> node.withArray("resources")
                        .addObject()
                        .put("logicalId", r.logicalId())
                        .put("physicalId", r.physicalId())
                        .put("type", r.type())
                        .put("status", "UPDATE_COMPLETE"));
        return node;
    }

    private static ObjectNode live(Laid stack) {
        var node = JSON.createObjectNode().put("schema", "phantom.live/v1").put("source", "cloud-control");
        node.putObject("stack")
                .put("name", stack.name())
                .put("account", ACCOUNT)
                .put("region", stack.region());
        stack.resources().forEach(r -> {
            var one = node.withArray("resources")
                    .addObject()
                    .put("logicalId", r.logicalId())
                    .put("physicalId", r.physicalId())
                    .put("type", r.type())
                    .put("provenance", "cloud-control")
                    .put("status", "read");
            r.identifier().forEach(one.putObject("identifier")::put);
            one.set("properties", r.properties());
        });
        return node;
    }

    @Override
    public void close() {
        clients.close();
        aws.close();
    }
}
