package dev.phantom.cli;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.Cases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {

    @TempDir
    Path folder;

    private Shell shell = new Shell();
    private Path kept = Path.of("");

    @BeforeEach
    void write() throws IOException {
        var file = Cases.of(
                        "AWS::RDS::DBInstance",
                        "{'DBInstanceClass':'db.r5.large','Engine':'mysql','AllocatedStorage':100}",
                        "{'DBInstanceClass':'db.r5.4xlarge','Engine':'mysql','AllocatedStorage':100}")
                .rolledBack()
                .load(stats(22, 38, 61), null, stats(3, 4, 6))
                .build();
        Files.writeString(Files.createDirectory(folder.resolve("case")).resolve("case.json"), CaseFileJson.write(file));
        kept = folder.resolve("case/verdict.json");
        shell = shell.in(folder);
    }

    @Test
    void theRulesJudgeWhereNothingIsRecordedAndKeepNothing() {
        var result = shell.run("analyze", "--case", "case");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("/DBInstanceClass", "verdict ", "by rules");
        assertThat(kept).doesNotExist();
    }

    @Test
    void rejudgingKeepsTheVerdictThatIsThenRepeated() throws IOException {
        var judged = shell.run("analyze", "--case", "case", "--rejudge", "--output", "json");
        assertThat(judged.code()).isZero();
        assertThat(Files.readString(kept)).contains("\"analyst\":\"rules\"");
        var repeated = shell.run("analyze", "--case", "case", "--output", "json");
        assertThat(repeated.out())
                .isEqualTo(judged.out().replace("\"analyst\" : \"rules\"", "\"analyst\" : \"recorded\""));
        assertThat(folder.resolve("case").toFile().list()).containsExactlyInAnyOrder("case.json", "verdict.json");
    }

    @Test
    void thePromptIsPrintedAndNothingSent() {
        var result = shell.run("analyze", "--case", "case", "--analyst", "claude", "--print-prompt");
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("# System").contains("<case_file>").doesNotContain("111122223333");
    }

    @Test
    void claudeWithoutAKeyIsOneLine() {
        refused("PH-LLM-001 ANTHROPIC_API_KEY is not set", "--case", "case", "--analyst", "claude", "--rejudge");
        assertThat(kept).doesNotExist();
    }

    @Test
    void claudeWhoIsNotThereIsOneLineAndNobodyJudgesInstead() {
        shell.set("ANTHROPIC_API_KEY", "sk-test").set("ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
        refused("PH-LLM-001 ", "--case", "case", "--analyst", "claude", "--rejudge");
        assertThat(kept).doesNotExist();
    }

    @Test
    void whatIsNotUnderstoodIsOneLine() throws IOException {
        refused("PH-CLI-001 ", "--case", "case", "--analyst", "oracle");
        refused("PH-CLI-001 ", "--case", "case", "--analyst", "recorded", "--rejudge");
        refused("PH-CLI-001 ");
        refused("PH-CLI-002 case/verdict.json ", "--case", "case", "--analyst", "recorded");
        refused("PH-CLI-002 nowhere the folder does not exist", "--case", "nowhere");
        Files.writeString(kept, "{\"recommendation\":\"guess\"}");
        refused("PH-CLI-002 case/verdict.json cannot be parsed", "--case", "case");
        Files.writeString(folder.resolve("case/case.json"), "{\"schema\":\"phantom.case/v1\"}");
        refused("PH-CLI-002 case/case.json cannot be parsed", "--case", "case");
        Files.writeString(folder.resolve("case/case.json"), "[");
        refused("PH-CLI-002 case/case.json cannot be parsed", "--case", "case");
    }

    /// A pipe never ends, and a link leads to what nobody passed.
    @Test
    void nothingButAFileOfTheFolderIsRead() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "{}");
        for (var name : new String[] {"case.json", "verdict.json"}) {
            var place = folder.resolve("case").resolve(name);
            var kept = Files.exists(place) ? Files.readString(place) : "";
            Files.deleteIfExists(place);
            Files.createSymbolicLink(place, secret);
            refused("PH-CLI-002 case/" + name + " it cannot be read: " + name + " is a link", "--case", "case");
            refused("PH-CLI-002 case/", "--case", "case", "--rejudge");
            Files.delete(place);
            assertThat(new ProcessBuilder("mkfifo", place.toString()).start().waitFor())
                    .isZero();
            refused("PH-CLI-002 case/" + name + " it cannot be read: " + name + " is not a", "--case", "case");
            Files.delete(place);
            Files.createDirectory(place);
            refused("PH-CLI-002 case/" + name + " it cannot be read: " + name + " is not a", "--case", "case");
            Files.delete(place);
            Files.writeString(place, kept);
        }
        assertThat(secret).hasContent("{}");
        for (var named : new String[] {"/dev/zero", "case/case.json"}) {
            refused("PH-CLI-002 " + named + " it is not a folder", "--case", named);
        }
    }

    private void refused(String start, String... options) {
        var words = new String[options.length + 1];
        words[0] = "analyze";
        System.arraycopy(options, 0, words, 1, options.length);
        var result = shell.run(words);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1).first().asString().startsWith(start);
    }
}
