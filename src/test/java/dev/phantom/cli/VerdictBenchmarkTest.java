package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.analysis.prompt.Prompt;
import dev.phantom.analysis.prompt.PromptLaws;
import dev.phantom.docs.AccuracyPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The suites of `evals/` as `phantom eval` plays them: the block of `docs/accuracy.md`, and what their prompts hold.
@Tag("long")
class VerdictBenchmarkTest {

    private static final List<String> BASELINES = List.of("always-revert", "always-legitimize", "always-human");

    @TempDir
    private Path folder;

    @Test
    void theRulesScoreAsThePageSays() throws IOException {
        var result = new Shell().run("eval", "--quiet", "--suite", "evals", "--output", "json");
        assertThat(result.code()).as(result.err()).isZero();
        var document = Outputs.json(result.out());
        Outputs.fits("eval", document);

        AccuracyPage.holds("verdicts", table(document));
    }

    /// Each with source text around the resource.
    @Test
    void theirPromptsHoldTheLawsAndAreShort() throws IOException {
        var file = folder.resolve("questions.jsonl");
        var result = new Shell().run("eval", "--quiet", "--suite", "evals", "--export", file.toString());
        assertThat(result.code()).as(result.err()).isZero();
        var tokens = new ArrayList<Long>();
        for (var line : Files.readAllLines(file)) {
            var params = Outputs.json(line).get("params");
            var user = params.at("/messages/0/content").asText();
            PromptLaws.hold(user);
            assertThat(PromptLaws.data(user).get("architecture")).as("architecture of " + line.substring(0, 80)).isNotEmpty();
            tokens.add(new Prompt(params.at("/system/0/text").asText(), user).tokens());
        }
        PromptLaws.holdSizes(tokens);
        AccuracyPage.holds(
                "prompts",
                String.format(
                        Locale.ROOT,
                        "%d prompts, %,d tokens in the median, %,d at the 95th percentile.",
                        tokens.size(),
                        PromptLaws.at(tokens, 0.5),
                        PromptLaws.at(tokens, 0.95)));
    }

    private static String table(JsonNode document) {
        var text = new StringBuilder(
                """
                | suite | answered by | findings | accepted | best | macro-F1 | pairs right | right and different | dangerous | asked a person | flips | wrong pull requests |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                """);
        for (var part : document.get("parts")) {
            text.append(row(part, document.get("analyst").asText(), part.get("score")));
            BASELINES.forEach(name -> text.append(row(part, name, part.at("/baselines/" + name))));
        }
        text.append("\n| suite | confidence low | medium | high | Brier | ECE | severity in range | refactor in set | citations that exist | labels without a drift |\n")
                .append("|---|---|---|---|---|---|---|---|---|---|\n");
        document.get("parts").forEach(part -> text.append(details(part)));
        return text.toString();
    }

    private static String row(JsonNode part, String by, JsonNode score) {
        return cells(
                part.get("name").asText(),
                by,
                part.get("findings").asText(),
                decided(score.get("accepted")),
                percent(score.at("/best/share")),
                number(score.get("macroF1")),
                of(score.get("pairsRight")),
                of(score.get("pairsRightAndDifferent")),
                of(score.get("dangerous")),
                percent(score.at("/abstained/share")),
                of(score.get("flips")),
                score.has("wrongPullRequests") ? of(score.get("wrongPullRequests")) : "");
    }

    private static String details(JsonNode part) {
        var score = part.get("score");
        var calibration = score.get("calibration");
        return cells(
                part.get("name").asText(),
                step(calibration, "low"),
                step(calibration, "medium"),
                step(calibration, "high"),
                number(calibration.get("brier")),
                number(calibration.get("ece")),
                of(score.get("severityInRange")),
                of(score.get("refactorInSet")),
                of(score.get("citationsThatExist")),
                of(score.get("missed")));
    }

    private static String step(JsonNode calibration, String level) {
        return calibration.get("steps").valueStream()
                .filter(s -> s.get("level").asText().equals(level))
                .map(s -> s.get("right").asText() + " of " + s.get("findings").asText())
                .findFirst()
                .orElse("–");
    }

    private static String decided(JsonNode share) {
        return share.get("abstained").asInt() == 0 || share.get("shareDecided").isNull()
                ? percent(share.get("share"))
                : percent(share.get("share")) + " (" + percent(share.get("shareDecided")) + ")";
    }

    private static String of(JsonNode share) {
        return share.get("of").asInt() == 0 ? "–" : share.get("count").asText() + " of " + share.get("of").asText();
    }

    private static String percent(JsonNode share) {
        return share.isNull() ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share.asDouble());
    }

    private static String number(JsonNode number) {
        return number.isNull() ? "–" : String.format(Locale.ROOT, "%.2f", number.asDouble());
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
