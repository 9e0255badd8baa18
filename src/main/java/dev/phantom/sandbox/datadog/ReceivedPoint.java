package dev.phantom.sandbox.datadog;

import dev.phantom.sandbox.datadog.DatadogSandbox.Received;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// One point of a metric that came by OTLP, as Datadog keeps it: names and values of tags in lower case.
record ReceivedPoint(String metric, Map<String, String> tags, Instant at, double value) {

    private static final long NANOS = 1_000_000_000L;

    /// The points of all requests; what is no OTLP counts for nothing, as the intake drops it.
    static List<ReceivedPoint> of(List<Received> received) {
        return received.stream()
                .filter(one -> one.path().equals("/v1/metrics"))
                .flatMap(ReceivedPoint::decoded)
                .toList();
    }

    private static Stream<ReceivedPoint> decoded(Received one) {
        try {
            return ExportMetricsServiceRequest.parseFrom(body(one)).getResourceMetricsList().stream()
                    .flatMap(r -> r.getScopeMetricsList().stream())
                    .flatMap(s -> s.getMetricsList().stream())
                    .flatMap(ReceivedPoint::points);
        } catch (IOException e) {
            return Stream.of();
        }
    }

    private static byte[] body(Received one) throws IOException {
        if (!"gzip".equals(one.headers().get("content-encoding"))) {
            return one.body();
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(one.body()))) {
            return in.readAllBytes();
        }
    }

    private static Stream<ReceivedPoint> points(Metric metric) {
        var numbers = Stream.concat(
                        metric.getSum().getDataPointsList().stream(), metric.getGauge().getDataPointsList().stream())
                .map(p -> point(metric, p.getAttributesList(), p.getTimeUnixNano(), number(p)));
        var distributions = metric.getHistogram().getDataPointsList().stream()
                .map(p -> point(metric, p.getAttributesList(), p.getTimeUnixNano(), p.getSum() / p.getCount()));
        return Stream.concat(numbers, distributions);
    }

    private static double number(NumberDataPoint point) {
        return point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
    }

    private static ReceivedPoint point(Metric metric, List<KeyValue> attributes, long nanos, double value) {
        var tags = new TreeMap<String, String>();
        attributes.forEach(a -> tags.put(lower(a.getKey()), lower(a.getValue().getStringValue())));
        return new ReceivedPoint(metric.getName(), tags, Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS), value);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
