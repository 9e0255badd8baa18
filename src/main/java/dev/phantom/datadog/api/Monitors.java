package dev.phantom.datadog.api;

import com.datadog.api.client.v1.api.MonitorsApi;
import com.datadog.api.client.v1.api.MonitorsApi.SearchMonitorGroupsOptionalParameters;
import com.datadog.api.client.v1.model.MonitorGroupSearchResponse;
import com.datadog.api.client.v1.model.MonitorGroupSearchResult;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What monitors say now: `GET /api/v1/monitor/groups/search`.
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
