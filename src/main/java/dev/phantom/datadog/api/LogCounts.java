package dev.phantom.datadog.api;

import com.datadog.api.client.v2.api.LogsApi;
import com.datadog.api.client.v2.model.LogsAggregateBucket;
import com.datadog.api.client.v2.model.LogsAggregateRequest;
import com.datadog.api.client.v2.model.LogsAggregateResponse;
import com.datadog.api.client.v2.model.LogsAggregateSort;
import com.datadog.api.client.v2.model.LogsAggregateSortType;
import com.datadog.api.client.v2.model.LogsAggregationFunction;
import com.datadog.api.client.v2.model.LogsCompute;
import com.datadog.api.client.v2.model.LogsComputeType;
import com.datadog.api.client.v2.model.LogsGroupBy;
import com.datadog.api.client.v2.model.LogsGroupByMissing;
import com.datadog.api.client.v2.model.LogsQueryFilter;
import com.datadog.api.client.v2.model.LogsSortOrder;
import dev.phantom.evidence.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Log lines counted over time, by facets: `POST /api/v2/logs/analytics/aggregate`
/// (https://docs.datadoghq.com/api/latest/logs/aggregate-events/).
public final class LogCounts {
    private LogCounts() {}

    /// What stands for a facet that a line does not have.
    public static final String NONE = "-";

    /// @param facets facet → how many of its values at most, the most frequent ones
    public static ApiAnswer<List<Counted>> read(
            DatadogApi api, String query, Instant from, Instant to, Duration interval, Map<String, Integer> facets) {
        var body = new LogsAggregateRequest()
                .filter(new LogsQueryFilter().query(query).from(from.toString()).to(to.toString()))
                .addComputeItem(new LogsCompute()
                        .aggregation(LogsAggregationFunction.COUNT)
                        .type(LogsComputeType.TIMESERIES)
                        .interval(interval.toMinutes() + "m"));
        facets.forEach((facet, most) -> body.addGroupByItem(new LogsGroupBy()
                .facet(facet)
                .limit((long) most)
                .missing(new LogsGroupByMissing(NONE))
                .sort(new LogsAggregateSort()
                        .type(LogsAggregateSortType.MEASURE)
                        .aggregation(LogsAggregationFunction.COUNT)
                        .order(LogsSortOrder.DESCENDING))));
        return api.ask(
                        Source.LOGS,
                        client -> Wire.documented(
                                new LogsApi(client).aggregateLogs(body), "data.buckets", LogCounts::buckets))
                .map(said -> Wire.list(buckets(said)).stream()
                        .map(LogCounts::counted)
                        .toList());
    }

    private static @Nullable List<LogsAggregateBucket> buckets(LogsAggregateResponse said) {
        return said.getData() == null ? null : said.getData().getBuckets();
    }

    private static Counted counted(LogsAggregateBucket bucket) {
        var by = new LinkedHashMap<String, String>();
        if (bucket.getBy() != null) {
            bucket.getBy().forEach((facet, value) -> by.put(facet, Wire.text(value)));
        }
        var computes = bucket.getComputes();
        var value = computes == null ? null : computes.get("c0");
        var points = value != null && value.getActualInstance() instanceof List<?> list
                ? list.stream()
                        .map(point -> point
                                        instanceof
                                        com.datadog.api.client.v2.model.LogsAggregateBucketValueTimeseriesPoint p
                                ? sample(p.getTime(), p.getValue())
                                : null)
                        .filter(Objects::nonNull)
                        .toList()
                : List.<Sample>of();
        return new Counted(by, points, Double.NaN);
    }

    static @Nullable Sample sample(@Nullable Object time, @Nullable Object value) {
        var at = Wire.instant(time);
        return at == null || !(value instanceof Number count) ? null : new Sample(at, count.doubleValue());
    }
}
