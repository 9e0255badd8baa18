package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A vendor is away in one run and back in the next: what comes out is what comes out of a run that never saw it away.
class OutageTest {

    private static final Path SCENARIOS = Path.of("src/test/scenarios");
    private static final Path DEMO = Path.of("src/main/resources/dev/phantom/sandbox/scenarios/payments-night");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /// Who can be away.
    private enum Source {
        DATADOG,
        CLOUDTRAIL,
        CLAUDE
    }

    static Stream<Arguments> outages() {
        var scenarios = Stream.of(
                        "02-web-ingress",
                        "05-ledger-keys",
                        "07-edge-balancer",
                        "09-shared-logs",
                        "15-shop-orders",
                        "16-nested-stacks")
                .map(SCENARIOS::resolve)
                .flatMap(scenario -> Stream.of(Source.DATADOG, Source.CLOUDTRAIL)
                        .map(source -> Arguments.of(source, scenario)));
        return Stream.concat(
                scenarios, Stream.of(Source.values()).map(source -> Arguments.of(source, DEMO)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("outages")
    void leavesNoTrace(Source away, Path scenario) throws IOException {
        List<String> calm;
        TreeMap<String, JsonNode> decided;
        try (var world = new World(scenario, "calm")) {
            world.run(away, false);
            calm = world.pullRequests();
            decided = world.verdicts();
        }
        try (var world = new World(scenario, "rough")) {
            var before = world.run(away, true);
            assertThat(before.code()).as(before.err() + before.out()).isZero();
            var early = members(world.pullRequests());
            world.outcomes().forEach((drift, outcome) -> assertThat(outcome)
                    .as(drift)
                    .isIn("held-back provisional", "held-back witness", "created ", "refused", ""));
            world.run(away, false);
            var touched = members(of(calm, early, true));
            assertThat(of(world.pullRequests(), touched, false)).isEqualTo(of(calm, touched, false));
            assertThat(members(world.pullRequests())).isEqualTo(members(calm));
            assertThat(essence(world.verdicts())).isEqualTo(essence(decided));
            assertThat(world.outcomes().values()).noneMatch(outcome -> outcome.contains("provisional"));
        }
    }

    /// The pull requests that hold one of these drifts, or the others. A revert of a security finding waits for no
    /// source, so it is opened before it can be known what else would stand in its pull request.
    private static List<String> of(List<String> pulls, Set<String> drifts, boolean holding) {
        return pulls.stream()
                .filter(pull -> members(List.of(pull)).stream().anyMatch(drifts::contains) == holding)
                .toList();
    }

    private static Set<String> members(List<String> pulls) {
        var drifts = new TreeSet<String>();
        for (var pull : pulls) {
            var marker = pull.indexOf("<!-- phantom:{");
            var found = Pattern.compile("\"driftId\":\"(d-[0-9a-f]+)\"").matcher(pull);
            for (var at = marker; found.find(at); at = found.end()) {
                drifts.add(found.group(1));
            }
        }
        return drifts;
    }

    private static Map<String, String> essence(Map<String, JsonNode> verdicts) {
        var texts = new TreeMap<String, String>();
        verdicts.forEach((drift, verdict) -> texts.put(drift, verdict.path("recommendation").asText()));
        return texts;
    }

    @Test
    void afterADayItOpensAndSaysSo() throws IOException {
        try (var world = new World(DEMO, "long")) {
            world.run(Source.DATADOG, true);
            var held = world.held();
            assertThat(held).isNotEmpty();
            assertThat(world.shown()).contains("provisional until", "datadog did not answer");
            world.after(Duration.ofHours(23)).run(Source.DATADOG, true);
            assertThat(world.held()).isEqualTo(held);
            world.after(Duration.ofHours(25)).run(Source.DATADOG, true);
            assertThat(world.held()).isEmpty();
            var bodies = String.join("\n", world.pullRequests());
            assertThat(bodies).contains("datadog did not answer; provisional until");
        }
    }

    /// What was opened without a source is told what it says, once, and stays as it is.
    @Test
    void whatIsOpenIsToldOfLateEvidence() throws IOException {
        try (var world = new World(DEMO, "late")) {
            world.run(Source.DATADOG, true);
            world.after(Duration.ofHours(25)).run(Source.DATADOG, true);
            var open = world.pullRequests();
            for (var i = 0; i < 2; i++) {
                world.run(Source.DATADOG, false);
                assertThat(world.pullRequests()).isEqualTo(open);
            }
            var told = world.comments().stream()
                    .filter(text -> text.startsWith("Late evidence on `"))
                    .toList();
            assertThat(told).hasSameSizeAs(members(open)).doesNotHaveDuplicates();
        }
    }

    /// One embedded world with its history, and vendors that can be away.
    private final class World implements AutoCloseable {
        private final EmbeddedWorld world;
        private final LoopbackServer broken;
        private final Path home;
        private final Instant start;
        private Instant now;

        World(Path scenario, String name) {
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

        World after(Duration since) {
            now = start.plus(since);
            return this;
        }

        Shell.Result run(Source away, boolean isAway) {
            System.setProperty("aws.accessKeyId", "embedded");
            System.setProperty("aws.secretAccessKey", "embedded");
            var shell = new Shell().in(home).at(Clock.fixed(now, ZoneOffset.UTC)).set("PHANTOM_MASK_KEY", "k");
            world.environment().forEach(shell::set);
            world.aws().throttle("LookupEvents", isAway && away == Source.CLOUDTRAIL ? 100_000 : 0);
            if (isAway && away == Source.DATADOG) {
                shell.set("PHANTOM_DATADOG_URL", closed());
            }
            if (isAway && away == Source.CLAUDE) {
                shell.set("ANTHROPIC_BASE_URL", broken.uri().toString());
            }
            var analyst = away == Source.CLAUDE ? "claude" : "rules";
            return shell.run("run", "--quiet", "--out", "out", "--analyst", analyst);
        }

        private static String closed() {
            try (var server = LoopbackServer.start(0, request -> Reply.json(200, "{}"))) {
                return server.uri().toString();
            }
        }

        private JsonNode report() throws IOException {
            return JSON.readTree(Files.readString(home.resolve("out/report.json")));
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
                        kind.equals("refused") ? kind : kind.isEmpty() ? "" : kind + " " + reason);
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
                    .replaceAll("\\(request [0-9a-f-]{36}\\)", "(request …)");
        }

        @Override
        public void close() {
            broken.close();
            world.close();
        }
    }
}
