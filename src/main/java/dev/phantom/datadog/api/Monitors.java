package dev.phantom.datadog.api;

import com.datadog.api.client.v1.api.MonitorsApi;
import com.datadog.api.client.v1.api.MonitorsApi.ListMonitorsOptionalParameters;
import com.datadog.api.client.v1.api.MonitorsApi.SearchMonitorGroupsOptionalParameters;
import com.datadog.api.client.v1.model.Monitor;
import com.datadog.api.client.v1.model.MonitorGroupSearchResponse;
import com.datadog.api.client.v1.model.MonitorGroupSearchResult;
import com.datadog.api.client.v1.model.MonitorOptions;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What monitors say now, `GET /api/v1/monitor/groups/search`, and how they are set up.
public final class Monitors {
    private Monitors() {}

    /// One group of one monitor.
    ///
    /// @param since when it last triggered; null if never
    public record Group(
            long monitorId,
            String name,
            String group,
            String status,
            @Nullable Instant since) {}

    /// One monitor as it is set up.
    ///
    /// @param thresholds `critical`, `warning`, … as far as they are set
    /// @param state      what it says now, `OK`; empty if unknown
    public record Definition(
            long id, String name, String type, String query, Map<String, Double> thresholds, String state) {
        public Definition {
            thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
        }
    }

    /// The monitors with a tag: `GET /api/v1/monitor`.
    ///
    /// @param tag `service:web`
    public static ApiAnswer<List<Definition>> tagged(DatadogApi api, String tag, int most) {
        return api.ask(
                        Source.MONITORS,
                        client -> Wire.documented(
                                new MonitorsApi(client)
                                        .listMonitors(new ListMonitorsOptionalParameters()
                                                .monitorTags(tag)
                                                .page(0L)
                                                .pageSize(most)),
                                "monitors",
                                monitors -> monitors))
                .map(said -> Wire.list(said).stream().map(Monitors::definition).toList());
    }

    private static Definition definition(Monitor monitor) {
        return new Definition(
                monitor.getId() == null ? 0 : monitor.getId(),
                Wire.text(monitor.getName()),
                Wire.text(monitor.getType()),
                Wire.text(monitor.getQuery()),
                thresholds(monitor.getOptions()),
                Wire.text(monitor.getOverallState()));
    }

    private static Map<String, Double> thresholds(@Nullable MonitorOptions options) {
        var limits = options == null ? null : options.getThresholds();
        var found = new LinkedHashMap<String, Double>();
        if (limits != null) {
            put(found, "critical", limits.getCritical());
            put(found, "warning", limits.getWarning());
            put(found, "critical recovery", limits.getCriticalRecovery());
            put(found, "warning recovery", limits.getWarningRecovery());
        }
        return found;
    }

    private static void put(Map<String, Double> found, String name, @Nullable Double value) {
        if (value != null) {
            found.put(name, value);
        }
    }

    /// @param query `status:(alert OR warn) service:web`
    public static ApiAnswer<List<Group>> groups(DatadogApi api, String query) {
        return api.ask(
                        Source.MONITORS,
                        client -> Wire.documented(
                                new MonitorsApi(client)
                                        .searchMonitorGroups(new SearchMonitorGroupsOptionalParameters()
                                                .query(query)
                                                .perPage(100L)),
                                "groups",
                                MonitorGroupSearchResponse::getGroups))
                .map(said -> Wire.list(said.getGroups()).stream()
                        .map(Monitors::group)
                        .toList());
    }

    private static Group group(MonitorGroupSearchResult result) {
        return new Group(
                result.getMonitorId() == null ? 0 : result.getMonitorId(),
                Wire.text(result.getMonitorName()),
                Wire.text(result.getGroup()),
                Wire.text(result.getStatus()),
                Wire.seconds(result.getLastTriggeredTs()));
    }
}
