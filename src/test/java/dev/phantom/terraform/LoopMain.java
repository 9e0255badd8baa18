package dev.phantom.terraform;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.github.EmbeddedGitHub;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// What `tools/terraform/loop.sh` runs beside moto: GitHub, and a CloudTrail that answers and has seen nothing, which
/// moto has not. `LoopMain SCENARIO FOLDER` prints where they are, as JSON, and keeps them up until stdin ends.
final class LoopMain {

    private LoopMain() {}

    public static void main(String[] arguments) throws IOException {
        var scenario = Scenario.open(Path.of(arguments[0]), Instant.now());
        var log = new CallLog(null, c -> {});
        try (var github = EmbeddedGitHub.start(0, Path.of(arguments[1]), scenario, log, InstantSource.system());
                var trail = LoopbackServer.start(
                        0, request -> Reply.of(200, "application/x-amz-json-1.1", "{\"Events\": []}"))) {
            System.out.println(new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "github", github.uri().toString(),
                            "token", EmbeddedGitHub.TOKEN,
                            "cloudtrail", trail.uri().toString())));
            System.out.flush();
            while (System.in.read() >= 0) {
                // until whoever started it goes away
            }
        }
    }
}
