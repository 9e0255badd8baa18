package dev.phantom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.datadog.DatadogSandbox.Received;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// What was received, decoded with classes that our exporter did not write.
///
/// @param events bodies of change events
record Sent(List<Span> spans, List<Metric> metrics, List<Map<String, String>> resources, List<JsonNode> events) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Sent of(List<Received> received) {
        var spans = new ArrayList<Span>();
        var metrics = new ArrayList<Metric>();
        var resources = new ArrayList<Map<String, String>>();
        var events = new ArrayList<JsonNode>();
        try {
            for (var one : received) {
                switch (one.path()) {
                    case "/v1/traces" ->
                        ExportTraceServiceRequest.parseFrom(unzipped(one))
                                .getResourceSpansList()
                                .forEach(r -> {
                                    resources.add(map(r.getResource().getAttributesList()));
                                    r.getScopeSpansList().forEach(s -> spans.addAll(s.getSpansList()));
                                });
                    case "/v1/metrics" ->
                        ExportMetricsServiceRequest.parseFrom(unzipped(one))
                                .getResourceMetricsList()
                                .forEach(r -> {
                                    resources.add(map(r.getResource().getAttributesList()));
                                    r.getScopeMetricsList().forEach(s -> metrics.addAll(s.getMetricsList()));
                                });
                    case "/api/v2/events" -> events.add(JSON.readTree(one.body()));
                    default -> throw new AssertionError("something else was sent to " + one.path());
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new Sent(spans, metrics, resources, events);
    }

    private static byte[] unzipped(Received received) {
        assertThat(received.headers())
                .containsEntry("content-encoding", "gzip")
                .containsEntry("content-type", "application/x-protobuf");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(received.body()))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> map(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(KeyValue::getKey, a -> text(a.getValue()), (a, b) -> a, TreeMap::new));
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> String.valueOf(value.getIntValue());
            case DOUBLE_VALUE -> String.valueOf(value.getDoubleValue());
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(Sent::text)
                        .toList()
                        .toString();
            case BOOL_VALUE, KVLIST_VALUE, BYTES_VALUE, STRING_VALUE_STRINDEX, VALUE_NOT_SET ->
                throw new AssertionError("an attribute of kind " + value.getValueCase());
        };
    }

    Stream<Span> spans(String name) {
        return spans.stream().filter(s -> s.getName().equals(name));
    }

    Span span(String name) {
        return spans(name).findFirst().orElseThrow(() -> new AssertionError("no span " + name));
    }

    /// The name of the span above; empty for the uppermost.
    String above(Span span) {
        return span.getParentSpanId().isEmpty()
                ? ""
                : spans.stream()
                        .filter(s -> s.getSpanId().equals(span.getParentSpanId()))
                        .map(Span::getName)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("the span above " + span.getName() + " did not leave"));
    }

    /// Number by tags; empty if no such metric left.
    Map<Map<String, String>, Double> numbers(String metric) {
        return metrics.stream()
                .filter(m -> m.getName().equals(metric))
                .flatMap(m -> Stream.concat(
                        m.getSum().getDataPointsList().stream(), m.getGauge().getDataPointsList().stream()))
                .collect(Collectors.toMap(p -> map(p.getAttributesList()), Sent::number));
    }

    double total(String metric) {
        return numbers(metric).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static double number(NumberDataPoint point) {
        return point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
    }
}
