package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Secrets never leave: whatever is planted in a world, no command prints it, writes it into a file or sends it to
/// GitHub; and what only speaks of secrets stays readable.
class SecretLawTest {

    private static final long SEED = 20261126;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FORMATS = List.of("text", "json", "markdown", "sarif", "html");

    @TempDir
    private Path folder;

    static Stream<Path> scenarios() throws IOException {
        return ScenarioTest.scenarios();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void noCommandShowsASecret(Path scenario) throws Exception {
        var input = folder.resolve("scenario");
        var planted = PlantedSecrets.copy(scenario, input, SEED);
        try (var world = EmbeddedWorld.open(input, folder.resolve("world"), new CallLog(null, call -> {}))) {
            var shell = shell(world, input);
            var shown = new TreeMap<String, String>();
            tell(shown, shell, "run", "--quiet", "--out", "out", "--show-all");
            for (var format : List.of("markdown", "sarif", "html")) {
                tell(shown, shell, "run", "--quiet", "--dry-run", "--out", "dry", "--show-all", "--output", format);
            }
            tell(shown, shell, "adopt", "--dry-run", "--quiet");
            for (var state : states(input)) {
                var name = state.at("/stack/name").asText();
                tell(shown, shell, "scan", "--quiet", "--stack", name, "--region", region(state), "--out", "scan.json");
                tell(shown, shell, "check", "--quiet", name, "--region", region(state), "--output", "json", "--show-all");
                previous(shown, shell, name, input);
            }
            analysed(shown, shell);
            written(shown, world);
            assertHidden(planted.secrets(), shown);
            var report = shown.get("file out/report.json");
            assertThat(report.contains("TokenValidity"))
                    .isEqualTo(planted.plain().stream().anyMatch(report::contains));
        }
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
                tell(shown, shell, "diff", "--safe", template.get().toString(), "--live", "live.json", "--show-all", "--output", format);
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
        for (var home : List.of("out", "dry")) {
            try (var files = Files.walk(folder.resolve(home))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    shown.put("file " + folder.relativize(file), Files.readString(file));
                }
            }
        }
        shown.put("file scan.json", Files.readString(folder.resolve("scan.json")));
        for (var branch : world.github().pullRequests()) {
            world.github().pullRequest(branch).ifPresent(it -> shown.put("pull request " + branch, it.title() + it.body()));
        }
        var git = new ProcessBuilder(
                        "git", "--git-dir", world.repository().toString(), "cat-file", "--batch-all-objects", "--batch")
                .redirectErrorStream(true)
                .start();
        shown.put("git", new String(git.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
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

    private static List<com.fasterxml.jackson.databind.JsonNode> states(Path input) throws IOException {
        var states = new ArrayList<com.fasterxml.jackson.databind.JsonNode>();
        for (var line : Files.readAllLines(input.resolve("input/live.json"))) {
            states.add(JSON.readTree(line));
        }
        return states;
    }

    private static String region(com.fasterxml.jackson.databind.JsonNode state) {
        return state.at("/stack/region").asText("us-east-1");
    }
}
