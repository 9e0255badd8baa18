package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.drift.adopt.AdoptedFile;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `phantom adopt`: what was there on day one is listed, never alerted, never a pull request, until it changes.
class AdoptCommandTest {

    @TempDir
    Path folder;

    private EmbeddedWorld world;
    private Shell shell = new Shell();

    @BeforeEach
    void open() {
        var moment = Instant.parse("2026-11-22T09:00:00Z");
        world = EmbeddedWorld.start("payments-night", folder, moment, 0, false, new CallLog(null, call -> {}));
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        System.setProperty("aws.region", "us-east-1");
        shell = shell.in(folder).at(Clock.fixed(world.now(), ZoneOffset.UTC));
        world.environment().forEach(shell::set);
        shell.set("PHANTOM_MASK_KEY", "k");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode report() throws IOException {
        var result = shell.run("run", "--output", "json", "--quiet");
        assertThat(result.code()).as(result.err()).isZero();
        return new ObjectMapper().readTree(result.out()).at("/reports/0");
    }

    @Test
    void whatDriftsOnDayOneIsProposedOnceAndKnownOnceItIsMerged() throws IOException {
        var first = shell.run("adopt", "--quiet");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains(" differences: created  http://127.0.0.1:", "/pull/1");
        var calls = world.log().calls().size();
        assertThat(shell.run("adopt", "--quiet").out()).contains(": unchanged  http");
        assertThat(world.log().calls().stream().skip(calls).filter(c -> c.service().equals("github")))
                .allMatch(c -> c.operation().startsWith("GET "));
        var shown = world.github().pullRequest("phantom/rules/adopted").orElseThrow();
        assertThat(shown.title()).startsWith("[phantom] adopt what drifts today: ");
        assertThat(shown.body()).contains("changes nothing in AWS", "**payments**", "`Db` `/DBInstanceClass`");
        assertThat(shown.diff()).contains("+++ b/.phantom/adopted.yaml").doesNotContain("db.r5", "111122223333");

        world.github().reviewer().merge(1);
        var report = report();
        assertThat(report.at("/drifts")).isEmpty();
        assertThat(report.at("/summary/new").intValue()).isZero();
        assertThat(report.at("/ignored")).isNotEmpty().allMatch(i -> i.at("/reason")
                .textValue()
                .equals("adopted: it was there on day one and has not changed since"));
        assertThat(report.at("/ignored").findValuesAsText("logicalId")).contains("Db", "WebGroup", "Batch");
        assertThat(world.github().pullRequest("phantom/payments/")).isEmpty();
        assertThat(shell.run("run", "--quiet").out())
                .contains("no drift in ", "ignored:", "adopted: it was there on day one");
        assertThat(shell.run("adopt", "--quiet").out()).startsWith("nothing to propose");
    }

    @Test
    void anAdoptedDifferenceThatChangesIsDriftAgain() throws IOException {
        shell.run("adopt", "--quiet");
        world.github().reviewer().merge(1);
        var reviewer = world.github().reviewer();
        var adopted = AdoptedFile.read(
                AdoptedFile.PATH, shell.run("adopt", "--dry-run", "--quiet").out());
        var other = AdoptedFile.write(adopted).lines().map(line -> line.contains("\"Db\"")
                        ? line.replaceAll("\"contentHash\": \"..", "\"contentHash\": \"zz")
                        : line)
                .toList();
        reviewer.commit("main", AdoptedFile.PATH, String.join("\n", other) + "\n", "as if Db had had another value");

        var report = report();
        assertThat(report.at("/drifts").findValuesAsText("logicalId")).containsOnly("Db");
        assertThat(report.at("/drifts/0/pullRequest/outcome").textValue()).isEqualTo("created");
        assertThat(report.at("/gaps").toString()).contains("adopted with other values, so drift now: Db ");
    }

    @Test
    void aFolderGetsTheFile() throws IOException {
        var config = Path.of(world.environment().get("PHANTOM_CONFIG"));
        var safe = config.getParent();
        var text = Files.readString(config).replaceAll("github: .*", "safe: { folder: '" + safe + "' }");
        Files.writeString(folder.resolve("phantom.yaml"), text);
        var printed = shell.run("adopt", "--quiet", "--config", "phantom.yaml");
        assertThat(printed.code()).as(printed.err()).isZero();
        assertThat(printed.out()).startsWith("# What drifted").contains("version: 1", "\"resource\": \"Db\"");
        assertThat(safe.resolve(AdoptedFile.PATH)).doesNotExist();
        assertThat(shell.run("adopt", "--quiet", "--config", "phantom.yaml", "--write"))
                .isEqualTo(new Shell.Result(0, "", ""));
        assertThat(safe.resolve(AdoptedFile.PATH)).hasContent(printed.out());
        assertThat(shell.run("run", "--quiet", "--config", "phantom.yaml").out()).contains("no drift in ");
        assertThat(shell.run("adopt", "--write", "--quiet").err()).startsWith("PH-CLI-001");
        Files.writeString(safe.resolve(AdoptedFile.PATH), "version: 2\n");
        assertThat(shell.run("run", "--quiet", "--config", "phantom.yaml").err())
                .startsWith("PH-DRF-005 .phantom/adopted.yaml ");
    }

    @Test
    void whatOtherStacksAdoptedStays() {
        var other = new dev.phantom.drift.adopt.Adopted.Entry("other", "s-1", "Q", "/X", "d-1", "h");
        world.github()
                .reviewer()
                .commit(
                        "main",
                        AdoptedFile.PATH,
                        AdoptedFile.write(new dev.phantom.drift.adopt.Adopted(List.of(other))),
                        "m");
        var printed = shell.run("adopt", "--dry-run", "--quiet", "--stack", "payments");
        assertThat(AdoptedFile.read("f", printed.out()).entries()).contains(other).hasSizeGreaterThan(5);
    }
}
