package dev.phantom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The names of the contract as tables, written down by hand: dashboards and monitors hang on them. It knows no name
/// from
/// the exporter.
final class TelemetryContract {
    private TelemetryContract() {}

    static final String STACK = "phantom.stack aws.account aws.region env";

    /// span | the one above | kind | what it says beside its stack
    private static final String SPANS = """
            phantom.run          |                 | INTERNAL |
            phantom.stack        | phantom.run     | INTERNAL |
            phantom.read.safe    | phantom.stack   | INTERNAL |
            phantom.read.live    | phantom.stack   | INTERNAL |
            phantom.compare      | phantom.stack   | INTERNAL | resources compared drifts
            phantom.attribute    | phantom.stack   | INTERNAL |
            phantom.collect      | phantom.stack   | INTERNAL |
            phantom.assess       | phantom.stack   | INTERNAL |
            phantom.estimate     | phantom.stack   | INTERNAL |
            phantom.judge        | phantom.stack   | INTERNAL | notices
            chat {model}         | phantom.judge   | CLIENT   | gen_ai.operation.name gen_ai.provider.name gen_ai.request.model gen_ai.response.model gen_ai.response.finish_reasons gen_ai.usage.input_tokens gen_ai.usage.output_tokens gen_ai.usage.cache_read.input_tokens gen_ai.usage.cache_creation.input_tokens phantom.llm.cost_usd
            phantom.plan         | phantom.stack   | INTERNAL |
            phantom.prove        | phantom.stack   | INTERNAL |
            phantom.publish      | phantom.stack   | INTERNAL |
            phantom.pull_request | phantom.publish | INTERNAL | outcome url recommendation severity drifts
            """;

    /// metric | kind | unit | tags
    private static final String METRICS = """
            phantom.drift.detected       | count    | {drift}        | env stack aws_account region severity
            phantom.drift.open           | gauge    | {drift}        | env stack aws_account region severity
            phantom.drift.age_seconds    | gauge    | s              | env stack aws_account region severity
            phantom.drift.cost_delta_usd | gauge    | {USD}          | env stack aws_account region
            phantom.drift.cost_unpriced  | gauge    | {change}       | env stack aws_account region
            phantom.coverage             | gauge    | 1              | env stack aws_account region
            phantom.verdict.made         | count    | {verdict}      | recommendation severity
            phantom.pull_request.settled | count    | {pull_request} | outcome
            phantom.run.completed        | count    | {run}          | outcome
            phantom.stage.duration       | duration | s              | stage
            phantom.llm.tokens           | count    | {token}        | model token_type
            phantom.llm.cost_usd         | count    | {USD}          | model
            """;

    private static final String STAGES =
            "read.safe read.live compare attribute collect assess estimate judge plan prove publish";

    static void holdsSpans(Sent sent) {
        var rows = rows(SPANS);
        assertThat(sent.spans().stream().map(TelemetryContract::row)).containsOnlyElementsOf(rows.keySet());
        rows.forEach((name, row) -> assertThat(sent.spans().stream().filter(s -> row(s).equals(name)))
                .as(name)
                .isNotEmpty()
                .allSatisfy(span -> {
                    assertThat(sent.above(span)).isEqualTo(row.get(1));
                    assertThat(span.getKind()).hasToString("SPAN_KIND_" + row.get(2));
                    var failed = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
                    assertThat(keys(span)).isEqualTo(words(STACK + " " + row.get(3) + (failed ? " error.type" : "")));
                    assertThat(Sent.map(span.getAttributesList()))
                            .containsEntry("phantom.stack", "payments")
                            .containsEntry("aws.account", "111122223333")
                            .containsEntry("aws.region", "us-east-1")
                            .containsEntry("env", "prod");
                }));
        assertThat(sent.spans().stream()
                        .filter(s -> s.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR
                                || s.getEventsCount() > 0))
                .as("the answer that the story's model refuses, and nothing else")
                .singleElement()
                .satisfies(span -> {
                    assertThat(row(span)).isEqualTo("chat {model}");
                    isFailed(span, "PH-LLM-001");
                    assertThat(Sent.map(span.getAttributesList()))
                            .containsEntry("gen_ai.response.finish_reasons", "[refusal]");
                });
        assertThat(sent.spans().stream().map(Span::getName).filter(n -> n.startsWith("chat ")))
                .containsOnly("chat claude-sonnet-5-5", "chat claude-opus-5-5");
        assertThat(Sent.map(sent.span("chat claude-sonnet-5-5").getAttributesList()))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "anthropic")
                .containsEntry("gen_ai.request.model", "claude-sonnet-5-5")
                .containsEntry("gen_ai.response.model", "claude-sonnet-5-5 (scripted reply)")
                .containsEntry("gen_ai.response.finish_reasons", "[end_turn]");
    }

    private static String row(Span span) {
        return span.getName().startsWith("chat ") ? "chat {model}" : span.getName();
    }

    static void holdsMetrics(Sent sent) {
        var rows = rows(METRICS);
        assertThat(sent.metrics().stream().map(Metric::getName)).containsOnlyElementsOf(rows.keySet());
        assertThat(sent.metrics().stream().map(Metric::getName)).containsAll(rows.keySet());
        for (var metric : sent.metrics()) {
            var row = rows.getOrDefault(metric.getName(), List.of());
            assertThat(kind(metric)).as(metric.getName()).isEqualTo(row.get(1));
            assertThat(metric.getUnit()).as(metric.getName()).isEqualTo(row.get(2));
            assertThat(tags(metric))
                    .as(metric.getName())
                    .isNotEmpty()
                    .allSatisfy(tags -> assertThat(tags.keySet()).isEqualTo(words(row.get(3))));
        }
        assertThat(values(sent, "phantom.stage.duration", "stage")).isEqualTo(words(STAGES));
        assertThat(values(sent, "phantom.llm.tokens", "token_type"))
                .isEqualTo(words("input output cache_read cache_creation"));
        assertThat(values(sent, "phantom.llm.tokens", "model")).isEqualTo(words("claude-sonnet-5-5 claude-opus-5-5"));
    }

    private static String kind(Metric metric) {
        return switch (metric.getDataCase()) {
            case SUM -> {
                assertThat(metric.getSum().getIsMonotonic()).isTrue();
                assertThat(metric.getSum().getAggregationTemporality())
                        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
                yield "count";
            }
            case GAUGE -> "gauge";
            case HISTOGRAM -> {
                assertThat(metric.getHistogram().getAggregationTemporality())
                        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
                yield "duration";
            }
            case EXPONENTIAL_HISTOGRAM, SUMMARY, DATA_NOT_SET ->
                throw new AssertionError(metric.getName() + " is a " + metric.getDataCase());
        };
    }

    static List<Map<String, String>> tags(Metric metric) {
        return Stream.of(
                        metric.getSum().getDataPointsList().stream().map(p -> p.getAttributesList()),
                        metric.getGauge().getDataPointsList().stream().map(p -> p.getAttributesList()),
                        metric.getHistogram().getDataPointsList().stream().map(p -> p.getAttributesList()))
                .flatMap(it -> it)
                .map(Sent::map)
                .toList();
    }

    private static Set<String> values(Sent sent, String metric, String tag) {
        var values = new TreeSet<String>();
        sent.metrics().stream()
                .filter(m -> m.getName().equals(metric))
                .flatMap(m -> tags(m).stream())
                .forEach(tags -> values.add(tags.getOrDefault(tag, "")));
        return values;
    }

    static void isFailed(Span span, String code) {
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(Sent.map(span.getAttributesList())).containsEntry("error.type", code);
        assertThat(span.getEventsList()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("exception");
            var exception = Sent.map(event.getAttributesList());
            assertThat(exception).containsOnlyKeys("exception.type", "exception.message");
            assertThat(exception).containsEntry("exception.type", code);
            assertThat(exception.get("exception.message")).startsWith(code + " ");
        });
    }

    /// Every name of ours in what was sent, wherever it stands.
    static Set<String> phantomNames(Sent sent) {
        var names = new TreeSet<String>();
        var shape = Pattern.compile("(?<=\")phantom\\.[a-z_.]+(?=\")");
        Stream.concat(sent.spans().stream(), sent.metrics().stream())
                .forEach(it -> shape.matcher(it.toString()).results().forEach(m -> names.add(m.group())));
        return names;
    }

    static Set<String> phantomNamesOfTheContract() {
        var names = new TreeSet<String>();
        rows(SPANS).keySet().stream().filter(n -> !n.startsWith("chat ")).forEach(names::add);
        names.addAll(rows(METRICS).keySet());
        return names;
    }

    private static Map<String, List<String>> rows(String table) {
        var rows = new TreeMap<String, List<String>>();
        table.lines().forEach(line -> {
            var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            rows.put(cells.getFirst(), cells);
        });
        return rows;
    }

    static Set<String> keys(Span span) {
        return new TreeSet<>(Sent.map(span.getAttributesList()).keySet());
    }

    static Set<String> words(String text) {
        return new TreeSet<>(List.of(text.strip().split(" +")));
    }
}
