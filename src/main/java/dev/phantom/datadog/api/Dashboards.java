package dev.phantom.datadog.api;

import com.datadog.api.client.v1.api.DashboardsApi;
import com.datadog.api.client.v1.api.DashboardsApi.ListDashboardsOptionalParameters;
import com.datadog.api.client.v1.model.DashboardSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Dashboards, `GET /api/v1/dashboard`, and what they ask for, `GET /api/v1/dashboard/<id>`.
public final class Dashboards {
    private Dashboards() {}

    private static final long MOST = 500;

    public record Line(String id, String title, String description) {}

    public static ApiAnswer<List<Line>> read(DatadogApi api) {
        return api.ask(
                        Source.DASHBOARDS,
                        client -> Wire.documented(
                                new DashboardsApi(client)
                                        .listDashboards(new ListDashboardsOptionalParameters()
                                                .count(MOST)
                                                .start(0L)),
                                "dashboards",
                                DashboardSummary::getDashboards))
                .map(said -> Wire.list(said.getDashboards()).stream()
                        .map(d -> new Line(
                                Wire.text(d.getId()), Wire.text(d.getTitle()), Wire.text(d.getDescription())))
                        .toList());
    }

    /// The queries of all its widgets, whatever their kind, as they are written there.
    public static ApiAnswer<List<String>> queries(DatadogApi api, String id) {
        return api.ask(
                        Source.DASHBOARDS,
                        client -> Wire.documented(
                                Unmodelled.get(client, "/api/v1/dashboard/" + client.escapeString(id), Map.of()),
                                "widgets",
                                said -> said.get("widgets")))
                .map(said -> {
                    var found = new ArrayList<String>();
                    collect(said.get("widgets"), found);
                    return found.stream().distinct().toList();
                });
    }

    /// In forty kinds of widget a query stands under one of two names.
    private static void collect(@Nullable Object node, List<String> found) {
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    if (value instanceof String text && (key.equals("q") || key.equals("query"))) {
                        found.add(text);
                    } else {
                        collect(value, found);
                    }
                });
            case List<?> list -> list.forEach(item -> collect(item, found));
            case null, default -> {}
        }
    }
}
