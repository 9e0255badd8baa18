package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.AdoptedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `phantom adopt`: what was there on day one is listed, never alerted, never a pull request, until it changes.
class AdoptCommandTest {

    @TempDir
    Path folder;

    private Night night;

    @BeforeEach
    void open() {
        night = new Night(folder);
    }

    @AfterEach
    void close() {
        night.close();
    }

    @Test
    void whatDriftsOnDayOneIsProposedOnceAndKnownOnceItIsMerged() {
        var first = night.run("adopt", "--quiet");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains(" differences: created  http://127.0.0.1:", "/pull/1");
        var calls = night.calls();
        assertThat(night.run("adopt", "--quiet").out()).contains(": unchanged  http");
        assertThat(night.writesSince(calls)).isEmpty();
        var shown = night.world.github().pullRequest("phantom/rules/adopted").orElseThrow();
        assertThat(shown.title()).startsWith("[phantom] adopt the current drift: ");
        assertThat(shown.body()).contains("changes nothing in AWS", "**payments**", "`Db` `/DBInstanceClass`");
        assertThat(shown.diff()).contains("+++ b/.phantom/adopted.yaml").doesNotContain("db.r5", "111122223333");

        night.world.github().reviewer().merge(1);
        var report = night.report();
        assertThat(report.at("/drifts")).isEmpty();
        assertThat(report.at("/summary/new").intValue()).isZero();
        assertThat(report.at("/ignored"))
                .isNotEmpty()
                .allMatch(i -> i.at("/reason")
                        .textValue()
                        .equals("adopted: it was there on day one and has not changed since"));
        assertThat(report.at("/ignored").findValuesAsText("logicalId")).contains("Db", "WebGroup", "Batch");
        assertThat(night.world.github().pullRequests()).containsExactly("phantom/rules/adopted");
        assertThat(night.run("run", "--quiet").out())
                .contains("no drift · ", "ignored:", "adopted: it was there on day one");
        assertThat(night.run("adopt", "--quiet").out()).startsWith("nothing to propose");
    }

    @Test
    void anAdoptedDifferenceThatChangesIsDriftAgain() {
        night.run("adopt", "--quiet");
        night.world.github().reviewer().merge(1);
        var reviewer = night.world.github().reviewer();
        var adopted = AdoptedFile.read(
                AdoptedFile.PATH, night.run("adopt", "--dry-run", "--quiet").out());
        var other = AdoptedFile.write(adopted)
                .lines()
                .map(line -> line.contains("\"Db\"")
                        ? line.replaceAll("\"contentHash\": \"..", "\"contentHash\": \"zz")
                        : line)
                .toList();
        reviewer.commit("main", AdoptedFile.PATH, String.join("\n", other) + "\n", "as if Db had had another value");

        var report = night.report();
        assertThat(report.at("/drifts").findValuesAsText("logicalId")).containsOnly("Db");
        assertThat(report.at("/drifts/0/pullRequest/outcome").textValue()).isEqualTo("created");
        assertThat(report.at("/gaps").toString()).contains("adopted with other values, so it is drift now: Db ");
    }

    /// A hole that was closed and is opened again is nothing that the team agreed to on day one.
    @Test
    void anAdoptedDifferenceThatWasGoneIsDriftWhenItComesBack() {
        night.run("adopt", "--quiet");
        night.world.github().reviewer().merge(1);
        var aws = night.world.aws();
        var there = aws.running("payments").get("Db").get("DBInstanceClass");
        assertThat(night.report().at("/drifts")).isEmpty();
        aws.change("payments", "Db", "DBInstanceClass", TextNode.valueOf("db.r5.large"));
        assertThat(night.report().at("/gaps").toString())
                .contains("adopted, but no longer present: Db /DBInstanceClass");
        aws.change("payments", "Db", "DBInstanceClass", there);
        var report = night.report();
        assertThat(report.at("/drifts").findValuesAsText("logicalId")).containsOnly("Db");
        assertThat(report.at("/gaps").toString()).contains("adopted, then changed and changed back");
    }

    @Test
    void aFolderGetsTheFile() throws IOException {
        var config = night.config();
        var safe = config.getParent();
        var text = Files.readString(config).replaceAll("github: .*", "safe: { folder: '" + safe + "' }");
        Files.writeString(folder.resolve("phantom.yaml"), text);
        var printed = night.run("adopt", "--quiet", "--config", "phantom.yaml");
        assertThat(printed.code()).as(printed.err()).isZero();
        assertThat(printed.out()).startsWith("# The drift that existed").contains("version: 1", "\"resource\": \"Db\"");
        assertThat(safe.resolve(AdoptedFile.PATH)).doesNotExist();
        assertThat(night.run("adopt", "--quiet", "--config", "phantom.yaml", "--write"))
                .isEqualTo(new Shell.Result(0, "", ""));
        assertThat(safe.resolve(AdoptedFile.PATH)).hasContent(printed.out());
        assertThat(night.run("run", "--quiet", "--config", "phantom.yaml").out())
                .contains("no drift · ");
        assertThat(night.run("adopt", "--write", "--quiet").err()).startsWith("PH-CLI-001");
        Files.writeString(safe.resolve(AdoptedFile.PATH), "version: 2\n");
        assertThat(night.run("run", "--quiet", "--config", "phantom.yaml").err())
                .startsWith("PH-DRF-005 .phantom/adopted.yaml ");
    }

    @Test
    void whatOtherStacksAdoptedStays() {
        var other = new Adopted.Entry("other", "s-1", "Q", "/X", "d-1", "h");
        night.world
                .github()
                .reviewer()
                .commit("main", AdoptedFile.PATH, AdoptedFile.write(new Adopted(List.of(other))), "m");
        var printed = night.run("adopt", "--dry-run", "--quiet", "--stack", "payments");
        assertThat(AdoptedFile.read("f", printed.out()).entries())
                .contains(other)
                .hasSizeGreaterThan(5);
    }
}
