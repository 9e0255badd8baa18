package dev.phantom.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.compare.Compare;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// An account whose CloudTrail holds the events of a test.
final class TrailWorld {

    static final String ACCOUNT = "111122223333";
    static final Instant FROM = Instant.now().minusSeconds(86_400);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode writes = JSON.createObjectNode();
    private final ArrayNode events = writes.putArray("events");

    /// An event with `'` for `"`, an hour and some seconds after `FROM`.
    TrailWorld event(String service, String name, String identity, String more) throws IOException {
        var event =
                (ObjectNode) JSON.readTree(("{'userIdentity': {" + identity + "}, " + more + "}").replace('\'', '"'));
        event.put("eventID", "e-%04d".formatted(events.size()));
        event.put("eventName", name);
        event.put("eventSource", service + ".amazonaws.com");
        if (!event.has("eventTime")) {
            event.put(
                    "eventTime",
                    FROM.plusSeconds(3_600 + events.size())
                            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                            .toString());
        }
        events.add(event);
        return this;
    }

    /// The same account in an embedded AWS.
    SandboxAws start(Path home) throws IOException {
        copy(SandboxAws.FOLDER, home);
        Files.writeString(home.resolve("input/writes.json"), JSON.writeValueAsString(writes));
        // Its own moment: the events are not moved.
        var head = (ObjectNode) JSON.readTree(Files.readString(home.resolve("scenario.json")));
        head.put(
                "now",
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
        Files.writeString(home.resolve("scenario.json"), head.toString());
        return new SandboxAws(Scenario.open(home, Scenario.moment(home)), Quirks.REAL, call -> {});
    }

    static CloudTrailChangeLog log(SandboxAws sandbox) {
        return new CloudTrailChangeLog(sandbox.clients, InstantSource.system());
    }

    static StackId stack(String region) {
        return new StackId(ACCOUNT, region, "network");
    }

    static LiveResource resource(String type, String physicalId, String properties) {
        return new LiveResource(
                "Thing",
                physicalId,
                type,
                Map.of(),
                properties.isEmpty() ? MapValue.EMPTY : Compare.map(properties),
                LiveResource.Provenance.CLOUD_CONTROL,
                LiveResource.Status.READ,
                "");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file :
                    files.filter(f -> !f.startsWith(from.resolve("approved"))).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
