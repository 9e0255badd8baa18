package dev.phantom.datadog.api;

import com.datadog.api.client.ApiClient;
import com.datadog.api.client.ApiException;
import com.datadog.api.client.v2.api.LogsApi;
import com.datadog.api.client.v2.api.LogsApi.ListLogsOptionalParameters;
import com.datadog.api.client.v2.model.Log;
import com.datadog.api.client.v2.model.LogsListRequest;
import com.datadog.api.client.v2.model.LogsListRequestPage;
import com.datadog.api.client.v2.model.LogsListResponse;
import com.datadog.api.client.v2.model.LogsQueryFilter;
import com.datadog.api.client.v2.model.LogsSort;
import dev.phantom.fault.Gap;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Log lines: `POST /api/v2/logs/events/search`.
public final class Logs {
    private Logs() {}

    /// One log line. All text is untrusted.
    ///
    /// @param at   null if the line has no time
    /// @param more what it says beside its message, by attribute: `codec` → `av1`
    public record Line(
            @Nullable Instant at,
            String service,
            String status,
            String host,
            String message,
            Map<String, String> more) {
        public Line {
            more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
        }
    }

    public static ApiAnswer<List<Line>> read(DatadogApi api, Search search) {
        return api.pages(Source.LOGS, search, new DatadogApi.Paging<LogsListResponse, Line>() {
            @Override
            public LogsListResponse read(ApiClient client, String cursor, int size) throws ApiException {
                var page = new LogsListRequestPage().limit(size);
                var body = new LogsListRequest()
                        .filter(new LogsQueryFilter()
                                .query(search.query())
                                .from(search.from())
                                .to(search.to()))
                        .sort(search.oldestFirst() ? LogsSort.TIMESTAMP_ASCENDING : LogsSort.TIMESTAMP_DESCENDING)
                        .page(cursor.isEmpty() ? page : page.cursor(cursor));
                return Wire.documented(
                        new LogsApi(client).listLogs(new ListLogsOptionalParameters().body(body)),
                        "data",
                        LogsListResponse::getData);
            }

            @Override
            public List<Line> items(LogsListResponse page) {
                return Wire.list(page.getData()).stream().map(Logs::line).toList();
            }

            @Override
            public String next(LogsListResponse page) {
                var meta = page.getMeta();
                return meta == null || meta.getPage() == null
                        ? ""
                        : Wire.text(meta.getPage().getAfter());
            }

            @Override
            public List<Gap> warnings(LogsListResponse page) {
                var meta = page.getMeta();
                return meta == null
                        ? List.of()
                        : Wire.partial(
                                meta.getStatus(),
                                Wire.list(meta.getWarnings()).stream()
                                        .map(w -> Wire.warning(w.getTitle(), w.getDetail(), w.getCode())));
            }
        });
    }

    private static Line line(Log log) {
        var attributes = log.getAttributes();
        if (attributes == null) {
            return new Line(null, "", "", "", "", Map.of());
        }
        var message = Wire.text(attributes.getMessage());
        var own = attributes.getAttributes();
        var more = own == null || message.isEmpty() ? Map.<String, String>of() : scalars("", own);
        if (message.isEmpty()) {
            message = own == null || own.isEmpty()
                    ? ""
                    : own.get("message") instanceof String inner ? inner : Wire.json(own);
        }
        return new Line(
                Wire.instant(attributes.getTimestamp()),
                Wire.text(attributes.getService()),
                Wire.text(attributes.getStatus()),
                Wire.text(attributes.getHost()),
                message,
                more);
    }

    /// `http.status_code`, as a search names an attribute inside another
    /// (https://docs.datadoghq.com/logs/explorer/search_syntax/#attributes-search).
    private static Map<String, String> scalars(String path, Map<?, ?> fields) {
        var found = new TreeMap<String, String>();
        fields.forEach((name, value) -> {
            switch (value) {
                case Map<?, ?> inner -> found.putAll(scalars(path + name + ".", inner));
                case String text -> found.put(path + name, text);
                case Number number -> found.put(path + name, number.toString());
                case Boolean flag -> found.put(path + name, flag.toString());
                case null, default -> {
                    // a list says nothing in a word
                }
            }
        });
        return found;
    }
}
