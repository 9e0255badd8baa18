package dev.phantom.telemetry;

import static dev.phantom.telemetry.TelemetryContract.STACK;
import static dev.phantom.telemetry.TelemetryContract.holdsMetrics;
import static dev.phantom.telemetry.TelemetryContract.holdsSpans;
import static dev.phantom.telemetry.TelemetryContract.isFailed;
import static dev.phantom.telemetry.TelemetryContract.keys;
import static dev.phantom.telemetry.TelemetryContract.phantomNames;
import static dev.phantom.telemetry.TelemetryContract.phantomNamesOfTheContract;
import static dev.phantom.telemetry.TelemetryContract.words;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.cli.Shell;
import dev.phantom.datadog.assets.AssetSchemaTest;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.LoopbackServer;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs in the embedded world; the bytes that leave are held against the tables of
/// [TelemetryContract].
class TelemetryContractTest {

    private static final Instant MORNING = Instant.parse("2026-11-22T09:00:00Z");
    private static final String[] SEVERITIES = {"low", "medium", "high", "critical"};

    @TempDir
    private Path folder;

    private EmbeddedWorld world;
    private Shell shell;
    private Instant now;
    private int read;

    @BeforeEach
    void open() {
        enter(EmbeddedWorld.start(
                "payments-night", folder.resolve("world"), MORNING, 0, false, new CallLog(null, call -> {})));
    }

    private void enter(EmbeddedWorld there) {
        world = there;
        shell = new Shell().in(folder).set("PHANTOM_MASK_KEY", "k");
        world.environment().forEach(shell::set);
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        now = world.now();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRunSendsEveryNameOfTheContractAndNoOther() throws Exception {
        var sent = run("--analyst", "claude", "--stack", "payments");

        assertThat(sent.resources())
                .isNotEmpty()
                .allSatisfy(
                        it -> assertThat(it).isEqualTo(Map.of("service.name", "phantom", "service.version", "0.2.0")));
        holdsSpans(sent);
        holdsMetrics(sent);
        assertThat(phantomNames(sent)).isEqualTo(phantomNamesOfTheContract());
    }

    @Test
    void theFiguresAreThoseOfTheReport() throws Exception {
        var sent = run("--analyst", "claude", "--stack", "payments");
        var stack = report().at("/reports/0");
        var drifts = stack.get("drifts");

        var tags = Map.of("env", "prod", "stack", "payments", "aws_account", "111122223333", "region", "us-east-1");
        var coverage = stack.get("coverage");
        assertThat(sent.numbers("phantom.coverage"))
                .isEqualTo(Map.of(
                        tags,
                        coverage.get("compared").asDouble()
                                / coverage.get("resources").asDouble()));
        assertThat(sent.numbers("phantom.drift.cost_delta_usd"))
                .isEqualTo(Map.of(tags, stack.at("/summary/monthlyDeltaUsd").asDouble()));
        assertThat(bySeverity(sent, "phantom.drift.open", "payments")).isEqualTo(levels(drifts));
        assertThat(sent.total("phantom.drift.detected"))
                .isEqualTo(stack.at("/summary/new").asDouble())
                .isPositive();
        assertThat(bySeverity(sent, "phantom.drift.age_seconds", "payments"))
                .containsOnlyKeys(SEVERITIES)
                .allSatisfy((severity, age) -> assertThat(age).isZero());
        assertThat(sent.total("phantom.verdict.made")).isEqualTo(drifts.size());
        assertThat(sent.numbers("phantom.run.completed")).isEqualTo(Map.of(Map.of("outcome", "ok"), 1.0));

        tellsOfGraveDrift(sent, drifts);

        var compare = Sent.map(sent.span("phantom.compare").getAttributesList());
        assertThat(compare)
                .containsEntry("resources", coverage.get("resources").asText())
                .containsEntry("compared", coverage.get("compared").asText());
        var urls = drifts.findValuesAsText("url").stream()
                .filter(u -> !u.isEmpty())
                .toList();
        assertThat(sent.spans("phantom.pull_request")
                        .map(s -> Sent.map(s.getAttributesList()).getOrDefault("url", "")))
                .containsExactlyInAnyOrderElementsOf(new HashSet<>(urls));
    }

    /// One change event for each drift of high or critical severity, as Datadog's OpenAPI document has it.
    private static void tellsOfGraveDrift(Sent sent, JsonNode drifts) {
        var grave = drifts.valueStream()
                .filter(d -> List.of("high", "critical")
                        .contains(d.at("/severity/level").asText()))
                .map(d -> d.path("driftId").asText())
                .toList();
        assertThat(grave).hasSize(3);
        assertThat(sent.events())
                .extracting(e -> e.at("/data/attributes/aggregation_key").asText())
                .containsExactlyInAnyOrderElementsOf(grave);
        var schema = AssetSchemaTest.schema("v2.EventCreateRequestPayload");
        assertThat(sent.events()).allSatisfy(event -> {
            assertThat(schema.validate(event)).isEmpty();
            var attributes = event.at("/data/attributes");
            assertThat(attributes.path("category").asText()).isEqualTo("change");
            assertThat(attributes.at("/attributes/impacted_resources/0/name").asText())
                    .isEqualTo("payments-api");
            assertThat(attributes.path("tags").valueStream().map(JsonNode::asText))
                    .contains("managed_by:phantom", "env:prod", "stack:payments", "service:payments-api");
        });
    }

    @Test
    void aStoredVerdictIsNotMadeAgainAndDriftGrowsOlder() throws Exception {
        var first = run("--analyst", "claude");
        now = now.plus(Duration.ofHours(2));
        var second = run("--analyst", "claude");

        assertThat(first.total("phantom.verdict.made")).isPositive();
        assertThat(second.numbers("phantom.verdict.made")).isEmpty();
        assertThat(second.numbers("phantom.drift.detected")).isEmpty();
        assertThat(first.events()).isNotEmpty();
        assertThat(second.events()).isEmpty();
        assertThat(second.numbers("phantom.llm.tokens")).isEmpty();
        assertThat(second.numbers("phantom.drift.open")).isEqualTo(first.numbers("phantom.drift.open"));
        var open = bySeverity(second, "phantom.drift.open", "payments");
        assertThat(bySeverity(second, "phantom.drift.age_seconds", "payments"))
                .isEqualTo(open.entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, e -> e.getValue() > 0 ? 7200.0 : 0.0)));
        assertThat(second.numbers("phantom.pull_request.settled"))
                .containsOnlyKeys(Set.of(Map.of("outcome", "unchanged")));
    }

    @Test
    void aSeverityWithoutDriftIsSentAsZero() throws Exception {
        world.close();
        enter(EmbeddedWorld.open(
                Path.of("src/test/scenarios/13-bastion-host"), folder.resolve("other"), new CallLog(null, call -> {})));
        var sent = run();
        var open = levels(report().at("/reports/0/drifts"));
        assertThat(open).containsValue(0.0);
        var stack = report().at("/reports/0/stack/name").asText();
        assertThat(bySeverity(sent, "phantom.drift.open", stack)).isEqualTo(open);
        assertThat(bySeverity(sent, "phantom.drift.age_seconds", stack)).containsOnlyKeys(SEVERITIES);
    }

    /// One stack that was walked before, one that never was, one that is not asked for.
    @Test
    void aStackThatCannotBeReadIsToldAsItWasLeft() throws Exception {
        var before = run("--stack", "payments");
        now = now.plus(Duration.ofHours(1));
        configure("stacks/gone.yaml", """
              - { name: newcomer, account: "111122223333", template: stacks/gone.yaml, environment: dev }
              - { name: elsewhere, account: "111122223333", template: stacks/payments.yaml }
            """);
        var sent = run("--stack", "payments", "--stack", "newcomer");

        assertThat(sent.numbers("phantom.run.completed")).isEqualTo(Map.of(Map.of("outcome", "failed"), 1.0));
        assertThat(sent.numbers("phantom.drift.open")).isEqualTo(before.numbers("phantom.drift.open"));
        assertThat(bySeverity(sent, "phantom.drift.age_seconds", "payments"))
                .containsOnlyKeys(SEVERITIES)
                .containsValue(3600.0);
        assertThat(sent.numbers("phantom.drift.cost_delta_usd"))
                .isEqualTo(before.numbers("phantom.drift.cost_delta_usd"));
        assertThat(sent.numbers("phantom.coverage").entrySet().stream()
                        .collect(toMap(e -> e.getKey().get("stack"), Map.Entry::getValue)))
                .isEqualTo(Map.of("payments", 0.0, "newcomer", 0.0));

        var code = failureCode("payments");
        for (var name : List.of("phantom.read.safe", "phantom.stack")) {
            assertThat(sent.spans(name)).hasSize(2).allSatisfy(span -> isFailed(span, code));
        }
        assertThat(sent.spans("phantom.stack")
                        .map(s -> Sent.map(s.getAttributesList()).get("env")))
                .containsExactlyInAnyOrder("prod", "dev");
        var run = sent.span("phantom.run");
        assertThat(Sent.map(run.getAttributesList()))
                .as("what both stacks have in common")
                .isEqualTo(Map.of("aws.account", "111122223333", "aws.region", "us-east-1"));
        assertThat(phantomNamesOfTheContract()).containsAll(phantomNames(sent));
    }

    @Test
    void aModelThatDoesNotAnswerIsAFailedCallOfItsStack() throws Exception {
        try (var model = LoopbackServer.start(
                0,
                request -> LoopbackServer.Reply.json(
                        400,
                        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}"))) {
            shell.set("ANTHROPIC_BASE_URL", model.uri().toString());
            var sent = run("--analyst", "claude");

            assertThat(sent.spans("chat claude-sonnet-5-5")).isNotEmpty().allSatisfy(span -> {
                assertThat(sent.above(span)).isEqualTo("phantom.judge");
                isFailed(span, "PH-LLM-001");
                assertThat(keys(span))
                        .isEqualTo(words(STACK + " gen_ai.operation.name gen_ai.provider.name gen_ai.request.model"
                                + " error.type"));
            });
            assertThat(sent.span("phantom.judge").getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
            assertThat(sent.numbers("phantom.llm.tokens")).isEmpty();
            assertThat(sent.numbers("phantom.llm.cost_usd")).isEmpty();
            assertThat(sent.total("phantom.verdict.made")).isPositive();
            assertThat(phantomNamesOfTheContract()).containsAll(phantomNames(sent));
        }
    }

    private static Map<String, Double> bySeverity(Sent sent, String metric, String stack) {
        return sent.numbers(metric).entrySet().stream()
                .filter(e -> stack.equals(e.getKey().get("stack")))
                .collect(toMap(e -> e.getKey().getOrDefault("severity", ""), Map.Entry::getValue));
    }

    /// How many drifts of each severity a report has.
    private static Map<String, Double> levels(JsonNode drifts) {
        var levels = new TreeMap<String, Double>();
        Arrays.stream(SEVERITIES).forEach(s -> levels.put(s, 0.0));
        drifts.forEach(d -> levels.merge(d.at("/severity/level").asText(), 1.0, Double::sum));
        return levels;
    }

    /// A run at this moment, and what it alone sent.
    private Sent run(String... options) {
        var words = Stream.concat(Stream.of("run", "--quiet", "--out", "out"), Arrays.stream(options));
        var result = shell.at(Clock.fixed(now, ZoneOffset.UTC)).run(words.toArray(String[]::new));
        assertThat(result.err()).doesNotContain("telemetry");
        var received = world.datadog().received();
        var news = received.subList(read, received.size());
        read = received.size();
        return Sent.of(news);
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(Files.readString(folder.resolve("out/report.json")));
    }

    private String failureCode(String stack) throws IOException {
        return report().get("failures")
                .valueStream()
                .filter(f -> f.get("stack").asText().equals(stack))
                .map(f -> f.get("code").asText())
                .findFirst()
                .orElseThrow();
    }

    /// @param template of the stack of the scenario
    /// @param stacks   more of them
    private void configure(String template, String stacks) throws IOException {
        var given = Files.readString(Path.of(world.environment().getOrDefault("PHANTOM_CONFIG", "")));
        var file = folder.resolve("phantom.yaml");
        Files.writeString(file, given.replace("template: stacks/payments.yaml", "template: " + template) + stacks);
        shell.set("PHANTOM_CONFIG", file.toString());
    }
}
