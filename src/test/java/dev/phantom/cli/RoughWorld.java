package dev.phantom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.github.EmbeddedGitHub;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One embedded world with its history, and vendors that can be away.
final class RoughWorld implements AutoCloseable {
    /// Who can be away.
    enum Source {
        DATADOG,
        CLOUDTRAIL,
        CLAUDE,
        GITHUB,
        AWS
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    final EmbeddedWorld world;
    private final LoopbackServer broken;
    private final Path home;
    private final Instant start;
    private Instant now;

    RoughWorld(Path folder, Path scenario, String name) {
        home = folder.resolve(name);
        world = EmbeddedWorld.open(scenario, home.resolve("world"), new CallLog(null, call -> {}));
        broken = LoopbackServer.start(
                0,
                request -> new Reply(
                        503,
                        Map.of("Content-Type", "application/json", "Retry-After", "0"),
                        "{}".getBytes(StandardCharsets.UTF_8)));
        start = Scenario.moment(scenario);
        now = start;
    }

    RoughWorld after(Duration since) {
        now = start.plus(since);
        return this;
    }

    Shell.Result run(Source away, boolean isAway) {
        return run(away, isAway, "--out", "out");
    }

    Shell.Result run(Source away, boolean isAway, String... options) {
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        var shell = new Shell().in(home).at(Clock.fixed(now, ZoneOffset.UTC)).set("PHANTOM_MASK_KEY", "k");
        world.environment().forEach(shell::set);
        world.aws().throttle("LookupEvents", isAway && away == Source.CLOUDTRAIL ? 100_000 : 0);
        if (isAway && away == Source.DATADOG) {
            shell.set("PHANTOM_DATADOG_URL", closed());
        }
        if (isAway && away == Source.GITHUB) {
            shell.set("PHANTOM_GITHUB_URL", closed());
        }
        if (isAway && away == Source.AWS) {
            shell.set("AWS_ENDPOINT_URL", closed());
        }
        if (isAway && away == Source.CLAUDE) {
            shell.set("ANTHROPIC_BASE_URL", broken.uri().toString());
        }
        var analyst = away == Source.CLAUDE ? "claude" : "rules";
        var words = new ArrayList<>(List.of("run", "--quiet", "--analyst", analyst));
        words.addAll(List.of(options));
        return shell.run(words.toArray(String[]::new));
    }

    private static String closed() {
        try (var server = LoopbackServer.start(0, request -> Reply.json(200, "{}"))) {
            return server.uri().toString();
        }
    }

    JsonNode report() throws IOException {
        return JSON.readTree(Files.readString(home.resolve("out/report.json")));
    }

    /// Spoils a file of the history, of each stack.
    void damage(String name) throws IOException {
        try (var files = Files.walk(home.resolve("world/history"))) {
            for (var file : files.filter(f -> f.endsWith(name)).toList()) {
                Files.writeString(file, "{");
            }
        }
    }

    String shown() throws IOException {
        return Files.readString(home.resolve("out/report.html"));
    }

    TreeMap<String, JsonNode> verdicts() throws IOException {
        var verdicts = new TreeMap<String, JsonNode>();
        Outputs.drifts(report())
                .forEach(drift -> verdicts.put(drift.get("driftId").asText(), drift.path("verdict")));
        return verdicts;
    }

    TreeMap<String, String> outcomes() throws IOException {
        var outcomes = new TreeMap<String, String>();
        for (var drift : Outputs.drifts(report())) {
            var pull = drift.path("pullRequest");
            var reason = pull.path("reason").asText("").replace("null", "");
            var kind = pull.path("outcome").asText("");
            outcomes.put(
                    drift.get("driftId").asText(),
                    kind.equals("refused") || kind.equals("failed") ? kind : kind.isEmpty() ? "" : kind + " " + reason);
        }
        return outcomes;
    }

    List<String> held() throws IOException {
        return outcomes().entrySet().stream()
                .filter(e -> e.getValue().equals("held-back provisional"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Each as a text of branch, title, body and difference, without numbers and ports.
    List<String> pullRequests() {
        var pulls = new ArrayList<String>();
        for (var branch : world.github().pullRequests().stream().sorted().toList()) {
            var pull = world.github().pullRequest(branch).orElseThrow();
            pulls.add(neutral(String.join("\n", branch, pull.title(), pull.body(), pull.diff())));
        }
        return pulls;
    }

    List<String> comments() throws IOException {
        var texts = new ArrayList<String>();
        for (var number = 1; number <= world.github().pullRequests().size(); number++) {
            var uri = world.github().uri().resolve("/repos/acme/infra/issues/" + number + "/comments");
            var asked = HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer " + EmbeddedGitHub.TOKEN)
                    .build();
            try (var client = HttpClient.newHttpClient()) {
                var said = client.send(asked, HttpResponse.BodyHandlers.ofString());
                JSON.readTree(said.body()).forEach(c -> texts.add(c.path("body").asText()));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        return texts;
    }

    private static String neutral(String text) {
        return text.replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://embedded")
                .replaceAll("(#|pull/)\\d+", "$1N")
                .replaceAll("\"text\":\"[0-9a-f]+\"", "\"text\":\"of numbers too\"")
                .replaceAll("\\(request [0-9a-f-]{36}\\)", "(request …)");
    }

    @Override
    public void close() {
        broken.close();
        world.close();
    }
}
