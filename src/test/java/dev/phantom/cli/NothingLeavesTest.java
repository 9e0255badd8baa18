package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.secret.PlantedTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of secret in a world, as it is and encoded, and what variables of odd names hold: neither comes out of
/// any
/// output of a command, of a file it writes, of what it sends, with `--debug` or in an error.
class NothingLeavesTest {

    private static final Path SCENARIO = Path.of("src/test/scenarios/17-signup-mailer");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PERSON = "jane.doe@acme.example";
    private static final String CARD = "4111 1111 1111 1111";
    private static final List<String> ODD = List.of(
            "BLORP",
            "X",
            "FOO_BAR",
            "HANDSHAKE",
            "RAINBOW",
            "THE_THING",
            "Q1",
            "MAGIC",
            "SALTY",
            "PEPPERY",
            "GATE",
            "OPEN_SESAME",
            "ZAPHOD",
            "CFG_1",
            "UPSTREAM",
            "LEGACY",
            "PARTNER_X",
            "VENDOR_2",
            "GLUE",
            "BRIDGE",
            "SHIM",
            "HOOK",
            "RELAY",
            "PORTAL");

    @TempDir
    private Path folder;

    private final PlantedTexts planted = new PlantedTexts(20_261_129);

    @Test
    void nothingPlantedComesOut() throws Exception {
        var input = world();
        Files.writeString(
                input.resolve("input/safe/phantom.yaml"),
                "\nnotify: { severities: [low, medium, high, critical], slack: {}, teams: {}, pagerduty: {}, webhook: {} }\n",
                StandardOpenOption.APPEND);
        var sent = new ByteArrayOutputStream();
        var collector = collector(sent);
        var there = "http://127.0.0.1:" + collector.getAddress().getPort();
        try (var world = EmbeddedWorld.open(input, folder.resolve("world"), new CallLog(null, call -> {}))) {
            var shell = shell(world, input)
                    .set("PHANTOM_DATADOG_URL", "")
                    .set("DD_API_KEY", "")
                    .set("DD_APP_KEY", "")
                    .set("PHANTOM_SLACK_WEBHOOK_URL", there + "/slack")
                    .set("PHANTOM_TEAMS_WEBHOOK_URL", there + "/teams")
                    .set("PHANTOM_PAGERDUTY_URL", there)
                    .set("PHANTOM_PAGERDUTY_ROUTING_KEY", "0".repeat(32))
                    .set("PHANTOM_WEBHOOK_URL", there + "/hook")
                    .set("PHANTOM_WEBHOOK_SECRET", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz")
                    .set("OTEL_EXPORTER_OTLP_ENDPOINT", there);
            var shown = new TreeMap<String, String>();
            tell(shown, shell, "run", "--debug", "--out", "out", "--show-all");
            for (var format : List.of("text", "json", "markdown", "sarif", "html")) {
                tell(shown, shell, "check", "signup", "--region", "us-east-1", "--output", format, "--show-all");
                tell(
                        shown,
                        shell,
                        "diff",
                        "--safe",
                        template(input),
                        "--live",
                        "live.json",
                        "--output",
                        format,
                        "--show-all");
            }
            tell(shown, shell, "scan", "--stack", "signup", "--region", "us-east-1", "--out", "out/scan.json");
            tell(shown, shell, "adopt", "--dry-run");
            for (var file : files(folder.resolve("out"))) {
                shown.put("file " + folder.relativize(file), Files.readString(file));
                if (file.endsWith("case.json")) {
                    tell(shown, shell, "analyze", "--case", file.getParent().toString(), "--print-prompt");
                    tell(shown, shell, "analyze", "--case", file.getParent().toString());
                }
            }
            Files.writeString(folder.resolve("broken.yaml"), "version: " + planted.one() + "\nx: [");
            shown.put(
                    "error",
                    shell.run("run", "--config", "broken.yaml", "--debug").err());
            shown.put(
                    "error of a name",
                    shell.run("diff", "--safe", "password=" + planted.one(), "--live", "x", "--debug")
                            .err());
            for (var branch : world.github().pullRequests()) {
                world.github()
                        .pullRequest(branch)
                        .ifPresent(it -> shown.put("pull request " + branch, it.title() + it.body()));
            }
            shown.put("telemetry and messages", sent.toString(StandardCharsets.ISO_8859_1));
            assertThat(shown.get("telemetry and messages"))
                    .contains("phantom.run", "phantom.notification/v1", "AdaptiveCard", "\"blocks\"");
            SecretLawTest.assertHidden(planted.hidden(), shown);
            SecretLawTest.assertHidden(List.of(PERSON, CARD, CARD.replace(" ", "")), shown);
        } finally {
            collector.stop(0);
        }
    }

    /// What a team names is shown, and `privacy: full` shows people.
    @Test
    void whatTheTeamNamesIsShown() throws Exception {
        var input = world();
        try (var world = EmbeddedWorld.open(input, folder.resolve("world"), new CallLog(null, call -> {}))) {
            var config = Files.readString(input.resolve("input/safe/phantom.yaml"))
                            .replace("masked", "full") + "\nsecrets: { shownVariables: [MODE, BLORP, DB_PASSWORD] }\n";
            Files.writeString(folder.resolve("open.yaml"), config);
            var shell = shell(world, input);
            var shown = new TreeMap<String, String>();
            tell(shown, shell, "run", "--quiet", "--out", "out", "--show-all", "--config", "open.yaml");
            var report = Files.readString(folder.resolve("out/report.json"));
            assertThat(report).contains(PERSON, planted.of("BLORP"), "\"slow\"");
            assertThat(report).doesNotContain("live-s3cret-h8");
        }
    }

    private Path world() throws IOException {
        var input = folder.resolve("scenario");
        for (var file : files(SCENARIO)) {
            var target = input.resolve(SCENARIO.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
        var live = input.resolve("input/live.json");
        var state = (ObjectNode) JSON.readTree(Files.readString(live));
        for (var resource : state.withArray("resources")) {
            var properties = (ObjectNode) resource.get("properties");
            if (resource.path("type").asText().equals("AWS::Lambda::Function")) {
                var variables = properties.withObject("Environment").withObject("Variables");
                ODD.forEach(name -> variables.put(name, planted.variable(name)));
                tags(properties.withArray("Tags"));
            }
        }
        Files.writeString(live, JSON.writeValueAsString(state) + "\n");
        Files.copy(live, folder.resolve("live.json"));
        var writes = input.resolve("input/writes.json");
        Files.writeString(writes, Files.readString(writes).replace("OnCall/dana", "OnCall/" + PERSON));
        return input;
    }

    private void tags(ArrayNode tags) {
        int number = 0;
        for (var text : planted.texts()) {
            tags.addObject().put("Key", "note-" + number++).put("Value", text);
        }
        tags.addObject().put("Key", "contact").put("Value", PERSON);
        tags.addObject().put("Key", "card").put("Value", "paid with " + CARD);
    }

    private static String template(Path input) {
        return input.resolve("input/deployed/signup.yaml").toString();
    }

    private static List<Path> files(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Shell shell(EmbeddedWorld world, Path input) {
        var shell = new Shell().in(folder);
        world.environment().forEach(shell::set);
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        return shell.at(Clock.fixed(Scenario.moment(input), ZoneOffset.UTC));
    }

    private static void tell(Map<String, String> shown, Shell shell, String... words) {
        var result = shell.run(words);
        assertThat(result.code()).as(String.join(" ", words) + result.err()).isZero();
        shown.merge(String.join(" ", words), result.out() + result.err(), String::concat);
    }

    private static HttpServer collector(ByteArrayOutputStream sent) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (var body = packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
                synchronized (sent) {
                    body.transferTo(sent);
                }
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
