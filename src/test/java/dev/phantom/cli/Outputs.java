package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What every output of every run keeps.
final class Outputs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Outputs() {}

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    /// @param kind `run`, `report`, …
    static void fits(String kind, JsonNode document) throws IOException {
        var schema = JSON.readTree(Files.readString(Path.of("docs/schema/phantom." + kind + ".v1.schema.json")));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(document))
                .isEmpty();
    }

    static List<JsonNode> drifts(JsonNode run) {
        var drifts = new ArrayList<JsonNode>();
        run.get("reports").forEach(report -> report.get("drifts").forEach(drifts::add));
        return drifts;
    }

    /// By the schema of OASIS, and by what GitHub's "SARIF support for code scanning" wants beyond it.
    static void isValidSarif(JsonNode log) throws IOException {
        var schema = JSON.readTree(Files.readString(Path.of("src/test/resources/sarif/sarif-schema-2.1.0.json")));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                        .getSchema(schema)
                        .validate(log))
                .isEmpty();
        var rules = log.at("/runs/0/tool/driver/rules");
        for (var rule : rules) {
            assertThat(rule.at("/shortDescription/text").asText()).isNotBlank();
            assertThat(rule.at("/fullDescription/text").asText()).isNotBlank();
            assertThat(rule.at("/help/text").asText())
                    .contains(rule.path("helpUri").asText("-"));
            assertThat(rule.at("/properties/security-severity").asText("0.1")).matches("\\d\\.\\d");
        }
        var told = new HashSet<String>();
        for (var result : log.at("/runs/0/results")) {
            assertThat(result.get("ruleId"))
                    .isEqualTo(rules.path(result.get("ruleIndex").asInt()).get("id"));
            assertThat(result.get("level").asText()).isIn("error", "warning", "note");
            assertThat(result.at("/message/text").asText()).isNotBlank().doesNotContain("](");
            assertThat(told.add(result.at("/partialFingerprints/primaryLocationLineHash")
                            .asText()))
                    .as("one result twice: %s", result)
                    .isTrue();
            var place = result.at("/locations/0/physicalLocation");
            if (!place.isMissingNode()) {
                assertThat(place.at("/region").isMissingNode()
                                || place.at("/region/startLine").asInt() > 0)
                        .isTrue();
                var uri = place.at("/artifactLocation/uri").asText();
                assertThat(uri).matches("[\\w%./~!$&'()*+,;=@-]+");
                assertThat(URI.create(uri).isAbsolute() || uri.startsWith("/")).isFalse();
            }
        }
    }

    /// Every drift of the run is there, at its place.
    static void isSarifOf(JsonNode run, JsonNode log) throws IOException {
        isValidSarif(log);
        assertThat(log.at("/runs/0/results"))
                .as("a run knows files")
                .allMatch(r -> r.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .isTextual());
        var told = new HashSet<String>();
        for (var result : log.at("/runs/0/results")) {
            told.add(result.at("/partialFingerprints/driftId~1v1").asText() + " "
                    + result.at("/locations/0/physicalLocation/region/startLine"));
        }
        for (var drift : drifts(run)) {
            var id = drift.get("driftId").asText();
            assertThat(told).anyMatch(it -> it.startsWith(id + " "));
            var rules = log.at("/runs/0/results").findParents("ruleId").stream()
                    .filter(r ->
                            r.at("/partialFingerprints/driftId~1v1").asText().equals(id))
                    .map(r -> r.get("ruleId").asText())
                    .toList();
            for (var finding : drift.at("/severity/findings")) {
                assertThat(rules).contains(finding.get("rule").asText());
            }
            if (drift.at("/severity/findings").isEmpty()) {
                for (var change : drift.get("changes")) {
                    var line = change.at("/origin/line");
                    var known =
                            line.isInt() && !change.at("/origin/file").asText().startsWith("cloudformation:");
                    assertThat(told).anyMatch(it -> known ? it.equals(id + " " + line) : it.startsWith(id));
                }
            }
        }
    }

    /// To a pull request, or to the page that backs a rule.
    private static final Pattern LINK = Pattern.compile(
            "\\[#\\d+]\\(https?://[\\w.:/-]+\\)|\\[PH-[\\w-]+]\\(https://docs\\.aws\\.amazon\\.com/[\\w./?&=%#~+,-]+\\)");

    /// Outside its code spans no text is anybody else's: no markup, mention or link can be made of it. Every row of a
    /// table
    /// has the cells of its head.
    static void isPlainMarkdown(String text) {
        var bars = 0L;
        for (var line : text.lines().toList()) {
            var own = LINK.matcher(line.replace("\\|", "").replaceAll("`[^`]*`", ""))
                    .replaceAll("");
            assertThat(own).doesNotContain("`", "<", ">", "[", "]", "@", "://", "\\", "![");
            var here = line.replace("\\|", "").chars().filter(c -> c == '|').count();
            if (line.startsWith("|") && bars > 0) {
                assertThat(here).as(line).isEqualTo(bars);
            }
            bars = line.startsWith("|") ? here : 0;
        }
    }

    private static final Pattern FOLD = Pattern.compile("(?s)<details><summary>(.*?)</summary>.*?</details>");

    /// Pull requests one after the other, each with its marker at the end: outside its folds none has more than 600
    /// words, and before them it says what there is to decide.
    static void isReadInAMinute(String pullRequests) {
        for (var text : pullRequests.split("<!-- phantom:.*-->")) {
            var unfolded = FOLD.matcher(text).replaceAll("$1");
            assertThat(unfolded.split("\\s+").length).as(unfolded).isLessThanOrEqualTo(600);
            if (text.contains("**Summary.**")) {
                assertThat(text)
                        .containsSubsequence(
                                "**Summary.**",
                                "**Verdict: ",
                                "**Why.**",
                                "**What merging does.**",
                                "**What to do next.**",
                                "<details>");
            }
        }
    }

    /// Nothing that a browser would run or fetch, but for the page's own script, the one before its end.
    static void isQuietHtml(String text) {
        int script = text.lastIndexOf("<script>");
        assertThat(text.substring(script)).endsWith("</script></body></html>\n");
        assertThat(text.substring(0, script))
                .contains("default-src &#39;none&#39;")
                .doesNotContainIgnoringCase(
                        "<script", "<img", "<iframe", "javascript:", "onerror=\"", "<link", "unsafe-inline");
    }

    private static final Set<String> VOID = Set.of("br", "hr", "meta", "img", "input", "link");

    private static final Pattern TAG =
            Pattern.compile("<(/?)([a-z][a-z0-9]*)((?: [a-z][a-z0-9-]*(?:=(?:\"[^\"<]*\"|[^\\s\"'=<>`]+))?)*)>");

    /// Every element is closed where it was opened, and no bare `<` or `&` stands in a text.
    static void isWellFormedHtml(String text) {
        assertThat(text).startsWith("<!doctype html>");
        var body = text.substring("<!doctype html>".length()).replaceAll("(?s)<(style|script)>.*?</\\1>", "");
        var open = new ArrayDeque<String>();
        var tags = TAG.matcher(body);
        while (tags.find()) {
            if (!tags.group(1).isEmpty()) {
                assertThat(open.pop()).as("before %s", tags.start()).isEqualTo(tags.group(2));
            } else if (!VOID.contains(tags.group(2))) {
                open.push(tags.group(2));
            }
        }
        assertThat(open).isEmpty();
        var texts = TAG.matcher(body).replaceAll("");
        assertThat(texts).doesNotContain("<", ">");
        assertThat(texts.replaceAll("&(?:[a-z]+|#\\d+);", "")).doesNotContain("&");
    }
}
