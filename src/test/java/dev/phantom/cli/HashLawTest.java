package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No hash tells a secret: two worlds that differ in nothing but their secrets look the same from outside. Without a
/// key that holds for every hash, id, branch and digest; with one, whatever depends on a secret depends on the key.
class HashLawTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SIGNUP = Path.of("src/test/scenarios/17-signup-mailer");

    /// What is made anew in each run: tags and what is named after them, ids of requests, ports, times that pass.
    private static final String RANDOM = "(?<=\\$sensitive\"\\s{0,2}:\\s{0,2}\")[0-9a-f]{8}|(?<=\\(secret )[0-9a-f]{8}"
            + "|(?<=\\$sensitive\\\\\"\\s{0,2}:\\s{0,2}\\\\\")[0-9a-f]{8}|(?<=&quot;)[0-9a-f]{8}(?=&quot;)"
            + "|sha256:[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
            + "|(?<=127\\.0\\.0\\.1:)\\d+";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"10-vault-store", "16-nested-stacks", "17-signup-mailer", "04-orders-service"})
    void withoutAKeyNothingThatLeavesDependsOnASecret(String name) throws Exception {
        var scenario = Path.of("src/test/scenarios", name);
        var one = shown(scenario, 1, "");
        var other = shown(scenario, 2, "");
        assertThat(other.keySet()).isEqualTo(one.keySet());
        one.forEach((where, text) ->
                assertThat(other.get(where)).as(where).isEqualTo(text).hasSizeGreaterThan(0));
    }

    @Test
    void withAKeyWhatDependsOnASecretDependsOnTheKey() throws Exception {
        var here = hashes(SIGNUP, 1, "one key");
        var rotated = hashes(SIGNUP, 2, "one key");
        var keyed = hashes(SIGNUP, 1, "another key");
        assertThat(hashes(SIGNUP, 1, "one key")).isEqualTo(here);
        var secret = here.keySet().stream()
                .filter(id -> !here.get(id).equals(rotated.get(id)))
                .toList();
        assertThat(secret).isNotEmpty();
        var veiled = new TreeSet<>(secret); // what a variable holds is masked: these hold no secret that was planted
        veiled.addAll(List.of("d-28c5c60b000975fb", "d-efdcf30dc99a9ebd"));
        assertThat(here.keySet().stream().filter(id -> !here.get(id).equals(keyed.get(id))))
                .containsExactlyElementsOf(veiled);
        assertThat(here.keySet()).isEqualTo(rotated.keySet()).isEqualTo(keyed.keySet());
    }

    /// Content hashes by drift id.
    private Map<String, String> hashes(Path scenario, long seed, String key) throws Exception {
        var hashes = new TreeMap<String, String>();
        for (JsonNode report : JSON.readTree(shown(scenario, seed, key).get("file out/report.json"))
                .get("reports")) {
            report.get("drifts")
                    .forEach(drift -> hashes.put(
                            drift.get("driftId").asText(),
                            drift.get("contentHash").asText()));
        }
        return hashes;
    }

    private Map<String, String> shown(Path scenario, long seed, String key) throws Exception {
        var home = Files.createTempDirectory(folder, "w");
        var input = home.resolve("scenario");
        PlantedSecrets.copy(scenario, input, seed);
        var shown = new TreeMap<String, String>();
        try (var world = EmbeddedWorld.open(input, home.resolve("world"), new CallLog(null, call -> {}))) {
            var shell = new Shell().in(home);
            world.environment().forEach(shell::set);
            System.setProperty("aws.accessKeyId", "embedded");
            System.setProperty("aws.secretAccessKey", "embedded");
            shell.set("PHANTOM_MASK_KEY", key).at(Clock.fixed(Scenario.moment(input), ZoneOffset.UTC));
            for (var words : List.of(
                    List.of("run", "--quiet", "--out", "out", "--show-all"),
                    List.of("run", "--quiet", "--out", "out", "--show-all", "--output", "sarif"),
                    List.of("adopt", "--dry-run", "--quiet"))) {
                var result = shell.run(words.toArray(String[]::new));
                assertThat(result.code()).as(words + result.err()).isZero();
                shown.put(String.join(" ", words), result.out());
            }
            for (var file : written(home.resolve("out"))) {
                shown.put("file " + home.relativize(file), Files.readString(file));
            }
            for (var branch : world.github().pullRequests()) {
                world.github()
                        .pullRequest(branch)
                        .ifPresent(it -> shown.put("pull request " + branch, it.title() + it.body()));
            }
        }
        shown.replaceAll((where, text) -> text.replaceAll(RANDOM, "*"));
        return shown;
    }

    private static List<Path> written(Path out) throws IOException {
        try (var files = Files.walk(out)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
        }
    }
}
