package dev.phantom.datadog.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.datadog.SandboxWorld;
import dev.phantom.datadog.api.Patience;
import dev.phantom.sandbox.datadog.InjectedFault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObserveTest {

    private static final String LOGS = "POST /api/v2/logs/events/search";
    private static final String SPANS = "POST /api/v2/spans/events/search";
    private static final String QUERY = "GET /api/v1/query";
    private static final String EVENTS = "GET /api/v1/events";
    private static final String VALIDATE = "GET /api/v1/validate";

    private final SandboxWorld world = SandboxWorld.of("prompt-analyzer", "2026-02-20T21:40:00Z");
    private Patience patience = SandboxWorld.READY;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void point() {
        environment.putAll(world.datadog().environment());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private int observe(String service) {
        return observe(new Observe.Options(service, Duration.ofHours(12), 20, false));
    }

    private int observe(Observe.Options options) {
        return new Observe(
                        environment,
                        InstantSource.fixed(Instant.parse("2026-02-20T21:40:00Z")),
                        patience,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(options);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void oneServiceInTheShapeUsersKnow() {
        assertThat(observe("prompt-analyzer")).isZero();
        assertThat(out()).isEqualTo("""
                        ==================================================
                          Observability data for: prompt-analyzer
                        ==================================================

                        --- Logs ---
                          [2026-02-20T21:35:11.964Z] Sent message: {"message": "Hello, dsm sqs!"}
                          [2026-02-20T21:35:10.000Z] first line\\nsecond line\\x1b[31m red \\u202e desrever
                          [2026-02-20T20:00:00.120Z] %s…
                          [2026-02-20T18:00:00.000Z] {"event":"no message here"}

                        --- Traces ---
                          s3.listobjectsv2 - 67890ns
                          POST /analyze - 1204567890ns

                        --- Metrics ---
                          trace.http.request.duration - avg 0.0115 max 0.0450 last 0.0101 second (145 points)

                        --- Events ---
                          [2026-02-20T21:35:11Z] Deployment finished (github)
                          [2026-02-20T21:31:00Z] Deployment started (github)
                        """.formatted("x".repeat(500)));
        assertThat(err()).isEmpty();
    }

    @Test
    void aBlockForEachServiceSeenInLogsOrSpans() {
        assertThat(observe("")).isZero();
        assertThat(out().lines().filter(l -> l.startsWith("  Observability")))
                .containsExactly(
                        "  Observability data for: checkout",
                        "  Observability data for: edge-proxy",
                        "  Observability data for: prompt-analyzer");
        assertThat(out())
                .contains("  trace.servlet.request.duration - avg 0.3000 max 0.4000 last 0.4000 second (2 points)")
                .contains(
                        "  (trace.http.request.duration has no series for checkout; shown: trace.servlet.request.duration,"
                                + " trace.servlet.request.hits, jvm.heap_memory)");
    }

    @Test
    void nothingSeenIsNone() {
        assertThat(observe("nobody")).isZero();
        assertThat(out().lines().filter("  (none)"::equals)).hasSize(4);
    }

    @Test
    void aProgramGetsLevelAndTimeToo() throws Exception {
        assertThat(observe(new Observe.Options("prompt-analyzer", Duration.ofHours(12), 20, true)))
                .isZero();
        var document = new ObjectMapper().readTree(out());
        assertThat(document.path("schema").asText()).isEqualTo("phantom.observe/v1");
        assertThat(document.path("from").asText()).isEqualTo("2026-02-20T09:40:00Z");
        var service = document.path("services").path(0);
        assertThat(service.path("presence").asText()).isEqualTo("seen");
        var log = service.at("/logs/items/0");
        assertThat(log.path("at").asText()).isEqualTo("2026-02-20T21:35:11.964Z");
        assertThat(log.path("level").asText()).isNotEmpty();
        assertThat(log.path("message").asText()).isEqualTo("Sent message: {\"message\": \"Hello, dsm sqs!\"}");
        var trace = service.at("/traces/items/0");
        assertThat(Instant.parse(trace.path("at").asText())).isBefore(Instant.parse("2026-02-20T21:40:00Z"));
        assertThat(trace.path("level").asText()).isIn("ok", "error");
        assertThat(trace.path("durationNanos").asLong()).isEqualTo(67890);
        assertThat(service.at("/metrics/items/0/points").asInt()).isEqualTo(145);
        assertThat(service.at("/events/failed").isNull()).isTrue();
    }

    @Test
    void aServiceThatIsQuietIsNotOneThatIsUnknown() throws Exception {
        assertThat(observe("nobody")).isZero();
        assertThat(err().lines())
                .singleElement()
                .asString()
                .startsWith("no service 'nobody' shows in logs or spans of the last 15 days; check the name");
        err.reset();
        assertThat(observe(new Observe.Options("edge-proxy", Duration.ofSeconds(1), 20, false)))
                .isZero();
        assertThat(err().lines()).singleElement().asString().startsWith("'edge-proxy' was quiet: ");
        out.reset();
        observe(new Observe.Options("nobody", Duration.ofHours(12), 20, true));
        assertThat(new ObjectMapper().readTree(out()).at("/services/0/presence").asText())
                .isEqualTo("unknown");
    }

    @Test
    void theLimitHoldsUnderEveryHeading() {
        assertThat(observe(new Observe.Options("prompt-analyzer", Duration.ofHours(12), 1, false)))
                .isZero();
        assertThat(out()).contains("21:35:11.964Z").doesNotContain("21:35:10").doesNotContain("Deployment started");
    }

    @Test
    void aTokenWorksAlone() {
        environment.put("DD_API_KEY", "");
        environment.put("DD_APP_KEY", "ddsat_embedded");
        assertThat(observe("prompt-analyzer")).isZero();
        assertThat(world.log().calls()).noneMatch(c -> c.operation().equals(VALIDATE));
    }

    @Test
    void anInvalidApiKeyIsOneLine() {
        environment.put("DD_API_KEY", "nonsense");
        assertThat(observe("prompt-analyzer")).isEqualTo(1);
        assertThat(out()).isEmpty();
        assertThat(err().lines())
                .singleElement()
                .asString()
                .startsWith("PH-DDG-001 ")
                .contains("API key is not valid");
        assertThat(world.log().calls()).hasSize(1);
    }

    @Test
    void anInvalidApplicationKeyIsOneLine() {
        environment.put("DD_APP_KEY", "nonsense");
        assertThat(observe("prompt-analyzer")).isEqualTo(1);
        assertThat(out()).isEmpty();
        assertThat(err().lines())
                .singleElement()
                .asString()
                .startsWith("PH-DDG-001 ")
                .contains("every read was refused");
    }

    @Test
    void absentKeysAreOneLine() {
        environment.remove("DD_APP_KEY");
        assertThat(observe("prompt-analyzer")).isEqualTo(1);
        assertThat(err()).isEqualTo("PH-DDG-001 DD_APP_KEY is not set; set it in the environment or in .env\n");
    }

    @Test
    void aForeignSiteIsRefused() {
        environment.put("DD_SITE", "evil.example");
        assertThat(observe("prompt-analyzer")).isEqualTo(1);
        assertThat(err())
                .startsWith("PH-CFG-003 DD_SITE 'evil.example' is not a Datadog site; use one of datadoghq.com, ");
    }

    @Test
    void onlyValidateDecidesNotItsFailure() {
        world.datadog().inject(VALIDATE, new InjectedFault.Failing(500, "{}", 9));
        assertThat(observe("prompt-analyzer")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {LOGS, SPANS, QUERY, EVENTS})
    void aForbiddenSourceIsOneLineAndTheOthersPrint(String route) {
        world.datadog().inject(route, new InjectedFault.Forbidden());
        assertThat(observe("prompt-analyzer")).isZero();
        assertThat(out().lines()
                        .filter(l -> l.startsWith("  (failed: 403 forbidden: Forbidden; needs the permission ")))
                .hasSize(1);
        assertThat(out().lines().filter(l -> l.startsWith("  ") && !l.contains("(failed")))
                .hasSizeGreaterThan(4);
    }

    @Test
    void errorsAreOneLineEach() {
        world.datadog().inject(LOGS, new InjectedFault.RateLimited(1800, 9));
        world.datadog()
                .inject(
                        SPANS,
                        new InjectedFault.Failing(
                                422,
                                "{\"errors\":[{\"title\":\"Generic Error\",\"detail\":\"invalid_argument('from' should be anterior to 'to')\"}]}",
                                9));
        world.datadog().inject(QUERY, new InjectedFault.SaysError("Rate of queries exceeded"));
        world.datadog().inject(EVENTS, new InjectedFault.Unauthorised());
        assertThat(observe("prompt-analyzer")).isEqualTo(1);
        assertThat(out().lines().filter(l -> l.startsWith("  (")))
                .containsExactly(
                        "  (failed: 429 rate limited: Rate limit of 300 requests in 3600 seconds reached.; Datadog asked to wait 30 min, and a call waits at most 1 s)",
                        "  (failed: 422 refused: Generic Error: invalid_argument('from' should be anterior to 'to'))",
                        "  (failed: query error: Rate of queries exceeded)",
                        "  (failed: 401 unauthorised: Unauthorized; check DD_API_KEY, DD_APP_KEY and DD_SITE)");
        assertThat(err().lines())
                .singleElement()
                .asString()
                .startsWith("PH-DDG-002 ")
                .contains("every source failed");
    }

    @Test
    void aReadThatIsNotAnsweredIsSaidToBe() {
        patience = SandboxWorld.NONE;
        world.datadog().inject(EVENTS, new InjectedFault.Hanging());
        observe("prompt-analyzer");
        assertThat(out()).containsPattern("\\(failed: .* sent no answer within ");
    }

    @Test
    void aPassingFaultIsWaitedFor() {
        world.datadog().inject(LOGS, new InjectedFault.RateLimited(0, 1));
        world.datadog().inject(SPANS, new InjectedFault.Failing(500, "<html>oops</html>", 2));
        assertThat(observe("prompt-analyzer")).isZero();
        assertThat(out()).doesNotContain("failed").contains("s3.listobjectsv2");
    }

    @Test
    void serverErrorsThatStayAreQuoted() {
        world.datadog().inject(LOGS, new InjectedFault.Failing(500, "<html>oops</html>", 9));
        world.datadog()
                .inject(
                        EVENTS,
                        new InjectedFault.Failing(
                                400,
                                "{\"errors\":[\"{'errors': [u\\\"input_validation_error(Field 'page' is invalid)\\\"]}\"]}",
                                9));
        assertThat(observe("prompt-analyzer")).isEqualTo(1);
        assertThat(err()).contains("PH-DDG-002", "a source failed, so this is not all there is");
        assertThat(out())
                .contains("  (failed: 500 server error: a page of HTML instead of JSON (3 attempts, ")
                .contains("  (failed: 400 refused: input_validation_error(Field 'page' is invalid))");
    }

    @Test
    void partialResultsAreSaid() {
        world.datadog().inject(LOGS, new InjectedFault.Partial("some indexes are slow"));
        assertThat(observe("prompt-analyzer")).isZero();
        assertThat(out())
                .contains("  (partial: Datadog stopped early (timeout))")
                .contains("  (partial: some indexes are slow)");
    }

    @Test
    void everyCallRefusedWith401IsTheKeys() {
        for (var route : new String[] {LOGS, SPANS, QUERY, EVENTS}) {
            world.datadog().inject(route, new InjectedFault.Unauthorised());
        }
        assertThat(observe("")).isEqualTo(1);
        assertThat(out()).isEmpty();
        assertThat(err().lines()).singleElement().asString().contains("401 unauthorised: Unauthorized");
    }

    @Test
    void nobodyListensIsNotTheKeys() {
        environment.put("PHANTOM_DATADOG_URL", "http://127.0.0.1:1");
        assertThat(observe("prompt-analyzer")).isEqualTo(1);
        assertThat(out().lines()
                        .filter(l -> l.startsWith("  (failed: ") && l.contains("127.0.0.1:1 refused the connection")))
                .hasSize(4);
        assertThat(err().lines()).singleElement().asString().startsWith("PH-DDG-002");
    }
}
