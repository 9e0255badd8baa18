package dev.phantom.cli;

import dev.phantom.sandbox.aws.EmbeddedAws;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/// The embedded AWS of one scenario, and a shell that asks nothing else.
final class LoneAws {

    static final Path NETWORK = Path.of("src/test/scenarios/01-network-baseline");

    private LoneAws() {}

    static EmbeddedAws of(Path scenario, Quirks quirks) {
        return EmbeddedAws.start(
                Scenario.open(scenario, Instant.now()),
                InstantSource.system(),
                new CallLog(null, call -> {}),
                quirks,
                0);
    }

    static Shell shell(EmbeddedAws aws, Path folder) {
        System.setProperty("aws.accessKeyId", "AKIDEMBEDDED");
        System.setProperty("aws.secretAccessKey", "embedded");
        return new Shell()
                .in(folder)
                .set("AWS_ENDPOINT_URL", aws.uri().toString())
                .set("AWS_REGION", "us-east-1");
    }
}
