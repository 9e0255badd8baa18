package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.docs.JudgedTemplates;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plays every scenario folder through the real pipeline, as `phantom run` does, in an embedded world of its own, and
/// holds what comes out against what a person approved. `make approve` rewrites `approved/`; the diff is the review.
class ScenarioTest {

    private static final Path APPROVED = Path.of("src/test/scenarios");

    /// The world of `phantom demo`.
    private static final Path DEMO = Path.of("src/main/resources/dev/phantom/sandbox/scenarios/payments-night");

    @TempDir
    private Path folder;

    /// All of them, or the one that `-Dphantom.scenario` names.
    static Stream<Path> scenarios() throws IOException {
        var only = System.getProperty("phantom.scenario", "");
        try (var list = Files.list(APPROVED)) {
            var kept = list.filter(f -> Files.exists(f.resolve("scenario.json")))
                    .sorted()
                    .toList();
            return Stream.concat(kept.stream(), Stream.of(DEMO)).filter(f -> only.isEmpty() || f.endsWith(only));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void comesOutAsApproved(Path scenario) throws IOException {
        try (var world = EmbeddedWorld.open(scenario, folder.resolve("world"), new CallLog(null, call -> {}))) {
            var played = new Played(scenario, world, folder);
            var first = played.run();
            assertThat(first.code()).as(first.err() + first.out()).isZero();
            Outputs.isReadInAMinute(played.outputs(first).getOrDefault("pull-request.md", ""));
            played.outputs(first).forEach((name, text) -> held(APPROVED.resolve(scenario.getFileName()), name, text));
            if (JudgedTemplates.wanted()) {
                played.templates().forEach(pair -> JudgedTemplates.keep("pull-requests", pair));
            }
            var shown = played.everything(first);
            changesNothingTheSecondTime(scenario, played);
            shown.addAll(inEveryFormat(played));
            assertThat(WorldSecrets.of(scenario))
                    .allSatisfy(secret -> assertThat(shown).noneMatch(text -> text.contains(secret)));
        }
    }

    @Test
    void theWorldItselfSaysWhatItsSecretsAre() throws IOException {
        assertThat(WorldSecrets.of(APPROVED.resolve("10-vault-store")))
                .containsExactlyInAnyOrder("hunter2-not-shown", "tr0ub4dor-rotated", "sk-7Yq2-live", "c0rrect-h0rse");
        assertThat(WorldSecrets.of(APPROVED.resolve("19-print-works")))
                .contains("b1nd-5529-mill-quartz", "b1nd-9904-loom-basalt", "cyan.7718.magenta")
                .allMatch(secret -> secret.length() > 12);
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

    private static void changesNothingTheSecondTime(Path scenario, Played played) throws IOException {
        var calls = played.calls().calls().size();
        assertThat(played.run().code()).isZero();
        assertThat(writes(played, calls)).isEmpty();
        for (var outcome : played.report().findValues("outcome")) {
            assertThat(outcome.asText()).isNotIn("created", "updated", "failed");
        }
        assertThat(Instant.parse(played.report().get("startedAt").asText())).isEqualTo(Scenario.moment(scenario));
    }

    private static List<String> writes(Played played, int calls) {
        return played.calls().calls().stream()
                .skip(calls)
                .filter(call -> call.service().equals("github"))
                .map(CallLog.Call::operation)
                .filter(operation -> !operation.startsWith("GET "))
                .toList();
    }

    private static List<String> inEveryFormat(Played played) throws IOException {
        var report = played.report();
        Outputs.fits("run", report);
        var json = played.shown("json");
        Outputs.fits("run", Outputs.json(json));
        var sarif = played.shown("sarif");
        Outputs.isSarifOf(report, Outputs.json(sarif));
        var markdown = played.shown("markdown");
        Outputs.isPlainMarkdown(markdown);
        var html = played.shown("html");
        Outputs.isQuietHtml(html);
        for (var drift : Outputs.drifts(report)) {
            var name = drift.get("logicalId").asText();
            assertThat(markdown).contains(name);
            assertThat(html).contains(name.replace("\"", "&quot;"));
        }
        return List.of(json, sarif, markdown, html, played.shown("text"));
    }
}
