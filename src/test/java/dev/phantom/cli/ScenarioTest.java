package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plays every scenario folder through the real pipeline, as `phantom run` does, in an embedded world of its own, and
/// holds what comes out against what a person approved. `make approve` rewrites `approved/`; the diff is the review.
class ScenarioTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    static Stream<Path> scenarios() throws IOException {
        try (var list = Files.list(Path.of("src/test/scenarios"))) {
            return list.filter(f -> Files.exists(f.resolve("scenario.json"))).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void comesOutAsApproved(Path scenario) throws IOException {
        try (var world = EmbeddedWorld.open(scenario, folder.resolve("world"), new CallLog(null, call -> {}))) {
            var played = new Played(scenario, world);
            var first = played.run();
            assertThat(first.code()).as(first.err() + first.out()).isZero();
            played.outputs(first).forEach((name, text) -> held(scenario, name, text));
            played.isValid();
            played.showsNoSecret(first);
            played.changesNothingTheSecondTime();
        }
    }

    private static void held(Path scenario, String name, String seen) {
        var file = scenario.resolve("approved").resolve(name);
        try {
            if (Boolean.getBoolean("phantom.approve")) {
                Files.createDirectories(file.getParent());
                if (seen.isEmpty()) {
                    Files.deleteIfExists(file);
                } else {
                    Files.writeString(file, seen);
                }
            }
            assertThat(seen).as(name).isEqualTo(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private final class Played {
        private final Path scenario;
        private final EmbeddedWorld world;
        private final Shell shell = new Shell().in(folder);

        Played(Path scenario, EmbeddedWorld world) {
            this.scenario = scenario;
            this.world = world;
            world.environment().forEach(shell::set);
            // the SDK looks for credentials in this process, not in the shell's environment
            System.setProperty("aws.accessKeyId", "embedded");
            System.setProperty("aws.secretAccessKey", "embedded");
            shell.set("PHANTOM_MASK_KEY", "scenario").at(Clock.fixed(Scenario.moment(scenario), ZoneOffset.UTC));
        }

        Shell.Result run() {
            return shell.run("run", "--quiet", "--out", "out", "--show-all");
        }

        JsonNode report() throws IOException {
            return JSON.readTree(Files.readString(folder.resolve("out/report.json")));
        }

        TreeMap<String, String> outputs(Shell.Result run) throws IOException {
            var outputs = new TreeMap<String, String>();
            outputs.put("drift.txt", neutral(run.out()));
            outputs.put("report.json", neutral(Files.readString(folder.resolve("out/report.json"))));
            outputs.put("findings.txt", findings());
            outputs.put("cost.txt", costs());
            outputs.put("prompt.md", prompts());
            var bodies = new StringBuilder();
            var diffs = new StringBuilder();
            for (var branch : branches()) {
                world.github().pullRequest(branch).ifPresent(shown -> {
                    bodies.append(shown.title())
                            .append("\n\n")
                            .append(shown.body())
                            .append("\n\n");
                    diffs.append(shown.diff());
                });
            }
            outputs.put("pull-request.md", neutral(bodies.toString()));
            outputs.put("patch.diff", neutral(diffs.toString()));
            return outputs;
        }

        private List<String> branches() throws IOException {
            var branches = new ArrayList<String>();
            report().findValues("branch").stream()
                    .map(JsonNode::asText)
                    .filter(b -> !b.isEmpty())
                    .distinct()
                    .sorted()
                    .forEach(branches::add);
            return branches;
        }

        private String findings() throws IOException {
            var lines = new StringBuilder();
            for (var report : report().get("reports")) {
                for (var drift : report.get("drifts")) {
                    for (var finding : drift.at("/severity/findings")) {
                        lines.append(String.join(
                                        " ",
                                        drift.get("logicalId").asText(),
                                        finding.get("rule").asText(),
                                        finding.get("level").asText(),
                                        finding.get("path").asText(),
                                        finding.get("title").asText()))
                                .append('\n');
                    }
                }
            }
            return lines.toString();
        }

        private String costs() throws IOException {
            var lines = new StringBuilder();
            for (var report : report().get("reports")) {
                for (var drift : report.get("drifts")) {
                    var cost = drift.get("cost");
                    if (cost != null) {
                        lines.append(drift.get("logicalId").asText() + " " + cost.get("monthlyDeltaUsd") + " "
                                + cost.get("lines") + " unpriced " + cost.get("unpriced") + "\n");
                    }
                }
            }
            return lines.toString();
        }

        private String prompts() throws IOException {
            var all = new StringBuilder();
            for (var file : cases()) {
                var shown = shell.run(
                        "analyze", "--print-prompt", "--case", file.getParent().toString());
                assertThat(shown.code()).as(shown.err()).isZero();
                // the instructions before it are the same for every case, and have tests of their own
                var text = shown.out();
                all.append(text.substring(Math.max(0, text.indexOf("# User")))).append('\n');
            }
            return neutral(all.toString());
        }

        private List<Path> cases() throws IOException {
            var home = folder.resolve("out/cases");
            if (!Files.exists(home)) {
                return List.of();
            }
            try (var files = Files.walk(home)) {
                return files.filter(f -> f.endsWith("case.json")).sorted().toList();
            }
        }

        private String neutral(String text) {
            return text.replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://embedded")
                    .replace(folder.toString(), "FOLDER");
        }

        void isValid() throws IOException {
            var schema = JSON.readTree(Files.readString(Path.of("docs/schema/phantom.run.v1.schema.json")));
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(report()))
                    .isEmpty();
        }

        /// Values of NoEcho parameters, and whatever text in the world calls itself secret.
        void showsNoSecret(Shell.Result run) throws IOException {
            var secrets = new ArrayList<String>();
            for (var stack : JSON.readTree(Files.readString(scenario.resolve("input/deployed.json")))
                    .get("stacks")) {
                stack.path("noEcho")
                        .forEach(name -> secrets.add(
                                stack.at("/parameters").path(name.asText()).asText()));
            }
            var shown = new ArrayList<>(List.of(run.out(), run.err(), prompts()));
            try (var files = Files.walk(folder.resolve("out"))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    shown.add(Files.readString(file));
                }
            }
            for (var branch : branches()) {
                world.github().pullRequest(branch).ifPresent(it -> shown.add(it.body() + it.title() + it.diff()));
            }
            assertThat(secrets).doesNotContain("");
            secrets.add("hunter2");
            for (var secret : secrets) {
                assertThat(shown).noneMatch(text -> text.contains(secret));
            }
        }

        void changesNothingTheSecondTime() throws IOException {
            var calls = world.log().calls().size();
            assertThat(run().code()).isZero();
            var writes = world.log().calls().stream()
                    .skip(calls)
                    .filter(call -> call.service().equals("github"))
                    .map(CallLog.Call::operation)
                    .filter(operation -> !operation.startsWith("GET "))
                    .toList();
            assertThat(writes).isEmpty();
            for (var outcome : report().findValues("outcome")) {
                assertThat(outcome.asText()).isNotIn("created", "updated", "failed");
            }
            assertThat(Instant.parse(report().get("startedAt").asText())).isEqualTo(Scenario.moment(scenario));
        }
    }
}
