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
        var first = night.run("adopt", "--quiet", "--include-grave");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains(" differences: created  http://127.0.0.1:", "/pull/1");
        var calls = night.calls();
        assertThat(night.run("adopt", "--quiet", "--include-grave").out()).contains(": unchanged  http");
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
                        .startsWith("adopted: it was there on day one and has not changed since"));
        assertThat(report.at("/ignored").toString())
                .contains(
                        "hidden by an adoption until 2027-02-20: WebGroup /SecurityGroupIngress/2: critical PH-SEV-001");
        assertThat(report.at("/summary/suppressed/critical").intValue()).isEqualTo(1);
        assertThat(report.at("/ignored").findValuesAsText("logicalId")).contains("Db", "WebGroup", "Batch");
        assertThat(night.world.github().pullRequests()).containsExactly("phantom/rules/adopted");
        assertThat(night.run("run", "--quiet").out())
                .contains("no drift · ", "ignored:", "adopted: it was there on day one");
        assertThat(night.run("adopt", "--quiet", "--include-grave").out()).startsWith("nothing to propose");
    }

    @Test
    void anAdoptedDifferenceThatChangesIsDriftAgain() {
        night.run("adopt", "--quiet", "--include-grave");
        night.world.github().reviewer().merge(1);
        var reviewer = night.world.github().reviewer();
        var adopted = AdoptedFile.read(
                AdoptedFile.PATH,
                night.run("adopt", "--dry-run", "--quiet", "--include-grave").out());
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
        night.run("adopt", "--quiet", "--include-grave");
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
        var printed = night.run("adopt", "--quiet", "--include-grave", "--config", "phantom.yaml");
        assertThat(printed.code()).as(printed.err()).isZero();
        assertThat(printed.out()).startsWith("# The drift that existed").contains("version: 1", "\"resource\": \"Db\"");
        assertThat(safe.resolve(AdoptedFile.PATH)).doesNotExist();
        var written = night.run("adopt", "--quiet", "--include-grave", "--config", "phantom.yaml", "--write");
        assertThat(written.code()).isZero();
        assertThat(written.out()).isEmpty();
        assertThat(safe.resolve(AdoptedFile.PATH)).hasContent(printed.out());
        assertThat(night.run("run", "--quiet", "--config", "phantom.yaml").out())
                .contains("no drift · ");
        assertThat(night.run("adopt", "--write", "--quiet").err()).startsWith("PH-CLI-001");
        Files.writeString(safe.resolve(AdoptedFile.PATH), "version: 2\n");
        var unread = night.run("run", "--quiet", "--config", "phantom.yaml");
        assertThat(unread.code()).isEqualTo(1);
        assertThat(unread.out()).contains("PH-DRF-005 .phantom/adopted.yaml ").doesNotContain("no drift");
    }

    /// What is dangerous today is not waved through with the rest, unless somebody says so, and then not for good.
    @Test
    void whatIsGraveIsLeftOutAndListedFirst() {
        var first = night.run("adopt", "--quiet");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err().lines().findFirst().orElse(""))
                .startsWith("not adopted: critical PH-SEV-001 payments WebGroup /SecurityGroupIngress/2");
        var shown = night.world.github().pullRequest("phantom/rules/adopted").orElseThrow();
        assertThat(first.err()).contains("not adopted: high PH-SEV-040 payments Db /DBInstanceClass: the bill grows");
        assertThat(shown.diff()).contains("\"Notifier\"").doesNotContain("\"WebGroup\"", "\"Db\"", "until\":");
        assertThat(shown.body().indexOf("PH-SEV-001"))
                .isPositive()
                .isLessThan(shown.body().indexOf("**payments**"));
        night.world.github().reviewer().merge(1);
        assertThat(night.report().at("/drifts").findValuesAsText("logicalId"))
                .contains("WebGroup", "Receipts", "Db")
                .doesNotContain("Notifier");
    }

    /// An entry that was written by hand, or by an earlier Phantom.
    @Test
    void anAdoptionWithoutAnEndHidesNothingGrave() {
        night.run("adopt", "--quiet", "--include-grave");
        night.world.github().reviewer().merge(1);
        var file = night.run("adopt", "--dry-run", "--quiet", "--include-grave").out();
        night.world
                .github()
                .reviewer()
                .commit("main", AdoptedFile.PATH, file.replaceAll(", \"until\": \"[0-9-]+\"", ""), "for ever");
        var report = night.report();
        assertThat(report.at("/drifts").findValuesAsText("logicalId")).contains("WebGroup");
        assertThat(report.at("/gaps").toString()).contains("adopted without an end (until) by 2027-02-20");
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
                .hasSizeGreaterThan(4);
    }
}
