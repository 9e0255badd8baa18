package dev.phantom.datadog.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.fault.Gap;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that are not quite what Datadog documents: one odd item hides nothing else, and a wait is read as it is meant.
class OddAnswersTest {

    private static final Instant FROM = Instant.parse("2026-11-28T20:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-28T22:00:00Z");
    private static final Patience SHORT = new Patience(
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(1), 2, Duration.ofSeconds(1), 20);

    private static <T> ApiAnswer<T> answer(String body, Function<DatadogApi, ApiAnswer<T>> read) {
        try (var server = LoopbackServer.start(0, request -> Reply.json(200, body))) {
            return read.apply(api(server));
        }
    }

    private static DatadogApi api(LoopbackServer server) {
        return new DatadogApi(
                DatadogAccess.from(
                        Map.of("DD_API_KEY", "k", "DD_APP_KEY", "a", "PHANTOM_DATADOG_URL", server.uri().toString())),
                SHORT);
    }

    private static <T> T got(ApiAnswer<T> answer) {
        return switch (answer) {
            case Got<T>(var value, var _) -> value;
            case Refused<T>(var _, var line) -> throw new AssertionError(line);
        };
    }

    /// What one member of an event, log, span may be instead of what is documented.
    private static final String ODD = "null, 7, true, \"x\", [\"a\",7], {\"a\":{\"b\":[1]}}";

    @ParameterizedTest
    @ValueSource(
            strings = {"alert_type", "device_name", "title", "text", "tags", "host", "priority", "date_happened", "id"})
    void eventsOfTheStream(String member) {
        for (var odd : odd()) {
            var event = "{\"id\":%d,\"title\":\"event %d\",\"text\":\"t\",\"date_happened\":1764360000,\"alert_type\":\"info\"%s}";
            var body = "{\"events\":[%s,%s,%s]}"
                    .formatted(
                            event.formatted(1, 1, ""),
                            event.formatted(2, 2, ",\"" + member + "\":" + odd),
                            event.formatted(3, 3, ""));
            var lines = got(answer(body, api -> Events.read(api, "", FROM, TO, 100)));
            assertThat(lines).as(member + " " + odd).extracting(Events.Line::title).contains("event 1", "event 3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "service", "status", "host", "tags", "timestamp", "attributes"})
    void logs(String member) {
        for (var odd : odd()) {
            var body = "{\"data\":[%s,%s,%s]}"
                    .formatted(log("one", ""), log("two", ",\"" + member + "\":" + odd), log("three", ""));
            var lines = got(answer(body, api -> Logs.read(api, Search.oldest("*", FROM, TO, 100))));
            assertThat(lines).as(member + " " + odd).hasSize(3);
            assertThat(lines).extracting(Logs.Line::message).contains("one", "three");
        }
    }

    private static String log(String message, String more) {
        return "{\"id\":\"1\",\"type\":\"log\",\"attributes\":{\"message\":\"%s\",\"service\":\"web\"%s}}"
                .formatted(message, more);
    }

    /// A JSON log whose message is an object is read as that JSON.
    @Test
    void anObjectForAMessageIsItsText() {
        var body = "{\"data\":[{\"id\":\"1\",\"attributes\":{\"message\":{\"level\":\"error\",\"code\":504}}}]}";
        var lines = got(answer(body, api -> Logs.read(api, Search.oldest("*", FROM, TO, 100))));
        assertThat(lines.getFirst().message()).isEqualTo("{\"level\":\"error\",\"code\":504}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "resource_name", "start_timestamp", "custom", "tags", "trace_id", "single_span"})
    void spans(String member) {
        for (var odd : odd()) {
            var span = "{\"id\":\"1\",\"type\":\"spans\",\"attributes\":{\"resource_name\":\"%s\"%s}}";
            var body = "{\"data\":[%s,%s,%s]}"
                    .formatted(
                            span.formatted("one", ""),
                            span.formatted("two", ",\"" + member + "\":" + odd),
                            span.formatted("three", ""));
            var lines = got(answer(body, api -> Spans.read(api, Search.oldest("*", FROM, TO, 100))));
            assertThat(lines).as(member + " " + odd).extracting(Spans.Line::resource).contains("one", "three");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "status", "monitor", "monitor_groups", "evt", "timestamp", "priority", "service"})
    void eventsOfTheSearch(String member) {
        for (var odd : odd()) {
            var event = "{\"id\":\"1\",\"type\":\"event\",\"attributes\":{\"timestamp\":\"2026-11-28T21:00:00Z\","
                    + "\"message\":\"%s\",\"attributes\":{\"title\":\"t\"%s}}}";
            var body = "{\"data\":[%s,%s,%s]}"
                    .formatted(
                            event.formatted("one", ""),
                            event.formatted("two", ",\"" + member + "\":" + odd),
                            event.formatted("three", ""));
            var lines = got(answer(body, api -> EventSearch.read(api, Search.oldest("*", FROM, TO, 100))));
            assertThat(lines).as(member + " " + odd).extracting(EventSearch.Line::message).contains("one", "three");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitor_name", "status", "last_triggered_ts", "group_tags", "monitor_id"})
    void monitors(String member) {
        for (var odd : odd()) {
            var group = "{\"monitor_name\":\"%s\"%s}";
            var body = "{\"groups\":[%s,%s,%s]}"
                    .formatted(
                            group.formatted("one", ""),
                            group.formatted("two", ",\"" + member + "\":" + odd),
                            group.formatted("three", ""));
            var groups = got(answer(body, api -> Monitors.groups(api, "*")));
            assertThat(groups).as(member + " " + odd).extracting(Monitors.Group::name).contains("one", "three");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title", "severity", "state", "fields", "resolved", "customer_impact_scope", "public_id", "declared_by",
                "notification_handles", "time_to_resolve"
            })
    void incidents(String member) {
        for (var odd : odd()) {
            var incident = "{\"data\":{\"id\":\"i\",\"type\":\"incidents\",\"attributes\":{\"title\":\"%s\","
                    + "\"created\":\"2026-11-28T21:00:00Z\"%s}}}";
            var body = "{\"data\":{\"type\":\"incidents_search_results\",\"attributes\":{\"total\":3,\"facets\":{},\"incidents\":[%s,%s,%s]}}}"
                    .formatted(
                            incident.formatted("one", ""),
                            incident.formatted("two", ",\"" + member + "\":" + odd),
                            incident.formatted("three", ""));
            var lines = got(answer(body, api -> Incidents.read(api, FROM)));
            assertThat(lines).as(member + " " + odd).extracting(Incidents.Line::title).contains("one", "three");
        }
    }

    @Test
    void fieldsOfAnIncident() {
        for (var odd : odd()) {
            var incident = "{\"data\":{\"id\":\"i\",\"type\":\"incidents\",\"attributes\":{\"title\":\"%s\","
                    + "\"created\":\"2026-11-28T21:00:00Z\",\"fields\":{\"services\":{\"type\":\"autocomplete\",\"value\":[\"web\"]},"
                    + "\"summary\":%s,\"teams\":{\"type\":%s,\"value\":%s}}}}}";
            var body = "{\"data\":{\"type\":\"incidents_search_results\",\"attributes\":{\"total\":2,\"facets\":{},\"incidents\":[%s,%s]}}}"
                    .formatted(
                            incident.formatted("one", "null", "\"dropdown\"", "\"x\""),
                            incident.formatted("two", odd, odd, odd));
            var lines = got(answer(body, api -> Incidents.read(api, FROM)));
            assertThat(lines).as(odd).hasSize(2).allSatisfy(i -> assertThat(i.services())
                    .containsExactly("web"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"metric", "scope", "unit", "pointlist", "tag_set", "aggr", "interval"})
    void metrics(String member) {
        for (var odd : odd()) {
            var series = "{\"metric\":\"%s\",\"pointlist\":[[1764360000000,1.5]]%s}";
            var body = "{\"status\":\"ok\",\"series\":[%s,%s,%s]}"
                    .formatted(
                            series.formatted("one", ""),
                            series.formatted("two", ",\"" + member + "\":" + odd),
                            series.formatted("three", ""));
            var found = got(answer(body, api -> Metrics.query(api, "avg:x{*}", FROM, TO)));
            assertThat(found).as(member + " " + odd).extracting(Series::name).contains("one", "three");
        }
    }

    @Test
    void columnsOfMetrics() {
        for (var odd : odd()) {
            var body = ("{\"data\":{\"type\":\"timeseries_response\",\"attributes\":{\"series\":[{\"query_index\":0,\"unit\":%s},"
                            + "{\"query_index\":1,\"unit\":[{\"name\":\"percent\"},null]}],\"times\":[1764360000000],\"values\":[[1.0],[2.0]]}}}")
                    .formatted(odd);
            var queries = List.<Timeseries.Query>of(
                    new Timeseries.Query.Metric("avg:a{*}"), new Timeseries.Query.Metric("avg:b{*}"));
            var all = got(answer(body, api -> Timeseries.read(api, queries, FROM, TO, Duration.ofMinutes(5))));
            assertThat(all.get(1)).as(odd).singleElement().satisfies(s -> assertThat(s.points())
                    .hasSize(1));
        }
    }

    /// What cannot be read at all is said, and hides nothing else.
    @ParameterizedTest
    @ValueSource(strings = {"7", "\"x\"", "[1]"})
    void anItemThatIsNoneIsSaid(String odd) {
        var body = "{\"data\":[%s,%s]}".formatted(log("one", ""), odd);
        var answer = answer(body, api -> Logs.read(api, Search.oldest("*", FROM, TO, 100)));
        assertThat(answer).isInstanceOfSatisfying(Got.class, g -> assertThat(g.partial())
                .singleElement()
                .satisfies(gap -> assertThat(((Gap) gap).text()).startsWith("1 part of the answer was")));
        assertThat(got(answer)).extracting(Logs.Line::message).containsExactly("one");
    }

    /// A monitor whose type is absent is one all the same, and that something is wrong with it is said.
    @Test
    void anItemThatLacksWhatItMustHaveIsThere() {
        var body = "[{\"id\":1,\"name\":\"one\",\"query\":\"q\"},{\"id\":2,\"name\":\"two\",\"type\":\"query alert\",\"query\":\"q\"}]";
        var answer = answer(body, api -> Monitors.tagged(api, "service:web", 10));
        assertThat(got(answer)).extracting(Monitors.Definition::name).containsExactly("one", "two");
    }

    private static List<String> odd() {
        return List.of(ODD.split(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-RateLimit-Reset | 5, 5 | 5 s",
                "X-RateLimit-Reset | 4.8  | 5 s",
                "Retry-After       | 6    | 6 s",
                "Retry-After       | 3600 | 60 min"
            })
    void aWaitIsToldAsItIs(String header, String value, String told) {
        var asked = new AtomicInteger();
        try (var server = LoopbackServer.start(0, request -> {
            asked.incrementAndGet();
            return new Reply(429, Map.of(header, value), "{\"errors\":[\"Rate limit reached\"]}".getBytes(StandardCharsets.UTF_8));
        })) {
            assertThat(Monitors.groups(api(server), "*")).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.why()).isEqualTo(ApiAnswer.Why.RATE_LIMITED);
                assertThat(refused.line())
                        .isEqualTo("429 rate limited: Rate limit reached; Datadog asked to wait " + told
                                + ", and a call waits at most 1 s");
            });
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void aWaitThatCannotBeReadIsNoNumber() {
        try (var server = LoopbackServer.start(
                0,
                request -> new Reply(
                        429, Map.of("X-RateLimit-Reset", "soon"), "{}".getBytes(StandardCharsets.UTF_8)))) {
            assertThat(Monitors.groups(api(server), "*"))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.line()).startsWith("429 rate limited (3 attempts"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 520, 521, 522, 523, 524, 525, 526, 527, 529})
    void whatMayPassIsAskedAgain(int status) {
        var asked = new AtomicInteger();
        try (var server = LoopbackServer.start(
                0,
                request -> asked.incrementAndGet() == 1
                        // which tells of the limit, not of the failure
                        ? new Reply(
                                status,
                                Map.of("X-RateLimit-Reset", "1800"),
                                "<html>".getBytes(StandardCharsets.UTF_8))
                        : Reply.json(200, "{\"groups\":[]}"))) {
            assertThat(got(Monitors.groups(api(server), "*"))).isEmpty();
        }
    }
}
