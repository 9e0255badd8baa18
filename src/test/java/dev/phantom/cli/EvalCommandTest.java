package dev.phantom.cli;

import static dev.phantom.cli.LabelledSuite.finding;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verdict benchmark from the command line, on two scenarios whose verdicts are known.
class EvalCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private LabelledSuite suite;

    @BeforeEach
    void suite() throws IOException {
        suite = new LabelledSuite(folder.resolve("suite"))
                .add(
                        "tuned/a",
                        "02-web-ingress",
                        "\"pair\": \"01\", \"twin\": null, \"tier\": \"easy\"",
                        finding("WebGroup", "/SecurityGroupIngress/1", "revert", "legitimize"),
                        finding("WebGroup", "/GroupDescription", "revert", "legitimize"))
                .add(
                        "counted/b",
                        "03-render-fleet",
                        "\"pair\": \"01\", \"twin\": null, \"tier\": \"hard\"",
                        finding("Fleet", "/MaxSize", "legitimize", "needs-human"),
                        finding("OnCpu", "/PolicyType", "none", "revert"));
    }

    private Shell.Result eval(String... more) {
        var words = new ArrayList<>(List.of("eval", "--quiet", "--suite", "suite"));
        words.addAll(List.of(more));
        return new Shell().in(folder).run(words.toArray(String[]::new));
    }

    private JsonNode json(String... more) throws IOException {
        var words = new ArrayList<>(List.of("--output", "json"));
        words.addAll(List.of(more));
        var result = eval(words.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        var document = Outputs.json(result.out());
        Outputs.fits("eval", document);
        return document;
    }

    @Test
    void playsTheWholeWalkAndScoresEachPartTwiceTheSame() throws IOException {
        var once = json();

        assertThat(once.get("parts").findValuesAsText("name")).containsExactly("counted", "tuned", "all");
        var all = once.at("/parts/2/score");
        assertThat(all.at("/accepted/count").asInt())
                .as("the revert, and no drift of OnCpu")
                .isEqualTo(2);
        assertThat(all.at("/accepted/of").asInt()).isEqualTo(4);
        assertThat(all.at("/missed/count").asInt()).as("the description").isEqualTo(1);
        assertThat(all.at("/dangerous/count").asInt()).isEqualTo(1);
        assertThat(all.at("/abstained/count").asInt()).isEqualTo(1);
        assertThat(all.at("/wrongPullRequests/of").asInt())
                .as("one was opened on the embedded GitHub")
                .isEqualTo(1);
        assertThat(all.at("/wrongPullRequests/count").asInt()).isZero();
        assertThat(once.at("/parts/2/baselines/always-revert/accepted/count").asInt())
                .isEqualTo(2);

        var twice = json("--runs", "2");
        assertThat(twice.get("unstable")).isEmpty();
        assertThat(of(twice, 1)).isEqualTo(of(once, 1)).hasSize(4);
        assertThat(of(twice, 2)).isEqualTo(of(once, 1));
    }

    private static List<JsonNode> of(JsonNode evaluation, int run) {
        return evaluation
                .get("findings")
                .valueStream()
                .filter(f -> f.get("run").asInt() == run)
                .map(f -> (JsonNode) ((ObjectNode) f.deepCopy()).without("run"))
                .toList();
    }

    /// What is exported is answered: by an answer that is believed, by a refusal, by none, and for a drift that is not
    /// there.
    @Test
    void exportsWhatWouldBeSentAndScoresWhatCameBack() throws IOException {
        var exported = eval("--export", "questions.jsonl");
        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(exported.out()).startsWith("2 questions, ").contains("nothing was sent");
        var questions = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(folder.resolve("questions.jsonl"))) {
            questions.add(JSON.readTree(line));
        }
        assertThat(questions).hasSize(2).allSatisfy(q -> {
            assertThat(q.get("custom_id").asText()).matches("[A-Za-z0-9_-]{1,64}");
            assertThat(q.get("params").properties())
                    .extracting(java.util.Map.Entry::getKey)
                    .contains("model", "max_tokens", "system", "messages", "output_config");
        });

        var answer = JSON.createObjectNode();
        answer.putArray("observations")
                .addObject()
                .put("exhibit", "E-01")
                .put("quote", "role/OnCall")
                .put("meaning", "who");
        answer.putArray("counter_evidence");
        answer.putArray("refactor_choice");
        answer.putArray("severity_raised_by").add("E-01");
        answer.put("ended_by", "no-trouble")
                .put("need", "gone")
                .put("rival_explanation", "")
                .put("owner_quote", "")
                .put("reasoning", "E-01 says so.")
                .put("recommendation", "revert")
                .put("severity", "critical")
                .put("confidence", "medium");
        Files.writeString(
                folder.resolve("answers.jsonl"),
                JSON.createObjectNode()
                                .put(
                                        "custom_id",
                                        questions.getFirst().get("custom_id").asText())
                                .put("text", answer.toString())
                        + "\n\n{\"custom_id\": \""
                        + questions.getLast().get("custom_id").asText()
                        + "\", \"result\": {\"type\": \"succeeded\", \"message\": {\"id\": \"m\", \"type\": \"message\","
                        + " \"role\": \"assistant\", \"model\": \"claude-sonnet-5-5\", \"content\": [],"
                        + " \"stop_reason\": \"refusal\", \"stop_sequence\": null,"
                        + " \"usage\": {\"input_tokens\": 1000, \"output_tokens\": 100}}}}\n"
                        + "{\"custom_id\": \"nobody\", \"result\": {\"type\": \"expired\"}}\n");

        var scored = json("--answers", "answers.jsonl");

        assertThat(scored.get("unusedAnswers")).extracting(JsonNode::asText).containsExactly("nobody");
        assertThat(scored.at("/findings/0/answer").asText()).isEqualTo("revert");
        assertThat(scored.at("/findings/0/verdicts/0/analyst").asText()).isEqualTo("answers");
        assertThat(scored.at("/findings/2/verdicts/0/analyst").asText())
                .as("a refusal")
                .isEqualTo("rules");
        var all = scored.at("/parts/2/score");
        assertThat(all.at("/fallbacks/count").asInt()).isEqualTo(1);
        assertThat(all.at("/usage/inputTokens").asInt()).isEqualTo(1000);
        assertThat(all.at("/usage/medianSeconds").isNull()).isTrue();
    }

    @Test
    void whatIsWrongWithASuiteIsOneLine() throws IOException {
        fails("PH-EVL-001 nowhere the folder does not exist", "eval", "--suite", "nowhere");
        Files.createDirectories(folder.resolve("empty"));
        fails("PH-EVL-001 empty no folder in it contains scenario.json", "eval", "--suite", "empty");
        suite.label("tuned/a", "{}");
        fails("PH-EVL-002 suite/tuned/a/label.json the label: 'schema' is missing", "eval", "--suite", "suite");
        Files.delete(folder.resolve("suite/tuned/a/label.json"));
        fails("PH-EVL-001 suite/tuned/a the folder contains no label.json", "eval", "--suite", "suite");
        suite.label("tuned/a", """
                {"schema": "phantom.label/v1", "pair": null, "twin": "z", "tier": "control", "why": "-", "findings": [%s]}""".formatted(finding("A", "/B", "revert", "legitimize")));
        fails("PH-EVL-002 suite/tuned/a/label.json 'twin' is 'z'", "eval", "--suite", "suite");
        Files.writeString(folder.resolve("suite/tuned/a/scenario.json"), "{\"schema\": \"phantom.scenario/v1\"}");
        fails("PH-EVL-001 suite/tuned/a/scenario.json the scenario: 'now' is missing", "eval", "--suite", "suite");
    }

    @Test
    void aWorldThatCannotBePlayedIsOneLine() throws IOException {
        Files.writeString(folder.resolve("suite/tuned/a/input/live.json"), "{\n");
        fails(
                "PH-EVL-001 tuned/a the scenario cannot be played: a file below input/",
                "eval",
                "--quiet",
                "--suite",
                "suite/tuned");
    }

    @Test
    void whatIsWrongWithTheCommandLineIsOneLine() throws IOException {
        fails("PH-CLI-001 unknown analyst 'gpt'", "eval", "--analyst", "gpt");
        fails("PH-CLI-001 --runs is '0'", "eval", "--runs", "0");
        fails("PH-CLI-001 --export and --answers exclude each other", "eval", "--export", "a", "--answers", "b");
        fails("PH-CLI-002 b the file does not exist", "eval", "--suite", "suite", "--answers", "b");
        fails("PH-LLM-001 ANTHROPIC_API_KEY is not set", "eval", "--suite", "suite", "--analyst", "claude");
        Files.writeString(folder.resolve("b"), "\n{\"custom_id\": \"x\"}\n");
        fails("PH-EVL-003 b:2 'x' has neither 'result' nor 'text'", "eval", "--suite", "suite", "--answers", "b");
    }

    private void fails(String line, String... words) {
        var result = new Shell().in(folder).run(words);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith(line).hasLineCount(1);
    }
}
