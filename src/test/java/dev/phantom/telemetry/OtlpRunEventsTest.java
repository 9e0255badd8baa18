package dev.phantom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.Recommendation;
import dev.phantom.datadog.SandboxWorld;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.run.RunEvent;
import dev.phantom.run.RunEvents;
import dev.phantom.run.StackFigures;
import dev.phantom.run.Stage;
import dev.phantom.sandbox.datadog.DatadogSandbox.Received;
import dev.phantom.sandbox.datadog.InjectedFault;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What single events come to; what is sent is decoded with classes that our exporter did not write.
class OtlpRunEventsTest {

    private static final Instant BEGUN = Instant.parse("2026-11-22T09:00:00Z");

    private final SandboxWorld world = SandboxWorld.of("prompt-analyzer", "2026-02-20T21:40:00Z");
    private final List<String> warnings = new ArrayList<>();

    @AfterEach
    void stop() {
        world.close();
    }

    private RunEvents events() {
        return OtlpRunEvents.of(world.datadog().environment(), "0.2.0", warnings::add);
    }

    private void oneRun() {
        try (var events = events();
                var run = events.run(List.of(stack("payments")))) {
            run.happened(new RunEvent.RunClosed(RunEvent.Ending.COMPLETE));
        }
    }

    private static Stack stack(String name) {
        return new Stack(
                new StackId("111122223333", "us-east-1", name), "prod", "", List.of(), "", "", Stack.Mode.REPORT);
    }

    private Sent sent() {
        return Sent.of(world.datadog().received());
    }

    private Stream<Received> received(String path) {
        return world.datadog().received().stream().filter(r -> r.path().equals(path));
    }

    @Test
    void aCallOfAModelCountsEachKindOfTokenOnce() {
        try (var events = events();
                var run = events.run(List.of());
                var stack = run.stack(stack("payments"));
                var judge = stack.stage(Stage.JUDGE)) {
            judge.happened(called(new ModelCall.Result.Answered(reply(new BigDecimal("0.25")))));
        }
        var chat = sent().span("chat m");
        assertThat(Sent.map(chat.getAttributesList()))
                .containsEntry("gen_ai.usage.input_tokens", "1101")
                .containsEntry("gen_ai.usage.output_tokens", "10")
                .containsEntry("gen_ai.usage.cache_read.input_tokens", "100")
                .containsEntry("gen_ai.usage.cache_creation.input_tokens", "1000")
                .containsEntry("phantom.llm.cost_usd", "0.25");
        assertThat(chat.getStartTimeUnixNano()).isEqualTo(BEGUN.toEpochMilli() * 1_000_000);
        assertThat(chat.getEndTimeUnixNano() - chat.getStartTimeUnixNano()).isEqualTo(3_000_000_000L);
        assertThat(sent().numbers("phantom.llm.tokens"))
                .isEqualTo(Map.of(
                        Map.of("model", "m", "token_type", "input"), 1.0,
                        Map.of("model", "m", "token_type", "output"), 10.0,
                        Map.of("model", "m", "token_type", "cache_read"), 100.0,
                        Map.of("model", "m", "token_type", "cache_creation"), 1000.0));
        assertThat(sent().numbers("phantom.llm.cost_usd")).isEqualTo(Map.of(Map.of("model", "m"), 0.25));
    }

    @Test
    void ordersInTheEvidenceAreCountedOnTheStageThatJudges() {
        try (var events = events();
                var run = events.run(List.of());
                var stack = run.stack(stack("payments"));
                var judge = stack.stage(Stage.JUDGE)) {
            judge.happened(new RunEvent.VerdictMade(Recommendation.REVERT, Severity.LOW, 0));
            judge.happened(new RunEvent.VerdictMade(Recommendation.REVERT, Severity.LOW, 2));
            judge.happened(new RunEvent.VerdictMade(Recommendation.REVERT, Severity.LOW, 1));
        }
        assertThat(Sent.map(sent().span("phantom.judge").getAttributesList())).containsEntry("notices", "3");
        assertThat(sent().total("phantom.verdict.made")).isEqualTo(3);
    }

    @Test
    void aRefusedAnswerWasPaidForAndIsAnError() {
        var why = Diagnostic.of(Code.ANALYST_UNAVAILABLE, "the model refused to answer");
        try (var events = events();
                var run = events.run(List.of());
                var stack = run.stack(stack("payments"));
                var judge = stack.stage(Stage.JUDGE)) {
            judge.happened(called(new ModelCall.Result.Unusable(reply(null), why)));
        }
        var chat = sent().span("chat m");
        assertThat(chat.getStatus().getMessage()).isEqualTo("PH-LLM-001");
        assertThat(Sent.map(chat.getAttributesList()))
                .containsEntry("gen_ai.usage.output_tokens", "10")
                .doesNotContainKey("phantom.llm.cost_usd");
        assertThat(sent().total("phantom.llm.tokens")).isEqualTo(1111);
        assertThat(sent().numbers("phantom.llm.cost_usd")).isEmpty();
    }

    private static RunEvent.ModelCalled called(ModelCall.Result result) {
        return new RunEvent.ModelCalled(new ModelCall("anthropic", "m", BEGUN, BEGUN.plusSeconds(3), result));
    }

    private static ModelCall.Reply reply(@org.jspecify.annotations.Nullable BigDecimal cost) {
        return new ModelCall.Reply("m-20261101", "end_turn", new ModelCall.Tokens(1, 10, 100, 1000), cost, "req_1");
    }

    /// Eight walks at a time; each span is below the walk that it belongs to.
    @Test
    void stacksWalkedSideBySideKeepTheirStagesApart() {
        try (var events = events();
                var run = events.run(List.of());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 40)
                    .forEach(i -> threads.submit(() -> {
                        try (var stack = run.stack(stack("s" + i));
                                var judge = stack.stage(Stage.JUDGE)) {
                            judge.happened(called(new ModelCall.Result.Answered(reply(null))));
                        }
                    }));
        }
        var sent = sent();
        assertThat(sent.spans("chat m")).hasSize(40).allSatisfy(chat -> {
            var judge = sent.spans().stream()
                    .filter(s -> s.getSpanId().equals(chat.getParentSpanId()))
                    .findFirst()
                    .orElseThrow();
            var stack = sent.spans().stream()
                    .filter(s -> s.getSpanId().equals(judge.getParentSpanId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(List.of(stack.getName(), judge.getName())).containsExactly("phantom.stack", "phantom.judge");
            assertThat(Sent.map(chat.getAttributesList()).get("phantom.stack"))
                    .isEqualTo(Sent.map(stack.getAttributesList()).get("phantom.stack"));
            assertThat(sent.above(stack)).isEqualTo("phantom.run");
        });
        assertThat(sent.total("phantom.llm.tokens")).isEqualTo(40 * 1111.0);
    }

    @Test
    void whatWasNotSettledLeavesNoTrace() {
        try (var events = events();
                var run = events.run(List.of());
                var stack = run.stack(stack("payments"));
                var publish = stack.stage(Stage.PUBLISH)) {
            publish.pullRequest().close();
            try (var failing = publish.pullRequest()) {
                failing.failed(Diagnostic.of(Code.ANALYST_UNAVAILABLE, "away"));
                failing.settled(new RunEvent.PullRequestSettled(
                        Outcome.Kind.FAILED, "", Recommendation.REVERT, Severity.HIGH, 2));
            }
        }
        assertThat(sent().spans("phantom.pull_request")).singleElement().satisfies(span -> {
            assertThat(Sent.map(span.getAttributesList()))
                    .containsEntry("outcome", "failed")
                    .containsEntry("recommendation", "revert")
                    .containsEntry("severity", "high")
                    .containsEntry("drifts", "2")
                    .doesNotContainKey("url");
            assertThat(span.getEventsList()).hasSize(1);
        });
        assertThat(sent().numbers("phantom.pull_request.settled")).isEqualTo(Map.of(Map.of("outcome", "failed"), 1.0));
    }

    @Test
    void whatIsNotKnownIsNotSent() {
        try (var events = events();
                var run = events.run(List.of())) {
            run.happened(new RunEvent.StackMeasured(stack("payments"), new StackFigures(Map.of(), null, null, null)));
            run.happened(new RunEvent.StackMeasured(stack("ledger"), new StackFigures(Map.of(), 0.0, 2, 0.5)));
        }
        assertThat(sent().numbers("phantom.drift.open")).isEmpty();
        assertThat(sent().numbers("phantom.drift.age_seconds")).isEmpty();
        assertThat(sent().numbers("phantom.drift.cost_delta_usd").values()).containsExactly(0.0);
        assertThat(sent().numbers("phantom.drift.cost_unpriced").values()).containsExactly(2.0);
        assertThat(sent().numbers("phantom.coverage").values()).containsExactly(0.5);
    }

    @Test
    void theIntakeGetsTheKeyAndItsSwitches() {
        oneRun();
        assertThat(received("/v1/traces"))
                .singleElement()
                .satisfies(r -> assertThat(r.headers())
                        .containsEntry("dd-api-key", "embedded-datadog-api-key")
                        .containsEntry("compute_stats", "true"));
        assertThat(received("/v1/metrics"))
                .singleElement()
                .satisfies(r -> assertThat(r.headers()).containsKey("dd-otel-metric-config"));
    }

    @Test
    void aRefusalIsOneWarningAndNoThrow() {
        world.datadog().inject("POST /v1/traces", new InjectedFault.Forbidden());
        world.datadog().inject("POST /v1/metrics", new InjectedFault.Forbidden());
        oneRun();
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("telemetry was not delivered to " + world.datadog().uri() + ": metrics: ")
                .contains("traces: ")
                .doesNotContain("embedded-datadog-api-key");
    }

    @Test
    void aHangingIntakeIsOneWarning() {
        world.datadog().inject("POST /v1/traces", new InjectedFault.Hanging());
        oneRun();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("telemetry was not delivered to " + world.datadog().uri(), "traces: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//"})
    void aDeadCollectorIsOneLineWithItsAddress(String slashes) throws IOException {
        int port;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        var address = "http://127.0.0.1:" + port;
        var environment = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", address + slashes);
        try (var events = OtlpRunEvents.of(environment, "0.2.0", warnings::add);
                var run = events.run(List.of(stack("payments")))) {
            run.happened(new RunEvent.RunClosed(RunEvent.Ending.COMPLETE));
        }
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("telemetry was not delivered to " + address + ": metrics: ")
                .contains("refused the connection");
    }

    @Test
    void nothingToSendIsNoWarning() {
        events().close();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "DD_API_KEY=k                                          | false | direct to https://otlp.datadoghq.com",
                "DD_API_KEY=k DD_SITE=datadoghq.eu                     | false | direct to https://otlp.datadoghq.eu",
                "DD_API_KEY=k GITHUB_ACTIONS=true                      | false | direct to https://github-actions.integrations.otlp.datadoghq.com",
                "DD_API_KEY=k DD_SITE=ddog-gov.com                     | false | -",
                "DD_API_KEY=k                                          | true  | via http://127.0.0.1:4318",
                "DD_API_KEY=k DD_AGENT_HOST=agent                      | false | via http://agent:4318",
                "OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318/ DD_AGENT_HOST=a | false | via http://c:4318",
                "DD_API_KEY=k PHANTOM_DATADOG_URL=http://127.0.0.1:9   | true  | direct to http://127.0.0.1:9",
                "PHANTOM_DATADOG_URL=http://127.0.0.1:9                | true  | -",
                "A=b                                                   | false | -",
            })
    void theTarget(String environment, boolean agentAnswers, @org.jspecify.annotations.Nullable String expected) {
        var map = new HashMap<String, String>();
        for (var pair : environment.split(" ", -1)) {
            map.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        var found = OtlpTarget.find(map, (URI _) -> agentAnswers);
        assertThat(found.map(OtlpTarget::toString).orElse(null)).isEqualTo(expected);
        found.ifPresent(t -> assertThat(t.headers().containsKey("dd-api-key")).isEqualTo(t.direct()));
    }
}
