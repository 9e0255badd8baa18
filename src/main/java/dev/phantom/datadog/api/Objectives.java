package dev.phantom.datadog.api;

import com.datadog.api.client.v1.api.ServiceLevelObjectivesApi;
import com.datadog.api.client.v1.api.ServiceLevelObjectivesApi.ListSLOsOptionalParameters;
import com.datadog.api.client.v1.model.SLOHistoryResponse;
import com.datadog.api.client.v1.model.SLOHistoryResponseData;
import com.datadog.api.client.v1.model.SLOListResponse;
import com.datadog.api.client.v1.model.SLOThreshold;
import com.datadog.api.client.v1.model.ServiceLevelObjective;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Service level objectives, `GET /api/v1/slo`, and how they were met, `GET /api/v1/slo/<id>/history`.
public final class Objectives {
    private Objectives() {}

    /// One objective.
    ///
    /// @param targets one per span of time
    /// @param measure the query, or the monitors, that it is measured by
    public record Line(String id, String name, String type, List<Target> targets, String measure) {
        public Line {
            targets = List.copyOf(targets);
        }
    }

    /// @param timeframe `7d`
    /// @param percent   of good time or events
    /// @param warning   null if there is none
    public record Target(
            String timeframe, double percent, @Nullable Double warning) {}

    /// @param tag `service:web`
    public static ApiAnswer<List<Line>> tagged(DatadogApi api, String tag, int most) {
        return api.ask(
                        Source.OBJECTIVES,
                        client -> Wire.documented(
                                new ServiceLevelObjectivesApi(client)
                                        .listSLOs(new ListSLOsOptionalParameters()
                                                .tagsQuery(tag)
                                                .limit((long) most)),
                                "data",
                                SLOListResponse::getData))
                .map(said ->
                        Wire.list(said.getData()).stream().map(Objectives::line).toList());
    }

    /// The share of good time or events in a span of time, in percent; an empty list if Datadog cannot tell it.
    public static ApiAnswer<List<Double>> met(DatadogApi api, String id, Instant from, Instant to) {
        return api.ask(
                        Source.OBJECTIVES,
                        client -> Wire.documented(
                                new ServiceLevelObjectivesApi(client)
                                        .getSLOHistory(id, from.getEpochSecond(), to.getEpochSecond()),
                                "data",
                                SLOHistoryResponse::getData))
                .map(said -> value(said.getData()));
    }

    private static List<Double> value(@Nullable SLOHistoryResponseData data) {
        var overall = data == null ? null : data.getOverall();
        var value = overall == null ? null : overall.getSliValue();
        return value == null ? List.of() : List.of(value);
    }

    private static Line line(ServiceLevelObjective objective) {
        return new Line(
                Wire.text(objective.getId()),
                Wire.text(objective.getName()),
                Wire.text(objective.getType()),
                Wire.list(objective.getThresholds()).stream()
                        .map(Objectives::target)
                        .filter(Objects::nonNull)
                        .toList(),
                measure(objective));
    }

    private static @Nullable Target target(SLOThreshold threshold) {
        return threshold.getTarget() == null
                ? null
                : new Target(Wire.text(threshold.getTimeframe()), threshold.getTarget(), threshold.getWarning());
    }

    private static String measure(ServiceLevelObjective objective) {
        var query = objective.getQuery();
        if (query != null) {
            return Wire.text(query.getNumerator()) + " / " + Wire.text(query.getDenominator());
        }
        var monitors = Wire.list(objective.getMonitorIds());
        return monitors.isEmpty()
                ? ""
                : "monitors "
                        + String.join(
                                ", ", monitors.stream().map(Object::toString).toList());
    }
}
