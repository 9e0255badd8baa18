package dev.phantom.datadog.api;

import com.datadog.api.client.v2.api.SpansApi;
import com.datadog.api.client.v2.model.SpansAggregateBucket;
import com.datadog.api.client.v2.model.SpansAggregateData;
import com.datadog.api.client.v2.model.SpansAggregateRequest;
import com.datadog.api.client.v2.model.SpansAggregateRequestAttributes;
import com.datadog.api.client.v2.model.SpansAggregateRequestType;
import com.datadog.api.client.v2.model.SpansAggregateResponse;
import com.datadog.api.client.v2.model.SpansAggregateSort;
import com.datadog.api.client.v2.model.SpansAggregateSortType;
import com.datadog.api.client.v2.model.SpansAggregationFunction;
import com.datadog.api.client.v2.model.SpansCompute;
import com.datadog.api.client.v2.model.SpansComputeType;
import com.datadog.api.client.v2.model.SpansGroupBy;
import com.datadog.api.client.v2.model.SpansGroupByMissing;
import com.datadog.api.client.v2.model.SpansQueryFilter;
import com.datadog.api.client.v2.model.SpansSortOrder;
import dev.phantom.evidence.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Retained spans counted over time, by facets, with the 95th percentile of their duration in nanoseconds:
/// `POST /api/v2/spans/analytics/aggregate` (https://docs.datadoghq.com/api/latest/spans/aggregate-spans/).
public final class SpanCounts {
    private SpanCounts() {}

    /// @param facets facet → how many of its values at most, the most frequent ones
    public static ApiAnswer<List<Counted>> read(
            DatadogApi api, String query, Instant from, Instant to, Duration interval, Map<String, Integer> facets) {
        var asked = new SpansAggregateRequestAttributes()
                .filter(new SpansQueryFilter()
                        .query(query)
                        .from(from.toString())
                        .to(to.toString()))
                .addComputeItem(new SpansCompute()
                        .aggregation(SpansAggregationFunction.COUNT)
                        .type(SpansComputeType.TIMESERIES)
                        .interval(interval.toMinutes() + "m"))
                .addComputeItem(new SpansCompute()
                        .aggregation(SpansAggregationFunction.PERCENTILE_95)
                        .metric("@duration")
                        .type(SpansComputeType.TOTAL));
        facets.forEach((facet, most) -> asked.addGroupByItem(new SpansGroupBy()
                .facet(facet)
                .limit((long) most)
                .missing(new SpansGroupByMissing(LogCounts.NONE))
                .sort(new SpansAggregateSort()
                        .type(SpansAggregateSortType.MEASURE)
                        .aggregation(SpansAggregationFunction.COUNT)
                        .order(SpansSortOrder.DESCENDING))));
        var body = new SpansAggregateRequest()
                .data(new SpansAggregateData()
                        .type(SpansAggregateRequestType.AGGREGATE_REQUEST)
                        .attributes(asked));
        return api.ask(
                        Source.SPANS,
                        client -> Wire.documented(
                                new SpansApi(client).aggregateSpans(body), "data", SpansAggregateResponse::getData))
                .map(said -> Wire.list(said.getData()).stream()
                        .map(SpanCounts::counted)
                        .toList());
    }

    private static Counted counted(SpansAggregateBucket bucket) {
        var attributes = bucket.getAttributes();
        var by = new LinkedHashMap<String, String>();
        if (attributes == null) {
            return new Counted(by, List.of(), Double.NaN);
        }
        if (attributes.getBy() != null) {
            attributes.getBy().forEach((facet, value) -> by.put(facet, Wire.text(value)));
        }
        // recorded under `compute`, documented under `computes`
        return new Counted(by, points(computed(attributes, "c0")), p95(computed(attributes, "c1")));
    }

    private static @Nullable Object computed(
            com.datadog.api.client.v2.model.SpansAggregateBucketAttributes attributes, String name) {
        var computes = attributes.getComputes();
        var documented = computes == null ? null : computes.get(name);
        return documented == null ? Wire.at(attributes.getCompute(), name) : documented.getActualInstance();
    }

    private static List<Sample> points(@Nullable Object value) {
        return (value instanceof List<?> list ? list : List.of())
                .stream()
                        .map(point -> point
                                        instanceof
                                        com.datadog.api.client.v2.model.SpansAggregateBucketValueTimeseriesPoint p
                                ? LogCounts.sample(p.getTime(), p.getValue())
                                : LogCounts.sample(Wire.at(point, "time"), Wire.at(point, "value")))
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static double p95(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
