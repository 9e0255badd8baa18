package dev.phantom.datadog.api;

import com.datadog.api.client.v1.api.MetricsApi;
import com.datadog.api.client.v1.api.MetricsApi.ListActiveMetricsOptionalParameters;
import com.datadog.api.client.v1.model.MetricsListResponse;
import com.datadog.api.client.v1.model.MetricsQueryMetadata;
import com.datadog.api.client.v1.model.MetricsQueryResponse;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.ApiAnswer.Why;
import dev.phantom.evidence.Sample;
import java.time.Instant;
import java.util.List;

/// Metrics: `GET /api/v1/query` and the names in use, `GET /api/v1/metrics`.
public final class Metrics {
    private Metrics() {}

    /// Runs one query, `avg:trace.http.request.duration{service:web}`. An answer 200 that says `status: error` is a
    /// refusal.
    public static ApiAnswer<List<Series>> query(DatadogApi api, String query, Instant from, Instant to) {
        var answer = api.ask(
                Source.METRICS,
                client -> Wire.documented(
                        new MetricsApi(client).queryMetrics(from.getEpochSecond(), to.getEpochSecond(), query),
                        "series",
                        said -> isError(said) ? said : said.getSeries()));
        return switch (answer) {
            case Refused<MetricsQueryResponse> refused -> refused.as();
            case Got<MetricsQueryResponse>(var said, var _) -> said(said);
        };
    }

    /// Names of the metrics that a service has sent lately.
    public static ApiAnswer<List<String>> names(DatadogApi api, String tag, Instant from) {
        return api.ask(
                        Source.METRIC_NAMES,
                        client -> Wire.documented(
                                new MetricsApi(client)
                                        .listActiveMetrics(
                                                from.getEpochSecond(),
                                                new ListActiveMetricsOptionalParameters().tagFilter(tag)),
                                "metrics",
                                MetricsListResponse::getMetrics))
                .map(said -> Wire.list(said.getMetrics()));
    }

    /// A tag value as metric queries know it: what they cannot hold becomes an underscore.
    public static String tagValue(String value) {
        return value.replaceAll("[^\\p{L}\\p{N}_\\-:./]", "_");
    }

    private static ApiAnswer<List<Series>> said(MetricsQueryResponse said) {
        var error = ErrorBody.oneLine(Wire.text(said.getError()));
        if (isError(said)) {
            var line = error.isEmpty() ? ErrorBody.oneLine(Wire.text(said.getMessage())) : error;
            return new Refused<>(Why.REJECTED, "query error: " + (line.isEmpty() ? "no reason given" : line));
        }
        return new Got<>(
                Wire.list(said.getSeries()).stream().map(Metrics::series).toList());
    }

    private static boolean isError(MetricsQueryResponse said) {
        return "error".equals(said.getStatus()) || !Wire.text(said.getError()).isBlank();
    }

    private static Series series(MetricsQueryMetadata series) {
        var units = series.getUnit();
        var unit = units == null || units.isEmpty() || units.getFirst() == null
                ? ""
                : Wire.text(units.getFirst().getName());
        var name = Wire.text(series.getMetric());
        return new Series(
                name.isEmpty() ? Wire.text(series.getExpression()) : name,
                Wire.text(series.getScope()),
                unit,
                Wire.list(series.getPointlist()).stream()
                        .filter(p -> p.size() == 2 && p.get(0) != null && p.get(1) != null)
                        .map(p -> new Sample(Instant.ofEpochMilli(p.get(0).longValue()), p.get(1)))
                        .toList());
    }
}
