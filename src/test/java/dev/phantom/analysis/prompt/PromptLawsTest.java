package dev.phantom.analysis.prompt;

import static dev.phantom.analysis.Cases.stats;
import static dev.phantom.analysis.prompt.PromptLaws.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Cases;
import dev.phantom.analysis.background.Background;
import dev.phantom.analysis.background.Commit;
import dev.phantom.analysis.background.Excerpt;
import dev.phantom.evidence.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What no prompt holds, and how long it may be: by cases made for it, and over every prompt of the scenarios, which
/// `ScenarioTest` holds to be what is sent.
class PromptLawsTest {

    private static final Path SCENARIOS = Path.of("src/test/scenarios");
    private static final String SHA = "4f1c2b7d9e8a6f5c3b2a1d0e9f8c7b6a5d4e3f21";

    private static Prompt prompt(CaseFile file) {
        return new PromptRenderer(Privacy.MASKED).render(file);
    }

    private static Cases queue() {
        return Cases.of("AWS::SQS::Queue", "{'DelaySeconds':0}", "{'DelaySeconds':30}");
    }

    @Test
    void anAddressIsNoLinkAndAHashIsShort() {
        var prompt = prompt(Cases.of(
                        "AWS::Lambda::Function",
                        "{'Handler':'a','Url':'http://hooks.example.org/a'}",
                        "{'Handler':'b','Url':'https://hooks.example.org/a','CodeSha256':'%s'}"
                                .formatted("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ="))
                .with(Cases.event(
                        "2026-11-21T02:41:00Z",
                        Signal.Event.Kind.DEPLOY,
                        "v412 (" + SHA + ") https://ci.example.org/run/7, vpc-0a1b2c3d4e5f60718"))
                .with(new Signal.Alert(
                        Cases.CHANGED, null, "monitor", "p95 above 2 s", "https://app.example.org/monitors/1"))
                .build());

        PromptLaws.hold(prompt.user());
        assertThat(prompt.user())
                .contains("https:ci.example.org/run/7", "v412 (4f1c2b7…)", "vpc-0a1b2c3d4e5f60718")
                .contains("\"http:hooks.example.org/a\"", "\"https:hooks.example.org/a\"", "\"abcdefg…\"")
                .doesNotContain("contentHash", "driftId", "eventId", "app.example.org");
    }

    @Test
    void figuresHaveThreeDigitsAndValuesOfTheResourceTheirOwn() {
        var prompt = prompt(Cases.of("AWS::SQS::Queue", "{'Ratio':0.123456}", "{'Ratio':0.123457}")
                .load(stats(61.23456, 1834.5678, 0.00098765), null, null)
                .with(Cases.event(
                        "2026-11-21T02:41:00Z",
                        Signal.Event.Kind.OTHER,
                        "took 0.123456 s, 1.23456ms, v1.23456.7, 10.0.0.12345."))
                .build());

        PromptLaws.hold(prompt.user());
        var file = data(prompt.user());
        assertThat(file.at("/drift/changes/0/expected").asText()).isEqualTo("0.123456");
        assertThat(file.at("/drift/changes/0/actual").asText()).isEqualTo("0.123457");
        var metric = file.at("/evidence/exhibits/0/before");
        assertThat(metric.get("average").decimalValue()).isEqualByComparingTo("61.2");
        assertThat(metric.get("p95").decimalValue()).isEqualByComparingTo("1835");
        assertThat(metric.get("max").decimalValue()).isEqualByComparingTo("0.000988");
        assertThat(file.at("/evidence/exhibits/1/summary").asText())
                .isEqualTo("took 0.123 s, 1.23ms, v1.23456.7, 10.0.0.12345.");
    }

    /// What a model saw is what it can quote, and nothing else is.
    @Test
    void aQuoteIsHeldAgainstWhatWasShown() {
        var file = queue().load(stats(61.23456, 82, 95), null, null)
                .with(Cases.event("2026-11-21T02:41:00Z", Signal.Event.Kind.OTHER, "see https://ci.example.org/" + SHA))
                .build();
        var texts = new ExhibitTexts(Privacy.MASKED).of(file).exhibits();

        assertThat(texts.get("E-01").words())
                .contains("average: 61.2", "\"average\":61.2")
                .doesNotContain("61.23456");
        assertThat(texts.get("E-02").words())
                .contains("see https:ci.example.org/4f1c2b7…")
                .doesNotContain(SHA);
    }

    @Test
    void whatSurroundsTheResourceIsReadBeforeWhatChangedAndWhatWasSeenAfterIt() {
        var file = surrounded(queue().deployed().build(), 2, 100);

        var names = new ArrayList<String>();
        data(prompt(file).user()).fieldNames().forEachRemaining(names::add);

        assertThat(names)
                .containsSubsequence(
                        "stack",
                        "architecture",
                        "commits",
                        "drift",
                        "session",
                        "facts",
                        "window",
                        "evidence",
                        "candidates")
                .doesNotContain("background", "leftOut");
        assertThat(data(prompt(file).user()).at("/window/changedOn").asText()).isEqualTo("Saturday (UTC)");
    }

    /// Far excerpts go first, then what did not change of the resource, then the ends of texts; exhibits stay.
    @Test
    void aLongCaseIsCutBySteps() {
        var far = prompt(surrounded(queue().deployed().build(), 60, 2_000));
        assertThat(far.tokens()).isBetween(PromptLaws.MEDIAN, PromptLaws.P95);
        assertThat(data(far.user()).at("/architecture/0/element").asText()).isEqualTo("Element0");
        assertThat(data(far.user()).at("/leftOut").toString()).contains("excerpts of templates, farthest first");

        var large = prompt(Cases.of(
                        "AWS::ApiGateway::RestApi",
                        "{'Name':'a','Body':'%s'}".formatted("x".repeat(90_000)),
                        "{'Name':'b','Body':'%s'}".formatted("x".repeat(90_000)))
                .deployed()
                .build());
        assertThat(large.tokens()).isLessThan(4_000);
        assertThat(data(large.user()).at("/drift/expected")).hasSize(1);
        assertThat(data(large.user()).at("/leftOut").toString()).contains("did not change");

        var wide = prompt(Cases.of(
                        "AWS::ApiGateway::RestApi",
                        "{'Body':'%s'}".formatted("x".repeat(90_000)),
                        "{'Body':'%s'}".formatted("y".repeat(90_000)))
                .deployed()
                .build());
        assertThat(wide.tokens()).isLessThan(PromptLaws.P95);
        assertThat(data(wide.user()).at("/drift/changes/0/actual").asText())
                .startsWith("yyy")
                .endsWith("… (88800 more characters)");
        assertThat(data(wide.user()).at("/evidence/exhibits")).hasSize(1);
    }

    private static CaseFile surrounded(CaseFile file, int excerpts, int characters) {
        var architecture = IntStream.range(0, excerpts)
                .mapToObj(i -> new Excerpt(
                        "stacks/payments.yaml",
                        10 * i + 1,
                        "Element" + i,
                        i,
                        "refers to Db",
                        "# a".repeat(characters / 3)))
                .toList();
        var commits =
                List.of(new Commit(Instant.parse("2026-10-01T08:00:00Z"), "Halve the delay", "Ann", false, List.of()));
        return new CaseFile(
                file.stack(),
                file.drift(),
                file.coverage(),
                file.assessment(),
                file.cost(),
                file.window(),
                file.evidence(),
                new Background(architecture, commits, List.of(), List.of(), List.of()),
                file.candidates());
    }

    @Test
    void everyPromptOfTheScenariosHoldsTheLaws() throws IOException {
        var system = prompt(queue().build()).system();
        var tokens = new ArrayList<Long>();
        for (var file : prompts()) {
            for (var user : Files.readString(file).split("(?m)^# User$")) {
                if (user.contains("<case_file>")) {
                    PromptLaws.hold(user);
                    tokens.add(new Prompt(system, user.strip()).tokens());
                }
            }
        }
        assertThat(tokens).hasSizeGreaterThan(20);
        PromptLaws.holdSizes(tokens);
    }

    private static List<Path> prompts() throws IOException {
        try (var files = Files.walk(SCENARIOS)) {
            return files.filter(f -> f.endsWith("approved/prompt.md")).sorted().toList();
        }
    }
}
