package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.cli.RoughWorld.Source;
import dev.phantom.sandbox.github.EmbeddedGitHub.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One side that is lost never takes the whole, and the exit code says that it is lost.
class OneSideTest {

    private static final Path SCENARIO = Path.of("src/test/scenarios/07-edge-balancer");
    private static final Path DEMO = Path.of("src/main/resources/dev/phantom/sandbox/scenarios/payments-night");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private RoughWorld world;

    @BeforeEach
    void start() {
        world = new RoughWorld(folder, SCENARIO, "world");
    }

    @org.junit.jupiter.api.AfterEach
    void stop() {
        world.close();
    }

    @Test
    void withoutTheRepositoryItIsComparedWithWhatIsDeployed() throws IOException {
        var run = world.run(Source.GITHUB, true, "--out", "out", "--output", "json");
        assertThat(run.code()).isEqualTo(1);
        var json = JSON.readTree(run.out());
        Outputs.fits("run", json);
        assertThat(Outputs.drifts(json)).isNotEmpty();
        var report = json.at("/reports/0");
        assertThat(report.at("/safeState/source").asText()).isEqualTo("deployed");
        assertThat(report.get("gaps").toString()).contains("compared with the deployed template");
        assertThat(json.get("failures")).anySatisfy(failure -> {
            assertThat(failure.get("stack").asText()).isEqualTo("edge");
            assertThat(failure.get("stage").asText()).isEqualTo("read");
            assertThat(failure.get("code").asText()).startsWith("PH-GH");
        });
        assertThat(world.world.github().pullRequests()).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsOnStdoutAllTheSame() throws IOException {
        var run =
                world.run(Source.AWS, false, "--out", "/proc/phantom", "--history", "/proc/memory", "--output", "json");
        assertThat(run.code()).isEqualTo(1);
        var json = JSON.readTree(run.out());
        Outputs.fits("run", json);
        assertThat(Outputs.drifts(json))
                .isNotEmpty()
                .allMatch(drift -> drift.at("/verdict/recommendation").isTextual());
        assertThat(json.get("failures")).anyMatch(f -> f.get("code").asText().equals("PH-CLI-003"));
        assertThat(run.err()).contains("PH-CLI-003 /proc/phantom/report.json").doesNotContain("Exception");
    }

    /// As on a disk that is full by now: the folders are there and take no more.
    @Test
    void aHistoryThatTakesNoMoreCostsNoVerdict() throws IOException {
        var history = folder.resolve("full");
        Files.createDirectories(history);
        Files.writeString(history.resolve("111122223333-us-east-1-edge"), "");
        var run = world.run(Source.AWS, false, "--out", "out", "--history", history.toString(), "--output", "json");
        assertThat(run.code()).isEqualTo(1);
        var json = JSON.readTree(run.out());
        assertThat(Outputs.drifts(json))
                .isNotEmpty()
                .allMatch(drift -> !drift.at("/verdict/recommendation").asText().equals("needs-human"));
        assertThat(json.get("failures"))
                .allMatch(f -> f.get("code").asText().equals("PH-CLI-003"))
                .isNotEmpty();
        assertThat(world.world.github().pullRequests()).isNotEmpty();
    }

    /// What takes no place under a cap opens even where places cannot be told.
    @Test
    void reservationsThatCannotBeMadeHoldNoRevertOfAGraveFindingBack() throws IOException {
        try (var demo = new RoughWorld(folder, DEMO, "demo")) {
            var history = folder.resolve("taken");
            Files.createDirectories(history.resolve("reservations-acme_infra.lock"));
            var run = demo.run(Source.AWS, false, "--out", "out", "--history", history.toString(), "--output", "json");
            assertThat(run.code()).isEqualTo(1);
            var json = JSON.readTree(run.out());
            assertThat(json.get("failures").findValuesAsText("code")).containsExactly("PH-CLI-002");
            assertThat(demo.world.github().pullRequests())
                    .isNotEmpty()
                    .hasSizeLessThan(Outputs.drifts(json).size());
        }
    }

    @Test
    void aDamagedHistoryIsAGapAndNoFailure() throws IOException {
        world.run(Source.AWS, false);
        var calm = world.verdicts();
        try (var files = Files.walk(folder.resolve("world/world/history"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "{\"damaged");
            }
        }
        var run = world.run(Source.AWS, false);
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        assertThat(world.verdicts().keySet()).isEqualTo(calm.keySet());
        assertThat(world.report().at("/reports/0/gaps").toString()).contains("set aside as look.json.broken-");
    }

    /// Nothing is hidden by a file that cannot be read, and nothing is lost by it.
    @Test
    void aBrokenIgnoreFileHidesNothing() throws IOException {
        world.world.github().reviewer();
        var config = world.world.environment().get("PHANTOM_CONFIG");
        assertThat(config).isNotNull();
        var safe = folder.resolve("safe");
        copy(SCENARIO.resolve("input/safe"), safe);
        Files.createDirectories(safe.resolve(".phantom"));
        Files.writeString(safe.resolve(".phantom/ignore.yaml"), "version: 1\nrules: [{stack: edge}]\n");
        Files.writeString(safe.resolve(".phantom/adopted.yaml"), "version: 7\n");
        Files.writeString(safe.resolve(".phantom/severity.yaml"), """
                version: 1
                adjust:
                  - {control: PH-SEV-999, off: true, reason: none}
                  - {control: PH-SEV-016, raise: critical}
                """);
        var file = safe.resolve("phantom.yaml");
        Files.writeString(
                file, Files.readString(file).replaceFirst("(?m)^github:.*$", "safe: { folder: " + safe + " }"));
        var run = world.run(Source.AWS, false, "--config", file.toString(), "--out", "out", "--output", "json");
        assertThat(run.code()).isEqualTo(1);
        var json = JSON.readTree(run.out());
        assertThat(json.get("failures").findValuesAsText("code")).contains("PH-DRF-004", "PH-DRF-005", "PH-DRF-007");
        assertThat(Outputs.drifts(json))
                .as("the rest of the team's file counts")
                .anySatisfy(drift -> assertThat(drift.at("/severity/findings").toString())
                        .contains("\"rule\":\"PH-SEV-016\",\"level\":\"critical\""));
    }

    @Test
    void aPullRequestThatFailedIsAFailureOfTheRunAndTakesNoOther() throws IOException {
        try (var demo = new RoughWorld(folder, DEMO, "demo")) {
            var unlucky = new String[1];
            demo.world.github().trouble(request -> {
                if (!request.method().equals("POST") || !request.path().endsWith("/pulls")) {
                    return Optional.empty();
                }
                var head = head(request.text());
                unlucky[0] = unlucky[0] == null ? head : unlucky[0];
                return head.equals(unlucky[0]) ? Optional.of(Trouble.serverError(false)) : Optional.empty();
            });
            var run = demo.run(Source.AWS, false);
            assertThat(run.code()).isEqualTo(1);
            var report = demo.report();
            assertThat(report.get("failures")).singleElement().satisfies(failure -> {
                assertThat(failure.get("stack").asText()).isEqualTo("payments");
                assertThat(failure.get("stage").asText()).isEqualTo("publish");
            });
            assertThat(demo.outcomes().values()).contains("failed", "created ");
            demo.world.github().trouble(request -> Optional.empty());
            assertThat(demo.run(Source.AWS, false).code()).isZero();
            assertThat(demo.outcomes().values()).doesNotContain("failed");
        }
    }

    /// No cap holds back what could not be counted.
    @Test
    void reservationsThatCannotBeMadeAreNamedByWhatWasNotOpened() throws IOException {
        try (var demo = new RoughWorld(folder, DEMO, "uncounted")) {
            var history = folder.resolve("locked");
            Files.createDirectories(history.resolve("reservations-acme_infra.lock"));
            var run = demo.run(Source.AWS, false, "--out", "out", "--history", history.toString(), "--output", "json");
            assertThat(run.code()).isEqualTo(1);
            assertThat(Outputs.drifts(JSON.readTree(run.out())))
                    .noneMatch(d -> d.at("/pullRequest/reason").asText().equals("cap"))
                    .anySatisfy(d -> {
                        assertThat(d.at("/pullRequest/outcome").asText()).isEqualTo("failed");
                        assertThat(d.at("/pullRequest/reason").asText())
                                .contains("the file of pull request reservations cannot be locked");
                    });
        }
    }

    private static String head(String body) {
        try {
            return JSON.readTree(body).path("head").asText();
        } catch (IOException e) {
            return "";
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
