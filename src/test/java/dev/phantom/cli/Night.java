package dev.phantom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The embedded scenario, standing still, and command lines that are run inside it.
final class Night implements AutoCloseable {

    private static final Instant MORNING = Instant.parse("2026-11-22T09:00:00Z");

    final EmbeddedWorld world;
    private final Shell shell = new Shell();
    private final Path folder;

    Night(Path folder) {
        this.folder = folder;
        world = EmbeddedWorld.start("payments-night", folder, MORNING, 0, false, new CallLog(null, call -> {}));
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        System.setProperty("aws.region", "us-east-1");
        shell.in(folder).at(Clock.fixed(world.now(), ZoneOffset.UTC)).set("PHANTOM_MASK_KEY", "k");
        world.environment().forEach(shell::set);
    }

    void set(String name, String value) {
        shell.set(name, value);
    }

    Shell.Result run(String... args) {
        return shell.run(args);
    }

    /// The report of a run, which must go well.
    JsonNode report(String... options) {
        var words = Stream.concat(Stream.of("run", "--output", "json", "--quiet"), Stream.of(options));
        var result = shell.run(words.toArray(String[]::new));
        if (result.code() != 0) {
            throw new AssertionError(result.err());
        }
        try {
            return new ObjectMapper().readTree(result.out()).at("/reports/0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path config() {
        return Path.of(world.environment().getOrDefault("PHANTOM_CONFIG", ""));
    }

    /// Runs with another configuration from now on.
    void configure(UnaryOperator<String> edit) {
        try {
            var file = folder.resolve("phantom.yaml");
            Files.writeString(file, edit.apply(Files.readString(config())));
            shell.set("PHANTOM_CONFIG", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Calls to GitHub that wrote since there were so many calls.
    java.util.List<String> writesSince(int calls) {
        return world.log().calls().stream()
                .skip(calls)
                .filter(c -> c.service().equals("github") && !c.operation().startsWith("GET "))
                .map(CallLog.Call::operation)
                .toList();
    }

    int calls() {
        return world.log().calls().size();
    }

    @Override
    public void close() {
        world.close();
    }
}
