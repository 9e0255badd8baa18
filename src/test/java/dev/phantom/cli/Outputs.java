package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

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

    /// The essentials of SARIF 2.1.0 (sections 3.13, 3.14, 3.27, 3.28), and every drift of the run, at its place.
    static void isSarifOf(JsonNode run, JsonNode log) {
        assertThat(log.get("version").asText()).isEqualTo("2.1.0");
        assertThat(log.get("$schema").asText()).endsWith("sarif-2.1.0.json");
        var rules = new HashSet<String>();
        log.at("/runs/0/tool/driver/rules")
                .forEach(rule -> rules.add(rule.get("id").asText()));
        assertThat(log.at("/runs/0/tool/driver/name").asText()).isNotEmpty();
        var told = new HashSet<String>();
        for (var result : log.at("/runs/0/results")) {
            assertThat(rules).contains(result.get("ruleId").asText());
            assertThat(result.get("level").asText()).isIn("error", "warning", "note");
            assertThat(result.at("/message/text").asText()).isNotBlank();
            var place = result.at("/locations/0/physicalLocation");
            assertThat(place.at("/artifactLocation/uri").asText()).matches("[\\w%./-]+");
            assertThat(place.at("/region/startLine").asInt()).isPositive();
            var prints = result.get("partialFingerprints");
            assertThat(told.add(prints + "")).as("one result twice").isTrue();
            told.add(prints.get("driftId/v1").asText() + " " + place.at("/region/startLine"));
        }
        for (var drift : drifts(run)) {
            var id = drift.get("driftId").asText();
            assertThat(told).anyMatch(it -> it.startsWith(id + " "));
            for (var change : drift.get("changes")) {
                var line = change.at("/origin/line");
                assertThat(told).contains(id + " " + (line.isInt() ? line : 1));
            }
        }
    }

    /// Outside its code spans no text is anybody else's: no markup, mention or link can be made of it.
    static void isPlainMarkdown(String text) {
        for (var line : text.lines().toList()) {
            var own = line.replace("\\|", "").replaceAll("`[^`]*`", "");
            assertThat(own).doesNotContain("`", "<", ">", "[", "]", "@", "://", "\\", "![");
            if (line.startsWith("|")) {
                assertThat(line.replace("\\|", "").chars().filter(c -> c == '|').count())
                        .as(line)
                        .isEqualTo(8);
            }
        }
    }

    /// Nothing that a browser would run or fetch.
    static void isQuietHtml(String text) {
        assertThat(text).doesNotContainIgnoringCase("<script", "<img", "<iframe", "javascript:", "onerror=\"", "<link");
    }
}
