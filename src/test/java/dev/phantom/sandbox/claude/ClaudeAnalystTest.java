package dev.phantom.sandbox.claude;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.analysis.Aside;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Cases;
import dev.phantom.analysis.FallbackAnalyst;
import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.prompt.Disclosure;
import dev.phantom.analysis.prompt.Privacy;
import dev.phantom.analysis.rules.RulesAnalyst;
import dev.phantom.claude.ClaudeAnalyst;
import dev.phantom.claude.ClaudeSettings;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.wire.Network;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Claude through Anthropic's own SDK over loopback HTTP.
class ClaudeAnalystTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERDICT = """
            {"verdict":{"observations":[{"exhibit":"find:rolled back","quote":"","meaning":"the cure"}],"counter_evidence":[],
             "reasoning":"The rollback was the cure (E-03).","recommendation":"revert","refactor_choice":[],"severity":"medium",
             "confidence":"high"}}""";

    private final CallLog log = new CallLog(null, call -> {});
    private final List<ModelCall> calls = new ArrayList<>();

    private static CaseFile file() {
        return Cases.of(
                        "AWS::RDS::DBInstance",
                        "{'DBInstanceClass':'db.r5.large','Engine':'mysql','AllocatedStorage':100}",
                        "{'DBInstanceClass':'db.r5.4xlarge','Engine':'mysql','AllocatedStorage':100}")
                .rolledBack()
                .load(stats(22, 38, 61), null, stats(3, 4, 6))
                .build();
    }

    private EmbeddedClaude claude(String... replies) throws Exception {
        JsonNode script = JSON.readTree("{\"Thing\":[" + String.join(",", replies) + "]}");
        return EmbeddedClaude.start(script, log, 0);
    }

    private ClaudeAnalyst analyst(URI uri, BigDecimal budget) {
        var settings = new ClaudeSettings(
                "sk-test",
                uri.toString(),
                "claude-sonnet-5-5",
                "claude-opus-5-5",
                budget,
                Duration.ofMillis(20),
                Network.standard());
        return new ClaudeAnalyst(settings, Disclosure.DEFAULT, Privacy.MASKED);
    }

    @Test
    void aScriptedReplyBecomesALabelledVerdict() throws Exception {
        try (var claude = claude(VERDICT)) {
            var verdict = analyst(claude.uri(), BigDecimal.ONE).judge(file(), calls::add);
            assertThat(verdict.recommendation()).isEqualTo(Recommendation.REVERT);
            assertThat(verdict.opinion().analyst()).isEqualTo("claude-sonnet-5-5 (scripted reply)");
            assertThat(verdict.opinion().evidence()).containsExactly("E-03");
            assertThat(calls).singleElement().satisfies(call -> {
                assertThat(call.requestModel()).isEqualTo("claude-sonnet-5-5");
                assertThat(call.endedAt()).isAfterOrEqualTo(call.startedAt());
                assertThat(call.result()).isInstanceOfSatisfying(ModelCall.Result.Answered.class, a -> {
                    assertThat(a.reply().costUsd()).isPositive();
                    assertThat(a.reply().finishReason()).isEqualTo("end_turn");
                    assertThat(a.reply().requestId()).isEqualTo("req_sandbox_0001");
                });
            });
            assertThat(log.calls()).extracting(CallLog.Call::operation).containsExactly("POST /v1/messages");
        }
    }

    @Test
    void aBadQuoteIsAskedAgainOnce() throws Exception {
        var bad = VERDICT.replace("find:rolled back\",\"quote\":\"\"", "E-03\",\"quote\":\"invented words\"");
        try (var claude = claude(bad, VERDICT)) {
            assertThat(analyst(claude.uri(), BigDecimal.ONE).judge(file()).recommendation())
                    .isEqualTo(Recommendation.REVERT);
        }
        try (var claude = claude(bad)) {
            assertThat(analyst(claude.uri(), BigDecimal.ONE).judge(file()).recommendation())
                    .isEqualTo(Recommendation.NEEDS_HUMAN);
        }
        assertThat(log.calls()).hasSize(4);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"stop\":\"refusal\"} | refused to answer (cyber)",
                "{\"text\":\"{\\\"observations\\\":[\",\"stop\":\"max_tokens\"} | cut off: max_tokens",
                "{\"text\":\"\",\"stop\":\"model_context_window_exceeded\"} | cut off",
                "{\"status\":529} | answered 529",
                "{\"status\":429,\"retryAfter\":3600} | answered 429",
                "{\"status\":500} | answered 500"
            })
    void whatKeepsItFromAnsweringLeavesTheJudgementToTheRules(String reply, String said) throws Exception {
        try (var claude = claude(reply)) {
            var verdict = new FallbackAnalyst(analyst(claude.uri(), BigDecimal.ONE), new RulesAnalyst(Known.EVERYWHERE))
                    .judge(file(), calls::add);
            assertThat(verdict.opinion().analyst()).isEqualTo("rules");
            assertThat(verdict.recommendation()).isEqualTo(Recommendation.REVERT);
            assertThat(verdict.opinion().gaps())
                    .last()
                    .asString()
                    .startsWith("claude gave no verdict: ")
                    .contains(said);
            assertThat(calls).singleElement().satisfies(call -> {
                var why = switch (call.result()) {
                    case ModelCall.Result.Answered a -> "answered";
                    case ModelCall.Result.Unusable u -> u.why().summary();
                    case ModelCall.Result.Failed f -> f.why().summary();
                };
                assertThat(why).contains(said);
            });
        }
    }

    @Test
    void overloadIsOutwaited() throws Exception {
        try (var claude = claude("{\"status\":529}", "{\"status\":429,\"retryAfter\":0}", VERDICT)) {
            var verdict = analyst(claude.uri(), BigDecimal.ONE).judge(file());
            assertThat(verdict.recommendation()).isEqualTo(Recommendation.REVERT);
        }
    }

    @Test
    void anHourIsNotWaitedForAndIsSaid() throws Exception {
        try (var claude = claude("{\"status\":429,\"retryAfter\":10800}", VERDICT)) {
            assertThatThrownBy(() -> analyst(claude.uri(), BigDecimal.ONE).judge(file()))
                    .hasMessageContaining("asked to wait 3 h, and a call waits at most 20 ms");
        }
    }

    @Test
    void nobodyThereIsUnavailableToo() throws Exception {
        URI gone;
        try (var claude = claude(VERDICT)) {
            gone = claude.uri();
        }
        assertThatThrownBy(() -> analyst(gone, BigDecimal.ONE).judge(file()))
                .hasMessageContaining("PH-LLM-001")
                .hasMessageContaining("refused the connection");
    }

    @Test
    void aSpentBudgetStopsFurtherCalls() throws Exception {
        try (var claude = claude(VERDICT)) {
            var analyst = analyst(claude.uri(), new BigDecimal("0.22"));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 50; i++) {
                            analyst.judge(file(), calls::add);
                        }
                    })
                    .hasMessageContaining("the budget of 0.22 USD does not cover another call");
            assertThat(Aside.Spent.on(calls).usd()).isPositive().isLessThan(new BigDecimal("0.22"));
            var made = log.calls().size();
            assertThat(made).isPositive().isEqualTo(calls.size());
            var poor = analyst(claude.uri(), new BigDecimal("0.01"));
            assertThatThrownBy(() -> poor.judge(file())).hasMessageContaining("it can cost 0.");
            assertThat(log.calls())
                    .as("nothing is asked that could pass the limit")
                    .hasSize(made);
        }
    }

    @Test
    void theRequestIsWhatTheRealApiTakes() throws Exception {
        var seen = new AtomicReference<>("");
        try (var server = LoopbackServer.start(0, request -> {
            seen.set(request.text());
            return LoopbackServer.Reply.json(
                    400, "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}");
        })) {
            assertThatThrownBy(() -> analyst(server.uri(), BigDecimal.ONE).judge(file()))
                    .hasMessageContaining("400");
        }
        var request = JSON.readTree(seen.get());
        assertThat(RequestCheck.refuse(request)).isEmpty();
        assertThat(request.fieldNames()).toIterable().doesNotContain("temperature", "tools", "tool_choice", "thinking");
        var properties = request.at("/output_config/format/schema/properties");
        assertThat(properties.fieldNames())
                .toIterable()
                .containsExactly(
                        "observations",
                        "counter_evidence",
                        "ended_by",
                        "need",
                        "rival_explanation",
                        "owner_quote",
                        "reasoning",
                        "recommendation",
                        "refactor_choice",
                        "severity",
                        "severity_raised_by",
                        "confidence");
        assertThat(request.path("messages").size()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"temperature\":0} | not supported",
                "{\"output_format\":{}} | Extra inputs",
                "{\"max_tokens\":null} | Field required",
                "{\"tool_choice\":{\"type\":\"tool\",\"name\":\"x\"}} | forcing tool use",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"{\"}]} | prefill",
                "{\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"number\",\"minimum\":0}}}} | 'minimum'",
                "{\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}} | additionalProperties"
            })
    void theStandInRefusesWhatTheRealApiRefuses(String wrong, String said) throws Exception {
        var request = (com.fasterxml.jackson.databind.node.ObjectNode) JSON.readTree(
                "{\"model\":\"m\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");
        assertThat(RequestCheck.refuse(request)).isEmpty();
        request.setAll((com.fasterxml.jackson.databind.node.ObjectNode) JSON.readTree(wrong));
        assertThat(RequestCheck.refuse(request)).get().asString().contains(said);
    }
}
