package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.ByHand;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchPlan;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Secrets never leave: whatever is planted in a world, no command prints it, writes it into a file or sends it to
/// GitHub; and what only speaks of secrets stays readable.
class SecretLawTest {

    private static final long SEED = 20261126;
    private static final int DRAWN = 3;

    /// A part of every literal secret of the kept scenarios.
    private static final String OWN = "s3cret-";

    private static final Path SIGNUP = Path.of("src/test/scenarios/17-signup-mailer");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FORMATS = List.of("text", "json", "markdown", "sarif", "html");

    @TempDir
    private Path folder;

    /// The kept ones, the demo among them, and some of the benchmark's, drawn.
    static Stream<Path> scenarios() throws IOException {
        try (var worlds = Files.list(Path.of("evals/tuned"))) {
            var labelled =
                    new ArrayList<>(worlds.filter(Files::isDirectory).sorted().toList());
            Collections.shuffle(labelled, new Random(SEED));
            return Stream.concat(ScenarioTest.scenarios(), labelled.stream().limit(DRAWN));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void noCommandShowsASecret(Path scenario) throws Exception {
        var input = folder.resolve("scenario");
        var planted = PlantedSecrets.copy(scenario, input, SEED);
        try (var world = EmbeddedWorld.open(input, folder.resolve("world"), new CallLog(null, call -> {}))) {
            var shell = shell(world, input);
            var shown = new TreeMap<String, String>();
            tell(shown, shell, "run", "--quiet", "--debug", "--out", "out", "--show-all");
            tell(shown, shell, "adopt", "--dry-run", "--quiet");
            for (var state : states(input)) {
                var name = state.at("/stack/name").asText();
                tell(shown, shell, "scan", "--quiet", "--stack", name, "--region", region(state), "--out", "scan.json");
                tell(shown, shell, "check", name, "--region", region(state), "--output", "json", "--show-all");
                previous(shown, shell, name, input);
            }
            analysed(shown, shell);
            written(shown, world);
            var plans = input.resolve("input/plans");
            if (Files.exists(plans)) {
                besideRootModules(planted, WorldSecrets.of(input), plans, shown);
            } else {
                assertHidden(planted.secrets(), shown);
            }
            shown.remove("git"); // the repository holds its own literals
            assertHidden(List.of(OWN), shown);
            var report = shown.get("file out/report.json");
            assertThat(report.contains("TokenValidity"))
                    .isEqualTo(planted.plain().stream().anyMatch(report::contains));
        }
    }

    /// What a plan marks is hidden as well. A root module is told what a neighbouring service logged, and does not know
    /// the secrets of the stack beside it: where one stands bare there, it is shown (docs/security.md, known gaps).
    private static void besideRootModules(
            PlantedSecrets planted, Set<String> marked, Path plans, Map<String, String> shown) throws IOException {
        var hidden = new TreeSet<>(planted.secrets());
        hidden.addAll(marked);
        hidden.removeAll(planted.bare());
        if (!hidden.isEmpty()) { // a plan may hold none
            assertHidden(hidden, shown);
        }
        var others = new TreeMap<>(shown);
        others.remove("file out/report.html");
        try (var files = Files.list(plans)) {
            for (var plan : files.toList()) {
                var module = plan.getFileName().toString().replace(".json", "");
                others.keySet().removeIf(where -> where.contains(module));
            }
        }
        if (!planted.bare().isEmpty()) {
            assertHidden(planted.bare(), others);
        }
    }

    @Test
    void theDigestIssueShowsNone() throws Exception {
        try (var world = EmbeddedWorld.open(SIGNUP, folder.resolve("world"), new CallLog(null, call -> {}))) {
            var shell = shell(world, SIGNUP);
            var config = Files.readString(SIGNUP.resolve("input/safe/phantom.yaml"));
            Files.writeString(folder.resolve("issue.yaml"), config.replace("mode: ready", "mode: issue"));
            var shown = new TreeMap<String, String>();
            tell(shown, shell, "run", "--quiet", "--out", "out", "--config", "issue.yaml");
            var environment = world.environment();
            try (var client = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(URI.create(
                                environment.get("PHANTOM_GITHUB_URL") + "/repos/acme/infra/issues?state=all"))
                        .header("Authorization", "Bearer " + environment.get("GITHUB_TOKEN"))
                        .build();
                shown.put(
                        "issues",
                        client.send(request, HttpResponse.BodyHandlers.ofString())
                                .body());
            }
            assertThat(shown.get("issues")).contains("SMTP_PASS", "(secret)");
            assertHidden(List.of(OWN), shown);
        }
    }

    /// What is to be legitimized is a secret: the plan is refused, in one line that names the place.
    @Test
    void noPatchWritesASecretAndNoOrderNamesOne() {
        var refused = new ArrayList<String>();
        var orders = new ArrayList<PatchPlan.Planned>();
        ScenarioStack.of(SIGNUP).forEach(stack -> {
            var states = stack.states();
            for (var drift : stack.detector().detect(states).report().drifts()) {
                var base = stack.base(states);
                if (PatchPlanner.plan(
                                base, List.of(new PatchBase.Decision(drift, new Verdict.Legitimize(Opinions.SURE))))
                        instanceof PatchPlan.Refused no) {
                    refused.add(no.reason().line());
                }
                if (PatchPlanner.plan(base, List.of(new PatchBase.Decision(drift, new Verdict.Revert(Opinions.SURE))))
                        instanceof PatchPlan.Planned order) {
                    orders.add(order);
                    assertThat(order.patch().edits().toString().lines().filter(l -> l.contains("actual")))
                            .noneMatch(l -> l.contains(OWN));
                    assertThat(ReconcileRecord.of(states.id(), "c0ffee", drift, Known.TYPES)
                                    .text())
                            .doesNotContain(OWN);
                }
                assertThat(ByHand.line(drift, Known.TYPES, "us-east-1").orElse(""))
                        .doesNotContain(OWN);
            }
        });
        assertThat(orders).isNotEmpty();
        assertThat(refused)
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "PH-PCH-001 Mailer /Environment/Variables/SMTP_PASS is a secret in the live state, and a secret"
                                        + " is never written to a repository; "));
    }

    /// With a kept key a masked live file says what the clear one says; without one it says less, and nothing else.
    @ParameterizedTest
    @ValueSource(strings = {"kept", ""})
    void maskingChangesNoComparison(String key) throws Exception {
        try (var world = EmbeddedWorld.open(SIGNUP, folder.resolve("world"), new CallLog(null, call -> {}))) {
            var shell = shell(world, SIGNUP).set("PHANTOM_MASK_KEY", key);
            var scanned = shell.run("scan", "--stack", "signup", "--region", "us-east-1", "--out", "scan.json");
            assertThat(scanned.code()).as(scanned.err()).isZero();
            Files.copy(SIGNUP.resolve("input/live.json"), folder.resolve("live.json"));
            var clear = paths(shell, "live.json");
            var masked = paths(shell, "scan.json");
            var secret = Set.of(
                    "Api /Environment/Variables/DB_PASSWORD",
                    "Api /Environment/Variables/DATABASE_URL",
                    "Api /Environment/Variables/SETTINGS",
                    "Mailer /Environment/Variables/SMTP_PASS");
            var veiled = new TreeSet<>(secret); // what a variable holds is masked in the file too
            veiled.add("Api /Environment/Variables/MODE");
            assertThat(clear).containsAll(veiled);
            var missing = new TreeSet<>(clear);
            missing.removeAll(masked);
            assertThat(clear).containsAll(masked);
            assertThat(missing).isEqualTo(key.isEmpty() ? veiled : Set.of("Api /Environment/Variables/SETTINGS"));
            var hashes = hashes(shell, "scan.json");
            var both = hashes(shell, "live.json");
            both.keySet().retainAll(hashes.keySet());
            assertThat(both).isNotEmpty();
            assertThat(hashes).containsAllEntriesOf(both);
        }
    }

    private static JsonNode diff(Shell shell, String live) throws IOException {
        var template = SIGNUP.resolve("input/safe/stacks/signup.yaml").toAbsolutePath();
        return JSON.readTree(shell.run("diff", "--safe", template.toString(), "--live", live, "--output", "json")
                .out());
    }

    /// By drift id.
    private static Map<String, String> hashes(Shell shell, String live) throws IOException {
        var hashes = new TreeMap<String, String>();
        diff(shell, live)
                .get("drifts")
                .forEach(drift -> hashes.put(
                        drift.get("driftId").asText(), drift.get("contentHash").asText()));
        return hashes;
    }

    private Set<String> paths(Shell shell, String live) throws IOException {
        var report = diff(shell, live);
        var paths = new TreeSet<String>();
        report.get("drifts")
                .forEach(drift -> drift.get("changes")
                        .forEach(c -> paths.add(drift.get("logicalId").asText() + " "
                                + c.get("path").asText())));
        return paths;
    }

    /// From files: what was scanned is masked already, what was not is masked now.
    private void previous(Map<String, String> shown, Shell shell, String name, Path input) throws IOException {
        var template = Stream.of("yaml", "json")
                .map(end -> input.resolve("input/deployed/" + name + "." + end))
                .filter(Files::exists)
                .findFirst();
        if (template.isPresent()) {
            var own = states(input).stream()
                    .filter(s -> s.at("/stack/name").asText().equals(name))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(folder.resolve("live.json"), JSON.writeValueAsString(own));
            for (var format : FORMATS) {
                var safe = template.get().toString();
                tell(shown, shell, "diff", "--safe", safe, "--live", "live.json", "--show-all", "--output", format);
            }
        }
    }

    private void analysed(Map<String, String> shown, Shell shell) throws IOException {
        try (var files = Files.walk(folder.resolve("out"))) {
            for (var file : files.filter(f -> f.endsWith("case.json")).sorted().toList()) {
                var home = file.getParent().toString();
                tell(shown, shell, "analyze", "--case", home, "--print-prompt");
                tell(shown, shell, "analyze", "--case", home);
            }
        }
    }

    /// Every file beside the world's own, and every object that GitHub holds.
    private void written(Map<String, String> shown, EmbeddedWorld world) throws Exception {
        try (var files = Files.walk(folder.resolve("out"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                shown.put("file " + folder.relativize(file), Files.readString(file));
            }
        }
        var sent = world.datadog().received();
        assertThat(sent).as("telemetry").isNotEmpty();
        for (var one : sent) {
            shown.merge("telemetry " + one.path(), unzipped(one.body()), String::concat);
        }
        if (Files.exists(folder.resolve("scan.json"))) { // Terraform's modules are not scanned
            shown.put("file scan.json", Files.readString(folder.resolve("scan.json")));
        }
        for (var branch : world.github().pullRequests()) {
            world.github()
                    .pullRequest(branch)
                    .ifPresent(it -> shown.put("pull request " + branch, it.title() + it.body()));
        }
        var git = new ProcessBuilder(
                        "git", "--git-dir", world.repository().toString(), "cat-file", "--batch-all-objects", "--batch")
                .redirectErrorStream(true)
                .start();
        shown.put("git", new String(git.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    /// Protocol buffers write a text as it is.
    private static String unzipped(byte[] body) throws IOException {
        if (body.length < 2 || (body[0] & 0xff) != 0x1f || (body[1] & 0xff) != 0x8b) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void tell(Map<String, String> shown, Shell shell, String... words) {
        var result = shell.run(words);
        assertThat(result.code()).as(String.join(" ", words) + result.err()).isZero();
        shown.merge(String.join(" ", words), result.out() + result.err(), String::concat);
    }

    static void assertHidden(Collection<String> secrets, Map<String, String> shown) {
        assertThat(secrets).isNotEmpty();
        var leaks = new ArrayList<String>();
        shown.forEach((where, text) -> secrets.stream().filter(text::contains).forEach(secret -> {
            int at = text.indexOf(secret);
            leaks.add(where + ": …" + text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 40)));
        }));
        assertThat(leaks).isEmpty();
    }

    private Shell shell(EmbeddedWorld world, Path input) {
        var shell = new Shell().in(folder);
        world.environment().forEach(shell::set);
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        return shell.at(Clock.fixed(Scenario.moment(input), ZoneOffset.UTC));
    }

    private static List<JsonNode> states(Path input) throws IOException {
        var states = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(input.resolve("input/live.json"))) {
            states.add(JSON.readTree(line));
        }
        return states;
    }

    private static String region(JsonNode state) {
        return state.at("/stack/region").asText("us-east-1");
    }
}
