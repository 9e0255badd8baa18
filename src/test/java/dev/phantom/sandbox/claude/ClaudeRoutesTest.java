package dev.phantom.sandbox.claude;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.Aside;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Cases;
import dev.phantom.analysis.ComparedAnalyst;
import dev.phantom.analysis.FallbackAnalyst;
import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.prompt.Disclosure;
import dev.phantom.analysis.prompt.Privacy;
import dev.phantom.analysis.rules.RulesAnalyst;
import dev.phantom.claude.ClaudeAnalyst;
import dev.phantom.claude.ClaudeSettings;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.wire.Network;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which model is asked when, over loopback HTTP through Anthropic's SDK, and what becomes of answers that differ or do
/// not come. The rules revert the case of this test.
class ClaudeRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SONNET = "claude-sonnet-5-5";
    private static final String OPUS = "claude-opus-5-5";

    private final List<JsonNode> bodies = new ArrayList<>();
    private final List<ModelCall> calls = new ArrayList<>();
    private final RulesAnalyst rules = new RulesAnalyst(Known.EVERYWHERE);

    private static CaseFile file() {
        return Cases.of(
                        "AWS::RDS::DBInstance",
                        "{'DBInstanceClass':'db.r5.large','Engine':'mysql','AllocatedStorage':100}",
                        "{'DBInstanceClass':'db.r5.4xlarge','Engine':'mysql','AllocatedStorage':100}")
                .rolledBack()
                .load(stats(22, 38, 61), null, stats(3, 4, 6))
                .build();
    }

    private static String answers(String recommendation) {
        return """
                {"verdict":{"observations":[{"exhibit":"find:rolled back","quote":"","meaning":"the cure"}],"counter_evidence":[],
                 "ended_by":"a-rollback","need":"gone","rival_explanation":"a sale","reasoning":"The rollback ended it (E-03).",
                 "recommendation":"%s","refactor_choice":[],"severity":"medium","confidence":"high"}}""".formatted(recommendation);
    }

    private EmbeddedClaude claude(String... replies) throws Exception {
        var script = JSON.readTree("{\"Thing\":[" + String.join(",", replies) + "]}");
        return EmbeddedClaude.start(script, new CallLog(null, call -> {}), 0, bodies::add);
    }

    private static ClaudeAnalyst asked(EmbeddedClaude claude, String model, String budget) {
        return new ClaudeAnalyst(
                new ClaudeSettings(
                        "sk-test",
                        claude.uri().toString(),
                        model,
                        OPUS,
                        new BigDecimal(budget),
                        Duration.ofMillis(20),
                        Network.standard()),
                Disclosure.DEFAULT,
                Privacy.MASKED);
    }

    private Analyst routed(EmbeddedClaude claude, String model, String budget) {
        return new FallbackAnalyst(asked(claude, model, budget).confirmedBeside(rules), rules);
    }

    private Verdict judged(String... replies) throws Exception {
        try (var claude = claude(replies)) {
            return routed(claude, SONNET, "5").judge(file(), calls::add);
        }
    }

    private List<String> models() {
        return bodies.stream().map(b -> b.get("model").asText()).toList();
    }

    /// Every body that left is one that the SDK's own classes know in full.
    @AfterEach
    void everyBodyIsTheSdks() throws Exception {
        for (var body : bodies) {
            var read = ObjectMappers.jsonMapper().readValue(body.toString(), MessageCreateParams.Body.class);
            read.validate();
            assertThat(read._additionalProperties()).isEmpty();
            assertThat(read.messages()).hasSize(1);
            assertThat(RequestCheck.refuse(body)).isEmpty();
        }
    }

    @Test
    void whereModelAndRulesAgreeOneCallIsMade() throws Exception {
        var verdict = judged(answers("revert"));
        assertThat(verdict.recommendation()).isEqualTo(Recommendation.REVERT);
        assertThat(models()).containsExactly(SONNET);
        assertThat(verdict.opinion().aside().others()).isEmpty();
        assertThat(verdict.opinion().aside().explanation())
                .isEqualTo(new Aside.Explanation(Aside.EndedBy.A_ROLLBACK, Aside.Need.GONE, "a sale"));
    }

    @ParameterizedTest(name = "Sonnet {0}, Opus {1}: {2}")
    @CsvSource({
        "legitimize, revert, revert, claude-opus-5-5 (scripted reply)",
        "legitimize, legitimize, legitimize, claude-opus-5-5 (scripted reply)",
        "legitimize, needs-human, needs-human, claude-opus-5-5 (scripted reply)",
        "needs-human, revert, revert, claude-opus-5-5 (scripted reply)",
        "needs-human, legitimize, needs-human, claude-opus-5-5 (scripted reply)"
    })
    void aDisagreementIsSettledByTwoOfThreeOrByAPerson(String sonnet, String opus, String end, String by)
            throws Exception {
        var verdict = judged(answers(sonnet), answers(opus));
        assertThat(models()).containsExactly(SONNET, OPUS);
        assertThat(verdict.recommendation().text()).isEqualTo(end);
        assertThat(verdict.opinion().analyst()).isEqualTo(by);
        assertThat(verdict.opinion().aside().others())
                .extracting(Aside.Other::analyst)
                .contains("rules", SONNET + " (scripted reply)");
    }

    @Test
    void withoutTheSecondAnswerADisagreementIsAPersons() throws Exception {
        var verdict = judged(answers("legitimize"), "{\"stop\":\"refusal\"}");
        assertThat(verdict.recommendation()).isEqualTo(Recommendation.NEEDS_HUMAN);
        assertThat(verdict.opinion().gaps())
                .last()
                .asString()
                .contains("the stronger model did not confirm it")
                .contains("refused to answer");
    }

    @Test
    void aSpentBudgetIsToldAndTheRulesJudge() throws Exception {
        try (var claude = claude(answers("revert"))) {
            var verdict = routed(claude, SONNET, "0.01").judge(file(), calls::add);
            assertThat(bodies).isEmpty();
            assertThat(verdict.opinion().analyst()).isEqualTo("rules");
            assertThat(verdict.opinion().gaps()).last().asString().contains("the budget of 0.01 USD does not cover");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":429} | 3 | answered 429",
                "{\"status\":429,\"retryAfter\":0} | 3 | answered 429",
                "{\"status\":429,\"retryAfter\":3600} | 1 | asked to wait",
                "{\"status\":520} | 3 | answered 520",
                "{\"status\":529} | 3 | answered 529",
                "{\"text\":\"{\\\"observations\\\":[\",\"stop\":\"max_tokens\"} | 1 | cut off: max_tokens",
                "{\"stop\":\"refusal\",\"category\":\"cyber\"} | 1 | refused to answer (cyber)"
            })
    void whatDoesNotComeIsTriedAsOftenAsItMayHelp(String reply, int attempts, String said) throws Exception {
        var verdict = judged(reply);
        assertThat(models()).hasSize(attempts).containsOnly(SONNET);
        assertThat(verdict.opinion().analyst()).isEqualTo("rules");
        assertThat(verdict.opinion().gaps()).last().asString().contains(said);
    }

    @Test
    void anUnknownModelIsSaidAndNotTriedAgain() throws Exception {
        try (var claude = claude(answers("revert"))) {
            var verdict = routed(claude, "claude-sonnet-9", "5").judge(file(), calls::add);
            assertThat(bodies).hasSize(1);
            assertThat(verdict.opinion().gaps())
                    .last()
                    .asString()
                    .contains("claude-sonnet-9 answered 404 model: claude-sonnet-9");
        }
        bodies.clear();
    }

    @Test
    void inAComparisonTheRulesActAndTheAnswerStandsBeside() throws Exception {
        try (var claude = claude(answers("legitimize"), "{\"status\":529}")) {
            var compared = new ComparedAnalyst(rules, asked(claude, SONNET, "5"));
            var verdict = compared.judge(file(), calls::add);
            var alone = rules.judge(file());
            assertThat(verdict.with(verdict.opinion().saying(alone.opinion().aside())))
                    .isEqualTo(alone);
            assertThat(verdict.opinion().aside().others()).singleElement().satisfies(other -> {
                assertThat(other.analyst()).startsWith(SONNET);
                assertThat(other.recommendation()).isEqualTo(Recommendation.LEGITIMIZE);
            });
            var without = compared.answer(file(), calls::add);
            assertThat(without.verdict().recommendation()).isEqualTo(alone.recommendation());
            assertThat(without.unanswered()).isEmpty();
            assertThat(without.verdict().opinion().gaps())
                    .last()
                    .asString()
                    .contains("gave no verdict to compare with");
        }
    }

    @Test
    void whatItTookIsAddedUp() throws Exception {
        judged(answers("legitimize"), answers("revert"));
        var spent = Aside.Spent.on(calls);
        assertThat(spent.calls()).isEqualTo(2);
        assertThat(spent.tokens()).isGreaterThan(2_000);
        assertThat(spent.usd()).isPositive();
        assertThat(Aside.Spent.on(List.of())).isEqualTo(Aside.Spent.NOTHING);
    }
}
