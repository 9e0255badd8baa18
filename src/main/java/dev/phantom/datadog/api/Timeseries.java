package dev.phantom.datadog.api;

import com.datadog.api.client.UnparsedObject;
import com.datadog.api.client.v2.api.MetricsApi;
import com.datadog.api.client.v2.model.EventsAggregation;
import com.datadog.api.client.v2.model.EventsCompute;
import com.datadog.api.client.v2.model.EventsDataSource;
import com.datadog.api.client.v2.model.EventsSearch;
import com.datadog.api.client.v2.model.EventsTimeseriesQuery;
import com.datadog.api.client.v2.model.MetricsDataSource;
import com.datadog.api.client.v2.model.MetricsTimeseriesQuery;
import com.datadog.api.client.v2.model.QueryFormula;
import com.datadog.api.client.v2.model.TimeseriesFormulaQueryRequest;
import com.datadog.api.client.v2.model.TimeseriesFormulaQueryResponse;
import com.datadog.api.client.v2.model.TimeseriesFormulaRequest;
import com.datadog.api.client.v2.model.TimeseriesFormulaRequestAttributes;
import com.datadog.api.client.v2.model.TimeseriesFormulaRequestType;
import com.datadog.api.client.v2.model.TimeseriesQuery;
import com.datadog.api.client.v2.model.TimeseriesResponseSeries;
import dev.phantom.datadog.api.ApiAnswer.Got;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.ApiAnswer.Why;
import dev.phantom.evidence.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Many queries in one call: `POST /api/v2/query/timeseries`.
public final class Timeseries {
    private Timeseries() {}

    /// One query of the call.
    public sealed interface Query {
        /// @param text `avg:aws.rds.cpuutilization{dbinstanceidentifier:db}.rollup(max,300)`
        record Metric(String text) implements Query {}

        /// A statistic of a service, whatever its primary operation is called.
        ///
        /// @param stat `latency_p95`, `errors`, `hits`
        /// @param env  empty for all
        record Apm(String service, String stat, String env) implements Query {}

        /// How many log lines a search finds.
        record LogLines(String search) implements Query {}
    }

    /// @return one list of series per query, in the order asked; an empty list where there is nothing
    public static ApiAnswer<List<List<Series>>> read(
            DatadogApi api, List<Query> queries, Instant from, Instant to, Duration interval) {
        var attributes = new TimeseriesFormulaRequestAttributes()
                .from(from.toEpochMilli())
                .to(to.toEpochMilli())
                .interval(interval.toMillis());
        for (var i = 0; i < queries.size(); i++) {
            attributes.addQueriesItem(query(queries.get(i), "q" + i));
            attributes.addFormulasItem(new QueryFormula("q" + i));
        }
        var body = new TimeseriesFormulaQueryRequest()
                .data(new TimeseriesFormulaRequest()
                        .type(TimeseriesFormulaRequestType.TIMESERIES_REQUEST)
                        .attributes(attributes));
        return switch (api.ask(
                Source.METRICS,
                client ->
                        Wire.documented(new MetricsApi(client).queryTimeseriesData(body), "data", Timeseries::told))) {
            case Refused<TimeseriesFormulaQueryResponse> refused -> refused.as();
            case Got<TimeseriesFormulaQueryResponse>(var said, var _)
            when said.getErrors() != null && !said.getErrors().isBlank() ->
                new Refused<>(Why.REJECTED, "query error: " + ErrorBody.oneLine(said.getErrors()));
            case Got<TimeseriesFormulaQueryResponse>(var said, var _) -> new Got<>(columns(said, queries.size()));
        };
    }

    private static TimeseriesQuery query(Query query, String name) {
        return switch (query) {
            case Query.Metric(var text) ->
                new TimeseriesQuery(new MetricsTimeseriesQuery(MetricsDataSource.METRICS, text).name(name));
            case Query.LogLines(var search) ->
                new TimeseriesQuery(
                        new EventsTimeseriesQuery(new EventsCompute(EventsAggregation.COUNT), EventsDataSource.LOGS)
                                .name(name)
                                .indexes(List.of("*"))
                                .search(new EventsSearch().query(search)));
            case Query.Apm(var service, var stat, var env) -> {
                // Not in the model of this client; sent as it is.
                var raw = new java.util.LinkedHashMap<String, Object>(
                        Map.of("data_source", "apm_metrics", "name", name, "service", service, "stat", stat));
                if (!env.isEmpty()) {
                    raw.put("query_filter", "env:" + env);
                }
                var unmodelled = new TimeseriesQuery();
                unmodelled.setActualInstance(new UnparsedObject(raw));
                yield unmodelled;
            }
        };
    }

    /// What an answer tells: an error, or columns.
    private static @Nullable Object told(TimeseriesFormulaQueryResponse said) {
        if (said.getErrors() != null && !said.getErrors().isBlank()) {
            return said;
        }
        var data = said.getData();
        return data == null ? null : data.getAttributes();
    }

    private static List<List<Series>> columns(TimeseriesFormulaQueryResponse said, int queries) {
        var result = new ArrayList<List<Series>>();
        IntStream.range(0, queries).forEach(i -> result.add(new ArrayList<>()));
        var data = said.getData();
        var attributes = data == null ? null : data.getAttributes();
        if (attributes == null || attributes.getTimes() == null || attributes.getValues() == null) {
            return result;
        }
        var all = Wire.list(attributes.getSeries());
        for (var i = 0; i < Math.min(all.size(), attributes.getValues().size()); i++) {
            var series = all.get(i);
            var index = series.getQueryIndex() == null ? 0 : series.getQueryIndex();
            if (index >= 0 && index < queries) {
                result.get(index)
                        .add(column(
                                series,
                                attributes.getTimes(),
                                attributes.getValues().get(i)));
            }
        }
        return result;
    }

    private static Series column(TimeseriesResponseSeries series, List<Long> times, List<Double> values) {
        var points = new ArrayList<Sample>();
        for (var i = 0; i < Math.min(times.size(), values.size()); i++) {
            if (times.get(i) != null && values.get(i) != null) {
                points.add(new Sample(Instant.ofEpochMilli(times.get(i)), values.get(i)));
            }
        }
        var units = series.getUnit();
        var unit = units == null || units.isEmpty() || units.getFirst() == null
                ? ""
                : Wire.text(units.getFirst().getName());
        return new Series("", String.join(",", Wire.list(series.getGroupTags())), unit, points);
    }
}
